"""The queries of our models as other tools can run them: over tables, not over views on a store.

Only the rows that a file's `-- only:` names are written into its text, as a tool for models would by a
reference. Nothing is run or measured here.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from schemas import base
from warehouse.building.build import Builder
from warehouse.project import sql
from warehouse.project.models import Model, SqlRecipe


def query_of(builder: Builder, model: Model) -> str:
    """The text of a SQL model with its rows named in it; of any other, its rows as they are stored."""
    if isinstance(model.recipe, SqlRecipe):
        return _narrowed(builder, model, model.recipe.text) if model.only else sql.bare(model.recipe.text)
    return stored_rows(builder, model.name)


def stored_rows(builder: Builder, name: str) -> str:
    """A query for all rows of a built table."""
    files = [str(path) for path in builder.bindings.righted(name).paths(builder.store)]
    return f"select * from read_parquet({files})"


def _narrowed(builder: Builder, model: Model, text: str) -> str:
    """The query with each table of which it names rows cut to them."""
    tree = sqlglot.parse_one(text, dialect="duckdb")
    for table in list(tree.find_all(exp.Table)):
        read = f"{table.db}.{table.name}"
        if read in model.only:
            key = base.info(builder.project.models[read].table).key[0]
            rows = exp.select("*").from_(exp.to_table(read)).where(
                exp.column(key).isin(*model.only[read]))
            table.replace(rows.subquery(table.alias or table.name))
    return tree.sql(dialect="duckdb")
