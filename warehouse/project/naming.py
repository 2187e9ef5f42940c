"""Which columns a parsed query names. It is asked through seen_columns.py, which remembers the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlglot import exp

from warehouse.project.syntax import name_of, parse

Names = dict[str, set[str]]


def named(text: str, held: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """By table, those of its columns that a query names; one that it shows whole is not among the keys."""
    tree = parse(text)
    called = _called(tree)
    if any(join.args.get("method") == "NATURAL" for join in tree.find_all(exp.Join)):
        return {}
    whole = _whole(tree, called)
    words_of: Names = {name: set() for name in held}
    for words, of in _mentions(tree, called, held):
        for name in words_of.keys() & of:
            words_of[name] |= words
    return {name: [column for column in columns if column in words_of[name]]
            for name, columns in held.items() if name not in whole}


def _called(tree: exp.Expr) -> Names:
    """The tables that each alias stands for anywhere in a query."""
    found: Names = {}
    for table in tree.find_all(exp.Table):
        if table.db:
            found.setdefault(table.alias_or_name, set()).add(name_of(table))
    return found


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
                yield name_of(table)


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
