"""Every table class, whatever it is: a good frame passes and each kind of bad one fails as such."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from datetime import UTC, date, datetime
from itertools import cycle, islice
from typing import Any

import polars as pl
import pytest

import schemas
from schemas import base, columns
from schemas.base import TEXT_LIST, UTC_TIMESTAMP, Column, Failure, SchemaError, Table
from schemas.columns import column, measure
from schemas.raw import placeholders

for module in pkgutil.walk_packages(schemas.__path__, "schemas."):
    importlib.import_module(module.name)

CLASSES = {
    name: table for name, table in base.registered().items()
    if table.__module__.startswith("schemas.")
}
every_class = pytest.mark.parametrize("table", CLASSES.values(), ids=CLASSES)

TEXTS = ["any", "774", "a", "USA", "1", "1a", "2024", "https://a.example/", "A", "3A090", "3A090.a",
         "2024-01", "2024-01-02T00:00:00Z", "M01"]
"""Candidates for text columns; a class with another pattern adds one that matches."""

NAMED_WITHOUT_UNIT = {
    "index_value": "a price index has its own base and so no unit",
    "value_number": "the attribute that a fact is about names the unit",
    "value": "the series or the unit column beside it names the unit",
    "value_low": "as value",
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
}
OTHERS: dict[Any, list[Any]] = {
    pl.String: ["x"], pl.Float64: [1.5], pl.Int64: [7], pl.Boolean: [True],
    pl.Date: [date(2024, 1, 2)], UTC_TIMESTAMP: [datetime(2024, 1, 2, tzinfo=UTC)],
    TEXT_LIST: [["x"]],
}


def rules_of(about: Column) -> dict[str, dict[str, Any]]:
    """Name and parameters of each check of a column."""
    parted = (check.partition("{") for check in about.checks)
    return {name: json.loads(f"{{{rest}") for name, _, rest in parted}


def good_value(about: Column) -> Any:
    """A value that satisfies the column's checks."""
    rules = rules_of(about)
    if "isin" in rules:
        return sorted(rules["isin"]["allowed_values"])[0]
    if "str_matches" in rules:
        pattern = rules["str_matches"]["pattern"]
        found = next((text for text in TEXTS if re.search(pattern, text)), None)
        assert found is not None, f"add a text that matches {pattern} to TEXTS"
        return found
    if about.dtype in (pl.Float64, pl.Int64):
        return good_number(about, rules)
    return OTHERS[about.dtype][0]


def good_number(about: Column, rules: dict[str, dict[str, Any]]) -> float | int:
    """A number between the column's bounds."""
    steps = [1, 0.5, 2, 0, -1, 100, 2030, 1e6, 1e18]
    fitting = [n for n in steps if all(holds(n, rule, said) for rule, said in rules.items())]
    assert fitting, f"add a number that fits {about} to the steps"
    return int(fitting[0]) if about.dtype == pl.Int64 else float(fitting[0])


def holds(number: float, rule: str, said: dict[str, Any]) -> bool:
    match rule:
        case "greater_than":
            return number > said["min_value"]
        case "greater_than_or_equal_to":
            return number >= said["min_value"]
        case "less_than":
            return number < said["max_value"]
        case "less_than_or_equal_to":
            return number <= said["max_value"]
        case "in_range":
            return bool(said["min_value"] <= number <= said["max_value"])
        case "finite":
            return True
    raise AssertionError(f"teach the tests the rule {rule}")


def good_frame(table: type[Table], rows: int = 1) -> pl.DataFrame:
    """The same valid row, some times over."""
    return pl.DataFrame(
        {about.name: pl.Series([good_value(about)] * rows, dtype=about.dtype)
         for about in base.columns(table)}
    )


def failed(table: type[Table], values: dict[str, pl.Series]) -> dict[str, set[str]]:
    """Put bad values into several columns at once: the checks that fail, by column."""
    found: dict[str, set[str]] = {}
    for column_name, check in failed_rows(table, values):
        found.setdefault(column_name, set()).add(check)
    return found


def failed_rows(
    table: type[Table], values: dict[str, pl.Series], rows: int = 1
) -> dict[tuple[str, str], set[int | None]]:
    """The rows in which a check of a column fails, by column and check."""
    found: dict[tuple[str, str], set[int | None]] = {}
    for failure in base.failures(table, good_frame(table, rows).with_columns(**values)):
        check = (str(failure.column), failure.check.partition("(")[0])
        found.setdefault(check, set()).add(failure.row)
    return found


def one(about: Column, value: Any) -> pl.Series:
    return pl.Series(about.name, [value], dtype=about.dtype)


def of_another_type(about: Column, steps: int) -> pl.Series:
    """A value of the type so many steps behind the column's own."""
    types = list(OTHERS)
    other = types[(types.index(about.dtype) + steps) % len(types)]
    return pl.Series(OTHERS[other], dtype=other)


@every_class
def test_a_valid_row_passes(table: type[Table]) -> None:
    assert base.failures(table, good_frame(table)) == []


