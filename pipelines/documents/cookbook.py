"""docs/cookbook.md: every worked question with its query and what the published file answers.

The questions stand in dbt_like_sql/question/; the answers are those of a warehouse that holds nothing
but what comes with the code, so that anybody gets the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.errors import ChipledgerError
from warehouse.showing.shown import write_markdown

MOST_ROWS, MOST_SIGNS = 8, 90
NUMERIC = ("DOUBLE", "BIGINT", "INTEGER", "HUGEINT", "DECIMAL")
WORKED = "select subject, title, question, query from meta.example_query where is_worked order by all"
OTHERS = "select count(*) from meta.snapshot where known_basis <> 'bundled'"
HEAD = """\
# Cookbook

Questions that analysts ask, by subject, each with a query to paste and its answer in a warehouse that
holds only what comes with the code. The file holds them too: `from meta.example_query`. Long answers
and long texts are cut here, never there.
"""


def render(con: duckdb.DuckDBPyConnection) -> str:
    """The page, in Markdown; raises ChipledgerError for a warehouse that has taken in other files."""
    [(others,)] = con.execute(OTHERS).fetchall()
    if others:
        raise ChipledgerError(f"this warehouse has taken in {others} files that do not come with the "
                              "code; write the cookbook from a home without them")
    lines, subject = [HEAD], None
    for named, title, question, query in con.execute(WORKED).fetchall():
        if named != subject:
            lines += [f"## {named.capitalize()}", ""]
        subject = named
        lines += [f"### {title}", "", question, "", "```sql", query, "```", "", *_answer(con, query), ""]
    return "\n".join(lines).rstrip() + "\n"


def _answer(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[str]:
    cursor = con.execute(query)
    described = cursor.description or []
    names = [str(column[0]) for column in described]
    numeric = {n for n, column in enumerate(described) if str(column[1]).startswith(NUMERIC)}
    rows = cursor.fetchall()
    out = io.StringIO()
    write_markdown(names, numeric, (tuple(map(_cut, row)) for row in rows[:MOST_ROWS]), out)
    yield out.getvalue().rstrip()
    if len(rows) > MOST_ROWS:
        yield f"\nand {len(rows) - MOST_ROWS:,} more rows"


def _cut(value: Any) -> Any:
    """A long text at its beginning; a list as people write one."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else value
    is_long = isinstance(text, str) and len(text) > MOST_SIGNS
    return f"{text[:MOST_SIGNS].rstrip()} ..." if is_long else text
