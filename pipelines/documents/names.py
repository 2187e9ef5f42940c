"""docs/names.md: one line a concept. The names themselves stand in schemas/names.py."""

from __future__ import annotations

from schemas.columns import UNITS
from schemas.grain import ENDS, GRAIN
from schemas.names import CONCEPTS, SYNONYMS

HEAD = """\
# Names

One concept has one name in every table. The unit is the last part of a column's name, before any
`_low` or `_high`; the words behind `_by_` in a table's name are of its grain.
"""

OTHERS = f"""\
Any other word is a column of its own name, such as `chip`: alone or with \
{", ".join(f"`{end}`" for end in ENDS if end)} at its end.
"""


def render() -> str:
    """The page, in Markdown."""
    return "\n".join([
        HEAD,
        *_section("Concepts", ("name", "means"), [(f"`{n}`", m) for n, m in CONCEPTS.items()]),
        *_section("Units", ("ends in", "unit"), [(f"`_{n}`", u) for n, u in UNITS.items()]),
        *_section("Grains", ("one row per", "in the key"),
                  [(word, ", ".join(f"`{c}`" for c in keys)) for word, keys in GRAIN.items()]),
        OTHERS,
        *_section("Not said", ("instead of", "we say"),
                  [(f"`{bad}`", f"`{good}`") for bad, good in SYNONYMS.items()]),
    ])


def _section(title: str, heads: tuple[str, str], rows: list[tuple[str, str]]) -> list[str]:
    lines = [f"## {title}", "", f"| {heads[0]} | {heads[1]} |", "|---|---|"]
    return [*lines, *(f"| {left} | {right} |" for left, right in rows), ""]
