"""Spans in which paragraphs of the Commerce Control List were worded so, kept by a reader of the eCFR.

The reader compared 56 days from 2017 to 2025. What is said of days between two captures is not read.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from pipelines.formats.json_document import read_json_lines
from pipelines.formats.packed import unpacked
from pipelines.source import Source
from schemas.rules.eccn_leaf_interval import RawEccnLeafInterval
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed, TextRow, Unreadable
from warehouse.rows.typing import typed

FIELDS = {
    "eccn_path": "eccn_path", "wording_key": "key", "first_seen_date": "first_seen_version",
    "last_seen_date": "last_seen_version", "capture_count": "n_versions", "text": "text",
}
MOST_BYTES = 50_000_000


def parse(data: bytes) -> Parsed:
    """Records of raw.eccn_leaf_interval, from the file as published or unpacked."""
    lines = read_json_lines(unpacked(data, MOST_BYTES), tuple(FIELDS.values()))
    cells = ({name: " ".join(str(row[field]).split()) for name, field in FIELDS.items()}
             for row in lines)
    return typed(RawEccnLeafInterval, (
        TextRow(number, cell) for number, cell in enumerate(cells, start=1)))


def stated_day(data: bytes) -> date | None:
    """The last day on which a capture was fetched."""
    with suppress(ValueError, TypeError, Unreadable):
        return max(date.fromisoformat(str(row["fetched_at"])[:10])
                   for row in read_json_lines(unpacked(data, MOST_BYTES), ("fetched_at",)))
    return None


SOURCE = Source(
    source_id="eccn_leaf_interval",
    title="Paragraphs of the Commerce Control List over time",
    publisher="Office of the Federal Register",
    url=None,
    licence="Public domain (17 U.S.C. 105)",
    citation="eCFR, 15 CFR part 774, paragraphs over time kept by jacobfeldgoise/ccl-trade",
    table=RawEccnLeafInterval,
    parse=parse,
    register=Register(key=("eccn_path", "wording_key", "first_seen_date"), coverage=("eccn_path",)),
    archive_globs=("eccn_leaf_intervals.jsonl", "eccn_leaf_intervals.jsonl.gz"),
    media="binary",
    cadence_days=365.0,
    stated_day=stated_day,
)