@every_class
@pytest.mark.parametrize("steps", range(1, len(OTHERS)))
def test_a_column_of_another_type_fails(table: type[Table], steps: int) -> None:
    wrong = {about.name: of_another_type(about, steps) for about in base.columns(table)}
    found = failed(table, wrong)
    assert {name for name, checks in found.items() if "dtype" in checks} == wrong.keys()


@every_class
def test_near_relatives_of_a_type_fail(table: type[Table]) -> None:
    near = {pl.Float64: pl.Float32, pl.Int64: pl.Int32, UTC_TIMESTAMP: pl.Datetime("us"),
            pl.String: pl.Categorical, pl.Date: pl.Datetime("us")}
    wrong = {about.name: one(about, good_value(about)).cast(near[about.dtype])
             for about in base.columns(table) if about.dtype in near}
    found = failed(table, wrong)
    assert {name for name, checks in found.items() if "dtype" in checks} == wrong.keys()


@every_class
def test_null_fails_exactly_where_it_is_not_allowed(table: type[Table]) -> None:
    found = failed(table, {about.name: one(about, None) for about in base.columns(table)})
    needed = [about.name for about in base.columns(table) if not about.is_nullable]
    assert found == {name: {"not_nullable"} for name in needed}


@every_class
def test_infinity_and_nan_fail_in_every_float_column(table: type[Table]) -> None:
    floats = [about.name for about in base.columns(table) if about.dtype == pl.Float64]
    values = [float("inf"), float("-inf"), float("nan")]
    rows = len(values) if floats else 1
    found = failed_rows(table, {name: pl.Series(values) for name in floats}, rows)
    assert {name for name, _ in found} == set(floats)
    assert [name for name in floats if found.get((name, "finite")) != set(range(rows))] == []


@every_class
def test_a_value_beyond_a_bound_fails(table: type[Table]) -> None:
    cases = {about: [(value, rule) for rule, said in rules_of(about).items()
                     for value in beyond(rule, said, about.dtype == pl.Int64)]
             for about in base.columns(table)}
    rows = max(1, *map(len, cases.values()))
    cases = {about: list(islice(cycle(some), rows)) for about, some in cases.items() if some}
    bad = {about.name: pl.Series([value for value, _ in some], dtype=about.dtype)
           for about, some in cases.items()}
    found = failed_rows(table, bad, rows)
    assert {name for name, _ in found} == bad.keys()
    assert [(about.name, row, rule) for about, some in cases.items()
            for row, (_, rule) in enumerate(some)
            if row not in found.get((about.name, rule), ())] == []


def beyond(  # noqa: PLR0911, one return per rule
    rule: str, said: dict[str, Any], is_whole: bool
) -> list[Any]:
    """Values that break a rule, the nearest ones first."""
    step = 1 if is_whole else 1e-9
    match rule:
        case "greater_than":
            return [said["min_value"], said["min_value"] - 1]
        case "greater_than_or_equal_to":
            return [said["min_value"] - step, said["min_value"] - 1]
        case "less_than":
            return [said["max_value"], said["max_value"] + 1]
        case "less_than_or_equal_to":
            return [said["max_value"] + step, said["max_value"] + 1]
        case "in_range":
            return [said["min_value"] - step, said["max_value"] + step]
        case "isin":
            return ["none of these", ""]
        case "str_matches":
            return [text for text in ("", " ", "~") if not re.search(said["pattern"], text)]
    assert rule == "finite", f"teach the tests the rule {rule}"
    return []


@every_class
def test_a_key_that_repeats_fails_and_is_named(table: type[Table]) -> None:
    found = base.failures(table, good_frame(table, rows=3))
    named = ", ".join(base.info(table).key)
    assert [(f.check, f.column, f.row) for f in found] == [
        ("unique_key", named, 1), ("unique_key", named, 2)
    ]


@every_class
def test_a_missing_column_an_extra_one_and_another_order_fail(table: type[Table]) -> None:
    frame, names = good_frame(table), [about.name for about in base.columns(table)]
    for dropped in (names[:1], names[-1:], names[::2]):
        found = base.failures(table, frame.drop(dropped))
        missing = {Failure("column_in_dataframe", name, None, name) for name in dropped}
        assert missing <= set(found) if len(dropped) < len(names) else found
    extra = base.failures(table, frame.with_columns(extra=pl.lit(1)))
    assert [(f.check, f.column) for f in extra] == [("column_in_schema", "extra")]
    if len(names) > 1:
        turned = base.failures(table, frame.select(reversed(names)))
        assert {f.check for f in turned} == {"column_ordered"}


@every_class
def test_an_empty_frame_fails_unless_the_class_allows_it(table: type[Table]) -> None:
    found = [f.check for f in base.failures(table, base.empty_frame(table))]
    assert found == ([] if base.info(table).may_be_empty else ["not_empty"])


@every_class
def test_a_lazy_frame_is_refused(table: type[Table]) -> None:
    with pytest.raises(TypeError, match="eager"):
        base.failures(table, good_frame(table).lazy())  # type: ignore[arg-type]


