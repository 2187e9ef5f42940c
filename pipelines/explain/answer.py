"""What an explanation is: a question, two places on a day, and every row that bears on the answer.

How the rows are gathered stands in gather.py, how they are told in text.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

Row = dict[str, Any]
FIRST_DAY = date(2022, 1, 1)
"""The first day for which the law is told."""
READ_IN = """(select min_by(array_to_string(text_locators, ', ') || ' of ' || read_date,
    (read_date > $day, abs(read_date - $day))) from core.provision_evidence as reading
    where reading.provision_id = provision.provision_id) as read_in"""
"""The paragraph that states a provision, as last read by the day; else as first read after it."""


def rows(con: duckdb.DuckDBPyConnection, query: str, **parameters: Any) -> list[Row]:
    """The rows of a query as mappings."""
    found = con.execute(query, parameters)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@dataclass(frozen=True)
class Question:
    """What is asked; names as the person wrote them."""

    item: str
    to: str
    day: date
    headquarters: str | None = None
    transaction: str = "export_us"
    party: str | None = None
    end_use: str | None = None
    exporter: str | None = None


@dataclass(frozen=True)
class Final:
    """The answer for the whole transaction: the item's, with party, end use and kind of it."""

    status_text: str
    status_enforced: str
    required_text: str
    required_enforced: str
    held_text: tuple[str, ...]
    held_enforced: tuple[str, ...]


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
    named_group: str | None = None
    is_of_register: bool = False


@dataclass(frozen=True)
class Explanation:
    """Every row that bears on the answer."""

    question: Question
    item: Row
    destination: Place
    headquarters: Place
    status: Row
    final: Final
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
    family: Sequence[str] = ()
    parties: Sequence[Row] = ()
    conducts: Sequence[Row] = ()
    presumed: Sequence[str] = ()
    abroad: Sequence[Row] = ()
    freed_by: Sequence[str] = ()
    affiliates: Row | None = None
    authorised: Sequence[Row] = ()
    gaps: Sequence[Row] = ()
    duties: Sequence[Row] = ()
    clocks: Sequence[Row] = ()
    item_told: Sequence[str] = ()
    words: dict[str, str] = field(default_factory=dict)
    law_known_to: date | None = None
    known_to: date | None = None
    belief: date | None = None
