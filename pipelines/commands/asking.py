"""The commands that ask the published file: a query, what tables there are, what a table holds.

How rows are written stands in warehouse/showing/shown.py, which is imported only when they run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

import click

from pipelines.commands import clocks
from warehouse.errors import ChipledgerError
from warehouse.paths import Home

FORMS = ("table", "csv", "json", "parquet", "markdown")
TABLES = """
select look_at as name, answers as about, 0 as place from meta.start_here
where look_at not like '% %' or look_at like '%(%'
union all
select schema_name || '.' || table_name, coalesce(comment, '-'), 1 from duckdb_tables()
"""
DESCRIBED = """
select column_name, duckdb_type, coalesce(unit, '') as unit, description from meta.column
where table_name = $name order by position
"""
VIEWED = """
select column_name, data_type, '', coalesce(comment, '') from duckdb_columns()
where schema_name = 'main' and table_name = $name order by column_index
"""

CALLED = """
select 'call', macro_name || '(' || array_to_string(parameters, ', ') || ')' from meta.macro
where macro_name = $name union all select 'example', example_query from meta.macro where macro_name = $name
"""
MEANING = """
select comment from duckdb_tables() where schema_name || '.' || table_name = $name
union all select comment from duckdb_views() where view_name = $name
union all select description from meta.macro where macro_name = $name
"""


class Query(click.Command):
    """Takes a query that begins with a comment for a query, and not for an option of many words."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """A blank before such a query tells it from an option."""
        return super().parse_args(
            ctx, [f" {arg}" if re.match(r"--(\s|.*\n)", arg) else arg for arg in args])


@click.command(cls=Query)
@click.argument("query", required=False)
@click.option("--file", "-f", "path", type=click.File(encoding="utf-8"),
              help="Take the query from a file; - for standard input.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@click.option("--open", "is_open", is_flag=True,
              help="Let the query reach files and the network, which are closed to it otherwise.")
@click.option("--as-known-at", "known_at", type=clocks.BEGUN, help="Ask what could be believed on a day.")
@click.option("--release", "release_id", metavar="RELEASE", help="Ask an earlier release.")
def sql(
    query: str | None, path: Any, form: str, is_open: bool, known_at: Any, release_id: str | None
) -> None:
    """Run a query on the published file, read-only; `from help()` tells where to begin."""
    from warehouse.releasing.reading import run_query

    if query is not None and path is not None:
        raise click.UsageError("give a query or a file, not both")
    asked = clocks.file_of(known_at, release_id) if known_at or release_id else None
    for line in run_query(Home.default(), query or (path.read() if path else ""), form, sys.stdout,
                          is_open=is_open, path=asked):
        click.echo(line, err=True)


@click.command()
@click.argument("word", required=False)
def tables(word: str | None) -> None:
    """List views, macros and tables, or those whose name or meaning holds a word."""
    from warehouse.releasing.hints import near_names
    from warehouse.releasing.reading import open_published

    with open_published(Home.default()) as con:
        found = con.execute(f"select name, about from ({TABLES}) order by place, name").fetchall()
    asked = (word or "").casefold()
    shown = [(name, about.splitlines()[0]) for name, about in found
             if asked in name.casefold() or asked in about.casefold()]
    if not shown:
        near = near_names(asked, [name for name, _ in found])
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise ChipledgerError(f"no table holds the word {word!r}{hint}")
    _show(shown)


@click.command()
@click.argument("table")
def describe(table: str) -> None:
    """Show what a table, view or macro means, and each of its columns or how it is called."""
    from warehouse.releasing.hints import NAMES
    from warehouse.releasing.reading import found_name, open_published

    name = {"name": table.removeprefix("main.").partition("(")[0]}
    with open_published(Home.default()) as con:
        rows = next((found for query in (DESCRIBED, VIEWED, CALLED)
                     if (found := con.execute(query, name).fetchall())), [])
        if not rows:
            found_name(table, [row[0] for row in con.execute(NAMES).fetchall()])
        meaning = con.execute(MEANING, name).fetchone()
    click.echo(f"{meaning[0] if meaning else ''}\n")
    _show(rows)


def _show(rows: Sequence[tuple[str, ...]]) -> None:
    """Columns side by side, the last one wrapped to the terminal."""
    import shutil
    import textwrap

    widths = [max(len(str(row[n])) for row in rows) for n in range(len(rows[0]) - 1)]
    left = sum(widths) + 2 * len(widths)
    width = max(shutil.get_terminal_size().columns - left, 30) if sys.stdout.isatty() else 10_000
    for *heads, text in rows:
        head = "".join(f"{word:<{size}}  " for word, size in zip(heads, widths, strict=True))
        lines = textwrap.wrap(" ".join(str(text).split()), width) or [""]
        click.echo(f"\n{' ' * left}".join([head + lines[0], *lines[1:]]).rstrip())
