"""What an explanation is: a question, two places on a day, and every row that bears on the answer.

How the rows are gathered stands in gather.py, how they are told in text.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What is asked; names as the person wrote them."""

    item: str
    to: str
    day: date
    headquarters: str | None = None
    transaction: str = "export_us"


@dataclass(frozen=True)
class Place:
    """A country on the day, and what the rules call it."""

    country_code: str
    country_name: str
    group_id: str
    codes: tuple[str, ...]
    hq_group: str
    basis: str
    treated_as: str


@dataclass(frozen=True)
class Explanation:
    """Every row that bears on the answer."""

    question: Question
    item: Row
    destination: Place
    headquarters: Place
    status: Row
    same_days: tuple[date, date | None]
    version: Row | None
    amendments: Sequence[Row] = ()
    parameters: Row | None = None
    facts: Sequence[Row] = ()
    paragraphs: Sequence[Row] = ()
    tests: Sequence[Row] = ()
    texts: Sequence[Row] = ()
    provisions: Sequence[Row] = ()
    events: Sequence[Row] = ()
    foreign: Sequence[Row] = ()
    ambiguities: Sequence[Row] = ()
    known_to: date | None = None
    belief: date | None = None
