"""Which columns of a table a query can read: what it does not name it cannot depend on.

Where a column of a result comes from is finer, and stands in describing/lineage.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sqlglot import exp

from schemas import base
from schemas.base import Table
from warehouse.code.memo import remembered
from warehouse.project import sql
from warehouse.project.models import Model, RawRecipe, SqlRecipe

Names = dict[str, set[str]]


def narrowed(models: Mapping[str, Model]) -> dict[str, Model]:
    """The models in their order, each query bound to see those columns alone that it names.

    Raw tables are shown whole: they are beliefs of many files, of which only core reads.
    """
    return {name: _narrowed(model, models) for name, model in models.items()}


def _narrowed(model: Model, models: Mapping[str, Model]) -> Model:
    if not isinstance(model.recipe, SqlRecipe):
        return model
    tables = {read: models[read].table for read in model.reads
              if not isinstance(models[read].recipe, RawRecipe) and read not in model.only}
    return replace(model, sees=columns_read(model.recipe.text, model.recipe.path, tables))


def columns_read(
    text: str, path: Path, tables: Mapping[str, type[Table]]
) -> dict[str, tuple[str, ...]]:
    """By table, the columns that a query names; a table that it shows whole is not among the keys.

    A name that may be of several tables counts for each. Of a table whose rows alone count, the key.
    """
    held = {name: [column.name for column in base.columns(table)] for name, table in tables.items()}
    found = remembered("columns read", [text, held], __name__, lambda: _read(text, path, held))
    return {name: tuple(columns) or base.info(tables[name]).key for name, columns in found.items()}


def _read(text: str, path: Path, held: Mapping[str, list[str]]) -> dict[str, list[str]]:
    tree = sql.parse(text, path)
    called = _called(tree)
    if any(join.args.get("method") == "NATURAL" for join in tree.find_all(exp.Join)):
        return {}
    whole = _whole(tree, called)
    named: Names = {name: set() for name in held}
    for words, of in _mentions(tree, called, held):
        for name in named.keys() & of:
            named[name] |= words
    return {name: [column for column in columns if column in named[name]]
            for name, columns in held.items() if name not in whole}


def _called(tree: exp.Expr) -> Names:
    """The tables that each alias stands for anywhere in a query."""
    found: Names = {}
    for table in tree.find_all(exp.Table):
        if table.db:
            found.setdefault(table.alias_or_name, set()).add(_name(table))
    return found


def _name(table: exp.Table) -> str:
    return f"{table.db}.{table.name}"


def _whole(tree: exp.Expr, called: Names) -> set[str]:
    """Tables of which a star, or the name of a row, shows every column."""
    found: set[str] = set()
    for star in tree.find_all(exp.Star):
        if isinstance(star.parent, exp.Column):
            found |= called.get(star.parent.table, set())
        elif not isinstance(star.parent, exp.Count):
            found.update(_of_select(star.find_ancestor(exp.Select)))
    for column in tree.find_all(exp.Column):
        found |= called.get(column.name, set()) if not column.table else set()
    return found


def _of_select(select: exp.Select | None) -> Iterator[str]:
    """The tables that stand in the FROM of a select, itself or below it in a join."""
    if select is None:
        return
    places = [select.args.get("from_"), *(select.args.get("joins") or ())]
    for place in places:
        for table in place.find_all(exp.Table) if place else ():
            if table.db:
                yield _name(table)


def _mentions(
    tree: exp.Expr, called: Names, held: Iterable[str]
) -> Iterator[tuple[set[str], Iterable[str]]]:
    """Words that may be columns, with the tables they may be of."""
    for column in tree.find_all(exp.Column):
        words = {part.name for part in column.parts}
        is_plain = len(column.parts) == 2 and column.table in called
        yield ({column.name}, called[column.table]) if is_plain else (words, held)
    for join in tree.find_all(exp.Join):
        yield {word.name for word in join.args.get("using") or ()}, held
