"""Whoever opens only the views sees what the tables say of a number: how wide, how known, how far."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache

import pytest

from pipelines.project import project
from schemas import base
from schemas.columns import measure_name
from tests.support.classes import CLASSES
from warehouse.describing.dictionary import read_macros
from warehouse.describing.lineage import view_origins

VIEWS = sorted(macro.name for macro in read_macros(project()) if macro.kind == "view")
Marks = Mapping[str, tuple[str, ...]]


@cache
def shown(view: str) -> dict[str, set[tuple[str, str]]]:
    return view_origins(project().macros[view])


def interval(value: str) -> tuple[str, ...]:
    return value, f"{value}_low", f"{value}_high"


def words(column: base.Column) -> list[str]:
    """The values of a category, as its class lists them."""
    return [text for check in column.checks if check.startswith("isin") for text in check.split('"')[3::2]]


def marks_of(table: str) -> Marks:
    """The marks of a table, each with the columns it is about."""
    columns = {column.name: column for column in base.columns(CLASSES[table])}
    found = {mark: tuple(name for value in values for name in interval(value))
             for mark, values in base.marks(CLASSES[table]).items()}
    for name, column in columns.items():
        if name.endswith("_basis") and "estimated" in words(column):
            about = name.removesuffix("_basis")
            found[name] = tuple(shown for n in columns if about in (n, measure_name(n))
                                for shown in interval(n))
    return found


def values_of(table: str) -> set[str]:
    """Numbers that are more than a count of rows."""
    return {c.name for c in base.columns(CLASSES[table]) if c.duckdb_type == "DOUBLE"}


def places(view: str, table: str, columns: Collection[str]) -> list[int]:
    """Where the view shows any of these columns of a table."""
    asked = {(table, column) for column in columns}
    return [place for place, origins in enumerate(shown(view).values()) if origins & asked]


def faults(view: str) -> Iterator[str]:
    """What the view leaves unsaid of a number that it shows, or says too far from it."""
    for table in sorted(set(project().macros[view].reads) & CLASSES.keys()):
        columns = {column.name: column for column in base.columns(CLASSES[table])}
        marks = marks_of(table)
        beside = {place for mark in (*marks, "interval_kind") for place in places(view, table, (mark,))}
        for mark, about in marks.items():
            values, said = places(view, table, about), places(view, table, (mark,))
            if values and not said:
                yield f"{table}.{mark} is not shown"
            elif values and set(range(max(values) + 1, said[0])) - beside:
                yield f"{table}.{mark} is shown far from what it is about"
        for name in ("interval_kind", base.THROUGH):
            values, said = places(view, table, values_of(table)), places(view, table, (name,))
            is_told = name in columns and (name == base.THROUGH or len(words(columns[name])) > 1)
            if values and is_told and not said:
                yield f"{table}.{name} is not shown"
            elif values and is_told and name == base.THROUGH and said[0] < max(values):
                yield f"{table}.{name} is shown before the last number"


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_what_its_table_says_of_each_number(view: str) -> None:
    assert list(faults(view)) == []


def test_views_of_marked_tables_are_among_them() -> None:
    marked = {view for view in VIEWS for table in project().macros[view].reads
              if table in CLASSES and base.marks(CLASSES[table])}
    assert marked >= {"best_legal_chip", "claim_ledger", "costs", "gap", "stock"}