@every_class
def test_table_and_columns_are_described(table: type[Table]) -> None:
    assert (table.__doc__ or "").strip() and table.__doc__ != Table.__doc__
    undescribed = [about.name for about in base.columns(table) if not about.description.strip()]
    assert undescribed == []


@every_class
def test_a_float_names_its_unit(table: type[Table]) -> None:
    floats = [about.name for about in base.columns(table) if about.dtype == pl.Float64]
    nameless = {name for name in floats if columns.unit_of(name) is None}
    assert nameless <= NAMED_WITHOUT_UNIT.keys()


@every_class
def test_the_key_is_declared_and_never_null(table: type[Table]) -> None:
    about = {c.name: c for c in base.columns(table)}
    key = base.info(table).key
    assert key and len(set(key)) == len(key)
    assert [name for name in key if about[name].is_nullable] == []


@every_class
def test_names_and_layers_are_those_of_the_project(table: type[Table]) -> None:
    layer, _, name = base.info(table).name.partition(".")
    assert layer in {"seed", "raw", "core", "step", "metric", "meta"}
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
    for about in base.columns(table):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", about.name)
        assert not about.name.endswith("_date") or about.dtype == pl.Date, about.name


@every_class
def test_what_the_warehouse_fills_in_are_columns_of_the_class(table: type[Table]) -> None:
    assert placeholders(table).keys() <= {about.name for about in base.columns(table)}


@every_class
def test_validating_leaves_the_hash_alone(table: type[Table]) -> None:
    before = base.validating_hash(table)
    base.failures(table, good_frame(table))
    base.failures(table, good_frame(table, rows=2))
    assert base.validating_hash(table) == before


def test_no_two_classes_have_one_hash() -> None:
    assert len({base.validating_hash(table) for table in CLASSES.values()}) == len(CLASSES)


def variant(key: tuple[str, ...] = ("a",), may_be_empty: bool = False, **changed: Any) -> str:
    """The hash of a small class, one thing changed."""
    body = {
        "__doc__": changed.pop("doc", "A doc."),
        "__annotations__": {"a": str, "b": changed.pop("b_type", float)},
        "a": column("A"), "b": changed.pop("b", measure("B")), "__module__": __name__,
    }
    about = {"name": "core.variant", "key": key, "group": "test", "may_be_empty": may_be_empty}
    table = type(Table)("Variant", (Table,), body, **about)
    try:
        return base.validating_hash(table)
    finally:
        base._INFO.pop(table)


def test_descriptions_stay_out_of_the_hash() -> None:
    assert variant() == variant(doc="Another.", b=measure("Other words"))


def test_what_decides_whether_a_frame_passes_enters_the_hash() -> None:
    hashes = [
        variant(),
        variant(b=measure("B", gt=1)),
        variant(b=measure("B", ge=0)),
        variant(b=measure("B", gt=0, le=5)),
        variant(b=column("B", gt=0)),
        variant(b_type=int),
        variant(key=("a", "b")),
        variant(may_be_empty=True),
    ]
    assert len(set(hashes)) == len(hashes)


def test_two_classes_of_one_name_are_refused() -> None:
    class Twin(Table, name="seed.build_date", key=("a",), group="test"):
        """Already there."""

        a: str = column("A")

    try:
        with pytest.raises(SchemaError, match=r"seed\.build_date is declared by two classes"):
            base.registered()
    finally:
        base._INFO.pop(Twin)


def test_a_type_outside_the_list_is_refused() -> None:
    class Narrow(Table, name="core.narrow", key=("a",), group="test"):
        """A Float32."""

        a: pl.Float32 = column("A")

    try:
        with pytest.raises(SchemaError, match=r"core\.narrow\.a has type Float32"):
            base.columns(Narrow)
    finally:
        base._INFO.pop(Narrow)


def test_a_frame_out_of_key_order_is_our_own_fault_and_said_so() -> None:
    table = CLASSES["seed.build_date"]
    days = [date(2024, 1, 2), date(2024, 1, 1)]
    frame = pl.DataFrame({"as_of_date": days, "complete_month_end_date": days})
    assert [f.check for f in base.failures(table, frame)] == ["sorted_by_key"]
    assert base.failures(table, frame.sort("as_of_date")) == []


@pytest.mark.parametrize(("name", "unit", "measured"), [
    ("tdp_w", "w", "tdp"),
    ("memory_bandwidth_gb_per_s", "gb_per_s", "memory_bandwidth"),
    ("peak_dense_fp16_flop_per_s", "flop_per_s", "peak_dense_fp16"),
    ("price_usd_2023", "usd_2023", "price"),
    ("price_usd_low", "usd", "price_usd_low"),
    ("logic_die_count", "count", "logic_die_count"),
    ("max_bit_op_per_s", "bit_op_per_s", "max"),
    ("memory_bus_bit", "bit", "memory_bus"),
    ("chip_name", None, "chip_name"),
    ("w", None, "w"),
])
def test_a_name_states_its_unit_last(name: str, unit: str | None, measured: str) -> None:
    assert columns.unit_of(name) == unit
    assert columns.measure_name(name) == measured
