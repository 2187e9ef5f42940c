"""Whether a day lies in an interval is said by name: its end is the first day no longer, or NULL."""

from __future__ import annotations

import pytest
from sqlglot import exp

from warehouse.paths import SQL_ROOT
from warehouse.project.functions import definitions
from warehouse.project.syntax import parse

LAYERS = ("core", "step", "metric", "trend", "check", "macro", "report", "claim")
FOREVER = "9999-12-31"
OF_NUMBERS = ("asked_number",)
"""What asks whether a number lies in a range, of which both ends are in it."""


def parts(node: exp.Expression) -> list[exp.Expression]:
    """What an `and` demands, each without its brackets."""
    inner = node.unnest()
    return [*parts(inner.left), *parts(inner.right)] if isinstance(inner, exp.And) else [inner]


def open_end(part: exp.Expression) -> tuple[str, str] | None:
    """The day and the end in `end is null or day < end`, or in `day < coalesce(end, date '9999-12-31')`."""
    halves = [half.unnest() for half in (part.left, part.right)] if isinstance(part, exp.Or) else []
    empty = next((half.this.sql() for half in halves if isinstance(half, exp.Is)), None)
    before = next((half for half in halves if isinstance(half, exp.LT | exp.LTE)), None)
    if empty and before and before.right.sql() == empty:
        return before.left.sql(), empty
    if isinstance(part, exp.LT) and isinstance(part.right, exp.Coalesce) and FOREVER in part.right.sql():
        return part.left.sql(), part.right.this.sql()
    return None


def typed_out(query: exp.Expression) -> list[str]:
    """The intervals that a query spells: a day behind a beginning and before an end, or two that overlap."""
    found = []
    for node in query.find_all(exp.And):
        if isinstance(node.parent, exp.And):
            continue
        demanded = parts(node)
        ends = [end for part in demanded if (end := open_end(part))]
        begun = {part.right.sql() for part in demanded if isinstance(part, exp.LT | exp.LTE)}
        begun |= {part.left.sql() for part in demanded if isinstance(part, exp.GT | exp.GTE)}
        if len(ends) > 1 or any(day in begun for day, _ in ends):
            found.append(node.sql("duckdb"))
    return found


@pytest.mark.parametrize(("demanded", "is_found"), [
    ("a.begins <= b.day and (a.ends is null or b.day < a.ends)", True),
    ("(b.day < a.ends or a.ends is null) and b.day >= a.begins", True),
    ("a.x = b.x and a.begins < b.day and (a.ends is null or b.day <= a.ends)", True),
    ("a.begins <= b.day and b.day < coalesce(a.ends, date '9999-12-31')", True),
    ("a.b < coalesce(b.e, date '9999-12-31') and b.b < coalesce(a.e, date '9999-12-31')", True),
    ("holds_on(b.day, a.begins, a.ends) and a.x = b.x", False),
    ("a.x = b.x and (a.ends is null or b.day < a.ends)", False),
    ("a.begins <= b.day and b.day <= a.last", False),
])
def test_an_interval_that_is_typed_out_is_noticed(demanded: str, is_found: bool) -> None:
    assert bool(typed_out(parse(f"select 1 from a join b on {demanded}"))) == is_found


def test_no_query_types_an_interval_out() -> None:
    files = [path for layer in LAYERS for path in (SQL_ROOT / layer).rglob("*.sql")
             if path.stem not in (*definitions(), *OF_NUMBERS)]
    assert len(files) > 350
    found = {path.stem: typed_out(parse(path.read_text("utf-8"))) for path in files}
    assert {name: spelled for name, spelled in found.items() if spelled} == {}
