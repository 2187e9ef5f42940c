"""The command that follows a number to its sources; how, stands in pipelines/trace."""

from __future__ import annotations

import sys

import click

from warehouse.errors import ChipledgerError
from warehouse.paths import Home


@click.command()
@click.argument("table")
@click.argument("column", required=False)
@click.option("--where", default="", metavar="SQL",
              help="Which row: a condition on the table's columns; `order by ... limit 1` may follow.")
@click.option("--depth", default=4, show_default=True, type=click.IntRange(1),
              help="How many levels of the tree to show.")
def trace(table: str, column: str | None, where: str, depth: int) -> None:
    """Follow a cell to facts, files, documents and assumptions; without COLUMN the whole row.

    Rows further down are those that share the row's ids and keys under the same names.
    """
    import duckdb

    from pipelines.trace import lineage, text
    from pipelines.trace.tree import Tracer
    from warehouse.releasing.reading import closed, found_name, open_published

    with open_published(Home.default()) as con:
        closed(con)
        known = lineage.read(con)
        name = found_name(table, list(known.columns))
        try:
            tree = Tracer(con, known).cell(name, where, [column] if column else [])
        except duckdb.Error as fault:
            raise ChipledgerError(f"--where {where!r}: {str(fault).splitlines()[0]}") from None
    text.show(tree, sys.stdout, depth)
