"""Rows of transactions and questions as files tell them, and what is asked by each.

The answers that are expected stand beside the tests.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipelines.explain.answer import Explanation, Question
from warehouse.paths import REPOSITORY

Row = dict[str, str]
Explained = Callable[[Row], tuple[Explanation, str]]
FOLDER: Path = REPOSITORY / "tests/pipelines/explain"


def rows(name: str) -> list[Row]:
    """The rows of a file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(row: Row) -> Question:
    """The question of a row; what a row leaves empty is not asked."""
    return Question(row["item"], row["to"], date.fromisoformat(row["day"]),
                    row["headquarters"] or None, row["transaction"], row["party"] or None,
                    row["end_use"] or None, row.get("exporter") or None)


def asked_of_macro(row: Row, *more: str) -> dict[str, str | None]:
    """The arguments of a macro that asks the question of a row; what it leaves empty is NULL."""
    names = ("item", "to", "party", "day", "transaction", "headquarters", *more)
    return {name: row[name] or None for name in dict.fromkeys(names)}


def number(row: Row) -> str:
    """By what a row is called."""
    return row["number"]
