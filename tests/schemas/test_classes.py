"""Every table class, whatever it is: a good frame passes and each kind of bad one fails as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice

import polars as pl
import pytest

from schemas import base, columns
from schemas.base import Column, Table, faults
from schemas.base.faults import Failure
from schemas.raw import placeholders
from tests.support.classes import CLASSES
from tests.support.probes import BY_TYPE, NEAR, breaking, good_frame, near_relative, of_another_type

Fault = str
Rows = dict[tuple[str, str], set[int | None]]
"""The rows in which a check of a column fails, by column and check."""

NAMED_WITHOUT_UNIT = {
    "index_value": "a price index has its own base and so no unit",
    "value_number": "the attribute that a fact is about names the unit",
    "value": "the series or the unit column beside it names the unit",
    "value_low": "as value",
    "before": "the question beside it says of which number, and so the unit",
    "now": "as before",
    "moved_by": "as before",
    "value_high": "as value",
    "score": "the scale names its unit",
    "score_low": "as score",
    "score_high": "as score",
    "score_standard_error": "as score",
    "record_score": "as score",
    "follower_score": "as score",
    "inference_value": "as value",
    "other_value": "as value",
    "bic": "an information criterion is a number",
    "log10_slope_per_year": "powers of ten a year are a number",
    "cadence_days": "days are its unit",
    "threshold_value": "the unit column beside it names the unit",
    "frontier_value": "the objective names its unit",
    "score_threshold": "as score",
    "best_score": "as score",
    "score_gain_per_year": "as score, each year",
    "score_gain_per_year_low": "as score_gain_per_year",
    "score_gain_per_year_high": "as score_gain_per_year",
    "budget_value": "budget_kind names the unit",
    "final_run_value": "spend_unit names the unit",
    "research_value": "spend_unit names the unit",
    "claimed_low": "the unit of a claim is in a column of its own",
    "claimed": "the unit of a claim is in a column of its own",
    "claimed_high": "the unit of a claim is in a column of its own",
    "bound_low": "the unit of a claim is in a column of its own",
    "bound_high": "the unit of a claim is in a column of its own",
    "region_low": "the unit of a claim is in a column of its own",
    "region_high": "the unit of a claim is in a column of its own",
}
PASSES = "nothing"
"""In the place of a rule: the value breaks none."""
LAYERS = {"seed", "raw", "core", "step", "metric", "meta", "history"}



def failed(table: type[Table], values: dict[str, pl.Series], rows: int = 1) -> Rows:
    """Put bad values into several columns at once."""
    found: Rows = {}
    for failure in faults.failures(table, good_frame(table, rows).with_columns(**values)):
        check = (str(failure.column), failure.check.partition("(")[0])
        found.setdefault(check, set()).add(failure.row)
    return found


def a_valid_row_passes(table: type[Table]) -> Iterator[Fault]:
    yield from map(str, faults.failures(table, good_frame(table)))


def a_column_of_another_type_fails(table: type[Table]) -> Iterator[Fault]:
    """Each column in one other type, the next column in the next; and in the one most like its own."""
    about = base.columns(table)
    others = {a.name: of_another_type(a, 1 + place % (len(BY_TYPE) - 1)) for place, a in enumerate(about)}
    for wrong in (others, {a.name: near_relative(a) for a in about if a.dtype in NEAR}):
        found = {name for name, check in failed(table, wrong) if check == "dtype"}
        for name in found ^ wrong.keys():
            yield f"{name}: {wrong.get(name, pl.Series()).dtype}, in dtype failures: {name in found}"


def a_value_that_breaks_a_rule_or_is_null_fails_in_its_row_and_no_other_does(
    table: type[Table],
) -> Iterator[Fault]:
    """Infinities, NaN, what lies beyond each bound, and NULL exactly where it is not allowed."""
    cases = {a: [*breaking(a), (None, PASSES if a.is_nullable else "not_nullable")]
             for a in base.columns(table)}
    rows = max(map(len, cases.values()))
    cases = {about: list(islice(cycle(some), rows)) for about, some in cases.items()}
    found = failed(table, {about.name: pl.Series([value for value, _ in some], dtype=about.dtype)
                           for about, some in cases.items()}, rows)
    for about, some in cases.items():
        yield from _mistaken(about, some, {check: at for (name, check), at in found.items()
                                           if name == about.name})


def _mistaken(
    about: Column, some: list[tuple[object, str]], found: dict[str, set[int | None]]
) -> Iterator[Fault]:
    """Values that pass the rule that they break, and NULLs that fail another one."""
    for row, (value, rule) in enumerate(some):
        if rule != PASSES and row not in found.get(rule, ()):
            yield f"{about.name}: {value!r} passes {rule}"
        others = {check for check, at in found.items() if check != rule and row in at}
        if value is None and others:
            yield f"{about.name}: {', '.join(others)} of NULL"


def a_key_that_repeats_fails_and_is_named(table: type[Table]) -> Iterator[Fault]:
    named = ", ".join(base.info(table).key)
    found = [(f.check, f.column, f.row) for f in faults.failures(table, good_frame(table, rows=3))]
    if found != [("unique_key", named, 1), ("unique_key", named, 2)]:
        yield f"three equal rows: {found}"


def a_missing_column_an_extra_one_and_another_order_fail(table: type[Table]) -> Iterator[Fault]:
    frame, names = good_frame(table), [about.name for about in base.columns(table)]
    for dropped in (names[-1:], names[::2]):
        found = faults.failures(table, frame.drop(dropped))
        missing = {Failure("column_in_dataframe", name, None, name) for name in dropped}
        if not (missing <= set(found) if len(dropped) < len(names) else found):
            yield f"without {dropped}: {found}"
    extra = faults.failures(table, frame.with_columns(extra=pl.lit(1)))
    if [(f.check, f.column) for f in extra] != [("column_in_schema", "extra")]:
        yield f"with a column too many: {extra}"
    turned = faults.failures(table, frame.select(reversed(names)))
    if {f.check for f in turned} != ({"column_ordered"} if len(names) > 1 else set()):
        yield f"with its columns reversed: {turned}"


def an_empty_frame_fails_unless_the_class_allows_it(table: type[Table]) -> Iterator[Fault]:
    found = [f.check for f in faults.failures(table, base.empty_frame(table))]
    if found != ([] if base.info(table).may_be_empty else ["not_empty"]):
        yield f"no rows: {found}"


def a_lazy_frame_is_refused(table: type[Table]) -> Iterator[Fault]:
    try:
        faults.failures(table, good_frame(table).lazy())  # type: ignore[arg-type]
    except TypeError as error:
        if "eager" in str(error):
            return
    yield "a lazy frame is not refused"


def table_and_columns_are_described(table: type[Table]) -> Iterator[Fault]:
    if not (table.__doc__ or "").strip() or table.__doc__ == Table.__doc__:
        yield "the class has no docstring"
    yield from (f"{about.name}: has no description" for about in base.columns(table)
                if not about.description.strip())


def a_float_names_its_unit(table: type[Table]) -> Iterator[Fault]:
    floats = (about.name for about in base.columns(table) if about.dtype == pl.Float64)
    yield from (f"{name}: its last words are no unit" for name in floats
                if columns.unit_of(name) is None and name not in NAMED_WITHOUT_UNIT)


def the_key_is_declared_and_never_null(table: type[Table]) -> Iterator[Fault]:
    about = {c.name: c for c in base.columns(table)}
    key = base.info(table).key
    if not key or len(set(key)) != len(key):
        yield f"its key is {key}"
    yield from (f"{name}: of the key, and may be NULL" for name in key if about[name].is_nullable)


def names_and_layers_are_those_of_the_project(table: type[Table]) -> Iterator[Fault]:
    layer, _, name = base.info(table).name.partition(".")
    if layer not in LAYERS or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        yield f"its name is {base.info(table).name}"
    for about in base.columns(table):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", about.name):
            yield f"{about.name}: is no name in lower case"
        if about.name.endswith("_date") and about.dtype != pl.Date:
            yield f"{about.name}: is {about.dtype}"


def what_the_warehouse_fills_in_are_columns_of_the_class(table: type[Table]) -> Iterator[Fault]:
    missing = placeholders(table).keys() - {about.name for about in base.columns(table)}
    yield from (f"{name}: is no column" for name in missing)


PROBES: tuple[Callable[[type[Table]], Iterator[Fault]], ...] = (
    a_valid_row_passes, a_column_of_another_type_fails,
    a_value_that_breaks_a_rule_or_is_null_fails_in_its_row_and_no_other_does,
    a_key_that_repeats_fails_and_is_named, a_missing_column_an_extra_one_and_another_order_fail,
    an_empty_frame_fails_unless_the_class_allows_it, a_lazy_frame_is_refused,
    table_and_columns_are_described, a_float_names_its_unit, the_key_is_declared_and_never_null,
    names_and_layers_are_those_of_the_project, what_the_warehouse_fills_in_are_columns_of_the_class,
)


@pytest.mark.parametrize("table", CLASSES.values(), ids=CLASSES)
def test_a_class_holds_in_every_column(table: type[Table]) -> None:
    before = base.validating_hash(table)
    assert [f"{probe.__name__}: {fault}" for probe in PROBES for fault in probe(table)] == []
    assert base.validating_hash(table) == before, "validating leaves the hash alone"


def test_no_two_classes_have_one_hash() -> None:
    assert len({base.validating_hash(table) for table in CLASSES.values()}) == len(CLASSES)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_flag_that_may_be_unknown_says_what_that_means(name: str) -> None:
    """Unknown is not false: who filters by a flag must be told which rows it says nothing of."""
    assert [column.name for column in base.columns(CLASSES[name]) if column.dtype == pl.Boolean
            and column.is_nullable and "NULL" not in column.description] == []
