"""Marks of wide intervals come from the class; a file that writes one is refused."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from pipelines.project import SQL_ROOT, project
from pipelines.statistics.kit import published
from pipelines.statistics.kit.assumptions import Assumptions
from schemas import base
from schemas.quoting import LIMITS
from schemas.stock.flow_share_by_country_quarter import FlowShareByCountryQuarter
from tests.support.gap_tables import queried
from tests.support.tiny import TABLES, constants
from warehouse.describing.compiling import compile_project
from warehouse.errors import ChipledgerError
from warehouse.project.marking import CONSTANTS, marked
from warehouse.project.models import Model, Project, SqlRecipe

TABLE = TABLES["metric.cluster_share_by_dimension_month"]
ENDS = {"value_share_low": "0.1", "value_share": "0.2", "value_share_high": "0.3"}
WORD = re.compile(r"\w+")
QUOTABLE = "quotable_share_log10_ratio"
HEAD = "-- only: core.model_constant = other\n"


def model(*, ends: dict[str, str] = ENDS, beside: str = "", reads: tuple[str, ...] = (),
          named: tuple[str, ...] = ()) -> Model:
    """A table of one row whose file gives every column but the mark."""
    given = [f"cast({ends.get(c.name, 'null')} as {c.duckdb_type}) as {c.name}"
             for c in base.columns(TABLE) if c.name not in base.marks(TABLE)]
    text = f"{HEAD}select {', '.join(given)}{beside};\n"
    return Model(TABLE, SqlRecipe(Path("share.sql"), text), reads, {CONSTANTS: named} if named else {})


@pytest.mark.parametrize(("ends", "widest", "mark"), [
    (ENDS, 0.6, True), (ENDS, 0.5, False), (ENDS | {"value_share_low": "0"}, 0.6, False),
    (ENDS | {"value_share_high": "null"}, 0.6, None),
])
def test_the_mark_is_reckoned_from_the_interval(
    ends: dict[str, str], widest: float, mark: bool | None
) -> None:
    """log10((0.3 / 0.7) / (0.1 / 0.9)) is 0.586; one that begins at zero has no end in odds."""
    rows = queried(marked(model(ends=ends)), {CONSTANTS: constants(**{QUOTABLE: widest})})
    assert rows["is_quotable"].to_list() == [mark]
    assert rows.columns == [c.name for c in base.columns(TABLE)]


BY_UNIT = [
    (0.37, 0.63, "share", True), (0.3, 0.7, "share", False), (0.9, 0.99, "share", False),
    (0.1, 0.25, "share of the stock", True), (0.1, 1.0, "share", False), (0.0, 0.01, "share", False),
    (1.96, 5.54, "growth_per_year_ratio", True), (2.0, 7.0, "decline_per_year_ratio", False),
    (2.0, 7.0, "times cheaper each year", False), (5.0, 14.0, "months", True), (2.0, 22.0, "months", False),
    (-1.0, 2.0, "years", False), (-3.0, -1.0, "months behind", True), (1.0, 9.0, "usd", True),
    (1.0, 11.0, "US dollars of 2023", False), (1.0, 9.0, "count", True),
    (1.0, 22.0, "ratio", True), (1.0, 26.0, "ratio, H20 over H100", False),
    (1.0, 11.0, "FLOP", False),
    (0.0, 0.0, "truth", True), (0.0, 1.0, "truth", False), (None, 1.0, "count", None),
]
"""Published 1.96 to 5.54 a year and 5 to 14 months are quoted alone; 2 to 22 months is not."""


def test_the_unit_of_a_row_says_what_its_interval_is_held_to() -> None:
    said = TABLES["metric.verdict_by_claim"]
    given = {"value_low": "low", "value_high": "high", "value_unit": "unit"}
    names = ", ".join(f"cast({given.get(c.name, 'null')} as {c.duckdb_type}) as {c.name}"
                      for c in base.columns(said) if c.name not in base.marks(said))
    rows = ", ".join(f"({'null' if low is None else low}, {high}, '{unit}')"
                     for low, high, unit, _ in BY_UNIT)
    file = f"{HEAD}select {names} from (values {rows}) as t (low, high, unit);\n"
    found = queried(marked(Model(said, SqlRecipe(Path("verdict.sql"), file), (), {})),
                    {CONSTANTS: constants()})
    assert found["is_quotable"].to_list() == [mark for *_, mark in BY_UNIT]


def test_statistics_are_marked_by_the_same_rule() -> None:
    shares = pl.DataFrame([(low, high, mark) for low, high, unit, mark in BY_UNIT if unit == "share"],
                          schema=["flow_share_low", "flow_share_high", "mark"], orient="row")
    found = published.marked(FlowShareByCountryQuarter, shares.with_columns(
        flow_h100e_count_low=pl.lit(1.0), flow_h100e_count_high=pl.lit(2.0)), Assumptions.of(constants()))
    assert found["is_share_quotable"].to_list() == shares["mark"].to_list()
    partial = published.marked(FlowShareByCountryQuarter, found.with_columns(is_incomplete=True),
                               Assumptions.of(constants()))
    assert not partial["is_share_quotable"].any() and not partial["is_flow_quotable"].any()


def test_no_row_is_lost_before_the_constant_was_known() -> None:
    rows = queried(marked(model()), {CONSTANTS: constants().filter(pl.col("constant_id") != QUOTABLE)})
    assert rows["is_quotable"].to_list() == [None]


def test_the_constant_is_among_the_rows_read_and_the_header_stays_in_front() -> None:
    named, reads_all = marked(model(named=("other",))), marked(model(reads=(CONSTANTS,)))
    assert (named.reads, named.only) == ((CONSTANTS,), {CONSTANTS: ("other", QUOTABLE)})
    assert (reads_all.reads, reads_all.only) == ((CONSTANTS,), {})
    assert isinstance(named.recipe, SqlRecipe) and named.recipe.text.startswith(HEAD)


def compiled(found: Model) -> None:
    models = {name: project().models[name] for name in ("seed.model_constant", CONSTANTS)}
    compile_project(Project(models | {found.name: marked(found)}, {}, {}))


@pytest.mark.parametrize(("beside", "fault"), [
    (", true as is_quotable", "is_quotable is added by the class"),
    (", 1 as more", "more is missing from the class"),
])
def test_a_file_that_gives_more_than_its_columns_is_refused(beside: str, fault: str) -> None:
    compiled(model())
    with pytest.raises(ChipledgerError, match=fault):
        compiled(model(beside=beside))


def test_no_file_holds_an_interval_to_the_widest_by_itself() -> None:
    held = {limit.constant for limit in LIMITS}
    found = [path.name for path in SQL_ROOT.rglob("*.sql")
             if held & set(WORD.findall(path.read_text(encoding="utf-8")))]
    assert not found, f"the class says `columns.is_quotable(...)`, and the mark is added: {found}"
