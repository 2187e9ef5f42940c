"""`x in (select y ...)` is unknown, not false, for every x outside as soon as one y is NULL.

Where that decides a flag or a `not in`, the rows are lost without a word: y must never be NULL there.
"""

from collections.abc import Iterator
from functools import cache

import pytest
from sqlglot import exp

from pipelines.project import project
from schemas import base
from warehouse.project.models import SqlRecipe
from warehouse.project.syntax import parse

FILTERS = (exp.Where, exp.Having, exp.Join, exp.Filter, exp.Qualify)
Known = dict[tuple[str, str], bool]


@cache
def nullable_columns() -> Known:
    """Whether a column of a table of ours may be NULL."""
    return {(name, column.name): column.is_nullable for name, model in project().models.items()
            for column in base.columns(model.table)}


def steps(select: exp.Expression) -> dict[str, exp.Expression]:
    """The named steps that a query may read."""
    return {cte.alias: cte.this for cte in select.root().find_all(exp.CTE)}


def selects(query: exp.Expression) -> list[exp.Select]:
    """Every SELECT of a union, or the one that a query is."""
    inner = query.unnest() if isinstance(query, exp.Subquery) else query
    if isinstance(inner, exp.Select):
        return [inner]
    return [select for half in (inner.left, inner.right) for select in selects(half)]


def sources(select: exp.Select) -> Iterator[exp.Expression]:
    """What a SELECT reads, without the sides of outer joins, of which every column may be NULL."""
    yield select.args["from_"].this
    yield from (join.this for join in select.args.get("joins") or [] if not join.side)


def may_be_null(value: exp.Expression, select: exp.Select, known: Known) -> bool:
    """Whether a value that a SELECT gives may be NULL, as far as its text and the classes tell."""
    demanded = select.args.get("where")
    if demanded and f"{value.unalias().sql()} IS NULL" in [
            one.this.sql() for one in demanded.find_all(exp.Not)]:
        return False
    return any(column_may_be_null(column, select, known) for column in value.find_all(exp.Column))


def column_may_be_null(column: exp.Column, select: exp.Select, known: Known) -> bool:
    """Whether a column may be NULL: by its class, or by the step of the query that makes it."""
    for source in sources(select):
        if column.table not in ("", source.alias_or_name):
            continue
        table = f"{source.db}.{source.name}" if isinstance(source, exp.Table) else ""
        if (table, column.name) in known:
            return known[table, column.name]
        step = steps(select).get(source.name) if table.startswith(".") else source
        if isinstance(step, exp.Query):
            return not all(is_always_given(column.name, inner, known) for inner in selects(step))
    return True


def is_always_given(name: str, select: exp.Select, known: Known) -> bool:
    """Whether a SELECT has a column of a name, or takes it over by a star, and it is never NULL."""
    made = {one.alias_or_name: one for one in select.selects}
    value = made.get(name) or (exp.column(name) if select.is_star else None)
    return value is not None and not may_be_null(value, select, known)


def undecided(query: exp.Expression, known: Known) -> list[str]:
    """The lists of a query that hold NULL where this turns an answer into none."""
    lists = [node for node in query.find_all(exp.In) if node.args.get("query")]
    return [node.sql("duckdb") for node in lists
            if (isinstance(node.parent, exp.Not) or not is_filter(node))
            and any(may_be_null(value, select, known)
                    for select in selects(node.args["query"]) for value in select.selects)]


def is_filter(node: exp.In) -> bool:
    """Whether a list decides only which rows are seen: what is unknown then is left out as what is false."""
    return isinstance(node.find_ancestor(*FILTERS, exp.Select), FILTERS)


KNOWN = {("core.one", "a"): False, ("core.one", "b"): True}


@pytest.mark.parametrize(("query", "is_found"), [
    ("select x not in (select b from core.one) from t", True),
    ("select x from t where x not in (select b from core.one)", True),
    ("select x in (select b from core.one) as is_there from t", True),
    ("with s as (select b from core.one) select x in (select b from s) as is_there from t", True),
    ("select x in (select o.a from t left join core.one as o on t.x = o.a) as is_there from t", True),
    ("select x from t where x in (select b from core.one)", False),
    ("select x not in (select a from core.one) from t", False),
    ("select x not in (select b from core.one where b is not null) from t", False),
    ("with s as (select a as c from core.one) select x in (select c from s) as is_there from t", False),
    ("with s as (select * from core.one) select x in (select a from s) as is_there from t", False),
    ("with s as (select a from core.one union select b from core.one) select x in (select a from s) from t",
     True),
])
def test_a_list_with_null_that_decides_is_noticed(query: str, is_found: bool) -> None:
    assert bool(undecided(parse(query), KNOWN)) == is_found


def test_no_list_with_null_decides_a_flag_or_an_exclusion() -> None:
    files = [*project().checks.values(), *project().all_row_checks(), *project().macros.values()]
    texts = {file.name: parse(file.text) for file in files} | {
        name: parse(model.recipe.text) for name, model in project().models.items()
        if isinstance(model.recipe, SqlRecipe)}
    assert len(texts) > 300
    found = {name: undecided(text, nullable_columns()) for name, text in texts.items()}
    assert not {name: lists for name, lists in found.items() if lists}
