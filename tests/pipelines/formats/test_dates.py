"""Dates are read as their column prints them, and whatever is made of them does not tell the spelling."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipelines.commands.ingest import date_in
from pipelines.formats.dates import FAULTS, in_iso
from pipelines.formats.delimited import rows_of
from pipelines.formats.tabular import field, read_csv
from pipelines.project import sources
from pipelines.source import Source
from tests.conftest import files_in, name_in
from tests.support.folding import RawTestChip
from warehouse.rows.records import Parsed, TextRow

FIELDS = {"name": field("name"), "published_date": field("day"), "maker": field("maker")}


@pytest.mark.parametrize(("days", "read"), [
    (["04/03/2024", "13/04/2024"], ["2024-03-04", "2024-04-13"]),
    (["04/03/2024", " 31/1/2024 ", "2024-05-06", ""], ["2024-03-04", "2024-01-31", "2024-05-06", "None"]),
    (["04/03/2024", "04/13/2024"], ["2024-04-03", "2024-04-13"]),
    (["04/03/2024", "05/06/2024"], ["2024-04-03", "2024-05-06"]),
    (["04.03.2024", "13.04.2024"], ["2024-03-04", "2024-04-13"]),
    (["04.03.2024", "05.06.2024"], ["2024-03-04", "2024-06-05"]),
    (["04.03.2024", "04.13.2024"], ["2024-04-03", "2024-04-13"]),
    (["04-03-2024", "13-04-2024"], ["2024-03-04", "2024-04-13"]),
    (["04-03-2024", "04-13-2024"], ["2024-04-03", "2024-04-13"]),
    (["04/03/2024", "04.03.2024"], ["2024-04-03", "2024-03-04"]),
    (["04/03/2024", "04/13/2024", "04/14/2024", "13/04/2024"],
     ["2024-04-03", "2024-04-13", "2024-04-14", "None"]),
])
def test_a_column_of_dates_has_one_order(days: list[str], read: list[str]) -> None:
    lines = [f"chip{n},{day},13/04/2024" for n, day in enumerate(days)]
    found = read_csv("\n".join(["name,day,maker", *lines]).encode(), FIELDS, RawTestChip).frame
    said = dict(zip(found["name"], map(str, found["published_date"]), strict=True))
    assert [said.get(f"chip{n}", "None") for n in range(len(days))] == read
    assert set(found["maker"]) == {"13/04/2024"}, "what is no date stays as it is printed"


@pytest.mark.parametrize(("text", "read"), [
    ("6/30/2025", "2025-06-30"), ("12/1/2015", "2015-12-01"), ("2025-06-30", "2025-06-30"),
    ("June 30, 2025", "2025-06-30"), (" 2025-06-30\u00a0", "2025-06-30"),
    ("2025/06/30", "2025-06-30"), ("2025.6.30", "2025-06-30"), ("30.6.2025", "2025-06-30"),
    ("30-Jun-2025", "2025-06-30"), ("30 June 2025", "2025-06-30"), ("30-06-2025", "2025-06-30"),
    ("0202-07-30", "0202-07-30"), ("06-05-2025", "06-05-2025"),
    ("3.4.25", "3.4.25"), ("2024-04", "2024-04"), ("Planned 2026", "Planned 2026"), ("", ""),
])
def test_a_date_is_spelt_as_iso_and_nothing_else_is_touched(text: str, read: str) -> None:
    (row,) = in_iso([TextRow(2, {"day": text, "other": "6/30/2025"})], ["day"])
    assert row.cells == {"day": read, "other": "6/30/2025"}


MONTH_STARTS = ("observation_date",)
TABLES = [source for source in sources().values() if source.media == "csv"]


def is_iso(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


def day_first(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def month_first(text: str) -> str:
    return f"{date.fromisoformat(text):%m/%d/%Y}"


def dotted(text: str) -> str:
    return f"{date.fromisoformat(text):%d.%m.%Y}"


def in_words(text: str) -> str:
    return f"{date.fromisoformat(text):%d %B %Y}"


def newest(source: Source, folder: Path) -> bytes:
    """Its last kept release; nothing where none is kept."""
    files = [f for f in files_in(folder) if source.matches(name_in(folder, f))]
    return max(files, key=lambda f: (str(date_in(f.name)), f.name)).read_bytes() if files else b""


@cache
def parsed(source: Source, data: bytes) -> Parsed:
    """What the release says as it is, which every spelling is held against."""
    return source.parse(data)


@pytest.mark.parametrize("spelled", [day_first, month_first, dotted, in_words])
@pytest.mark.parametrize("source", TABLES, ids=lambda source: source.source_id)
def test_a_real_table_whose_dates_are_spelled_otherwise_says_the_same(
    source: Source, spelled: Callable[[str], str], shared_data: Path
) -> None:
    """Keys that are made of dates are one of the things it says.

    A column without a day after the twelfth does not show that it prints the day first, but for one of
    first days of months.
    """
    if not (data := newest(source, shared_data)):
        pytest.skip("no release of it is kept")
    header, *rows = rows_of(data)
    dated = [n for n in range(len(header)) if sum(is_iso(row[n]) for row in rows) > 0.9 * sum(
        bool(row[n]) for row in rows)]
    if spelled is day_first:
        dated = [n for n in dated if header[n] in MONTH_STARTS
                 or any(is_iso(row[n]) and row[n][-2:] > "12" for row in rows)]
    said = [[spelled(cell) if n in dated and is_iso(cell) else cell for n, cell in enumerate(row)]
            for row in rows]
    out = io.StringIO()
    csv.writer(out).writerows([header, *said])
    was, now = parsed(source, data), source.parse(out.getvalue().encode())
    told = ["row_number", *({FAULTS} & set(was.frame.columns))]
    assert now.frame.drop(told).equals(was.frame.drop(told))
    assert len(now.rejected) == len(was.rejected)
