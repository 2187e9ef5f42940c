"""What the values of category columns mean: one meaning each, or one for a column of a name.

A class's own words come first: `value: meaning` in a column's description. No column is declared here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from schemas import base
from schemas.base import Column, Table
from schemas.values import claims, law, measures, things

MEANINGS = {**claims.MEANINGS, **law.MEANINGS, **measures.MEANINGS, **things.MEANINGS}
LISTED = "isin"
"""How the rule of a column begins that names all of its values."""


def allowed(column: Column) -> list[str]:
    """The values a category column may have; none for a column of another kind."""
    rules = [rule.removeprefix(LISTED) for rule in column.checks if rule.startswith(LISTED)]
    return [str(value) for rule in rules for value in json.loads(rule)["allowed_values"]]


def meaning(column: Column, value: str) -> str | None:
    """What a value of a column means, by its class, or for columns of that name, or everywhere."""
    said = _found(r"(?:^|[^\w])", value, r": ([^;]+?)(?=;|\.\s|\.$|$)", column.description)
    if said:
        return said[1].strip()
    return MEANINGS.get(f"{column.name}.{value}", MEANINGS.get(value))


def all_values(table: type[Table]) -> Iterator[tuple[str, str, str | None]]:
    """Column, value and meaning of every category column of a table."""
    for column in base.columns(table):
        for value in allowed(column):
            yield column.name, value, meaning(column, value)


def unnamed(column: Column) -> list[str]:
    """Values that the description of a column does not name."""
    return [value for value in allowed(column)
            if not _found(r"(?<![\w.])", value, r"(?!\w)", column.description)]


def _found(before: str, value: str, after: str, text: str) -> re.Match[str] | None:
    """A value in a text, between what must stand around it; for most texts no pattern needs to be made."""
    return re.search(before + re.escape(value) + after, text) if value in text else None
