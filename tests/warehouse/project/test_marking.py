"""Marks of wide intervals come from the class; a file that writes one is refused."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from pipelines.project import SQL_ROOT, project
from schemas import base
from schemas.quoting import QUOTABLE, QUOTABLE_GROWTH
from tests.support.gap_tables import queried
from tests.support.tiny import TABLES, constants
from warehouse.describing.compiling import compile_project
from warehouse.errors import ChipledgerError
from warehouse.project.marking import CONSTANTS, marked
from warehouse.project.models import Model, Project, SqlRecipe

TABLE = TABLES["metric.cluster_share_by_dimension_month"]
ENDS = {"value_share_low": "0.1", "value_share": "0.2", "value_share_high": "0.3"}
WORD = re.compile(r"\w+")
HEAD = "-- only: core.model_constant = other\n"


def model(*, ends: dict[str, str] = ENDS, beside: str = "", reads: tuple[str, ...] = (),
          named: tuple[str, ...] = ()) -> Model:
    """A table of one row whose file gives every column but the mark."""
    given = [f"cast({ends.get(c.name, 'null')} as {c.duckdb_type}) as {c.name}"
             for c in base.columns(TABLE) if c.name not in base.marks(TABLE)]
    text = f"{HEAD}select {', '.join(given)}{beside};\n"
    return Model(TABLE, SqlRecipe(Path("share.sql"), text), reads, {CONSTANTS: named} if named else {})


@pytest.mark.parametrize(("ends", "widest", "mark"), [
    (ENDS, 0.5, True), (ENDS, 0.4, False), (ENDS | {"value_share_low": "0"}, 0.5, None),
    (ENDS | {"value_share_high": "null"}, 0.5, None),
])
def test_the_mark_is_reckoned_from_the_interval(
    ends: dict[str, str], widest: float, mark: bool | None
) -> None:
    """log10(0.3 / 0.1) is 0.477; one that begins at zero has no width."""
    rows = queried(marked(model(ends=ends)), {CONSTANTS: constants(**{QUOTABLE: widest})})
    assert rows["is_quotable"].to_list() == [mark]
    assert rows.columns == [c.name for c in base.columns(TABLE)]


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
    found = [path.name for path in SQL_ROOT.rglob("*.sql")
             if {QUOTABLE, QUOTABLE_GROWTH} & set(WORD.findall(path.read_text(encoding="utf-8")))]
    assert not found, f"the class says `columns.is_quotable(...)`, and the mark is added: {found}"
