"""A cell that waits for a person: what is believed of it, what a file says, and how both are told.

Which cells wait stands in cell_holds.py for numbers, and in word_holds.py for words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from warehouse.storage.fingerprint import digest

SUBJECT = "__subject"
Said = float | str | None


@dataclass(frozen=True)
class HeldCell:
    """A value that waits, with the one that stays."""

    row_number: int
    subject: str
    column_name: str
    believed: Said
    said: Said
    check_name: str

    @property
    def content(self) -> str:
        """What is accepted: this very value in this cell."""
        return digest([self.subject, self.column_name, self.said])


def subject_of(key: tuple[str, ...]) -> pl.Expr:
    """The key of a record as a person writes it."""
    told = pl.concat_str([pl.col(k).cast(pl.String).fill_null("") for k in key], separator="|")
    return told.alias(SUBJECT)


def cells_of(found: pl.DataFrame, name: str, check: str) -> list[HeldCell]:
    """Rows of number, subject, believed and said value as cells of a column."""
    return [HeldCell(row, told, name, _plain(old), _plain(new), check)
            for row, told, old, new in found.rows()]


def stated(frame: pl.DataFrame, name: str, key: tuple[str, ...]) -> list[HeldCell]:
    """What each record of a file says in a column."""
    said = pl.col(name)
    if frame.schema[name] == pl.List(pl.String):
        said = said.list.join(", ")
    told = frame.select("row_number", subject_of(key), pl.lit(None).alias("believed"), said)
    return cells_of(told, name, "")


def told(cells: Sequence[Any]) -> list[dict[str, object]]:
    """What meta.set_aside_row tells of cells that wait, as the record of a fold keeps them."""
    return [{
        "source_locator": f"row {cell['row_number']}", "column_name": cell["column_name"],
        "value": f"{cell['subject']}: {_shown(cell['said'])} for {_shown(cell['believed'])}",
        "check_name": cell["check_name"],
    } for cell in cells]


def _plain(value: Any) -> Said:
    return value if value is None or isinstance(value, str) else float(value)


def _shown(value: Said) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else f"{value:g}"
