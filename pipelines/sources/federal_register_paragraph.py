"""Paragraphs of Federal Register documents, kept by a reader of the web pages as JSON lines.

The publisher's own XML, which knows headings and amendments, stands in federal_register_text.py.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from pipelines.formats.json_document import read_json_lines
from pipelines.source import Source
from schemas.rules.federal_register_paragraph import RawFederalRegisterParagraph
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed, TextRow, Unreadable
from warehouse.rows.typing import typed

WANTED = ("document_number", "paragraph_index", "text")


def parse(data: bytes) -> Parsed:
    """Records of raw.federal_register_paragraph."""
    cells = ({
        "document_number": row["document_number"], "paragraph_number": str(row["paragraph_index"]),
        "read_date": str(row.get("scraped_at") or "")[:10], "text": " ".join(row["text"].split()),
    } for row in read_json_lines(data, WANTED))
    return typed(RawFederalRegisterParagraph, (
        TextRow(number, cell) for number, cell in enumerate(cells, start=1)))


def stated_day(data: bytes) -> date | None:
    """The last day on which a paragraph of the file was read."""
    with suppress(ValueError, TypeError, Unreadable):
        return max(date.fromisoformat(str(row.get("scraped_at"))[:10])
                   for row in read_json_lines(data, WANTED))
    return None


SOURCE = Source(
    source_id="federal_register_paragraph",
    title="Paragraphs of Federal Register documents, as read from web pages",
    publisher="Office of the Federal Register",
    url=None,
    licence="Public domain (17 U.S.C. 105)",
    citation="Federal Register, federalregister.gov, paragraphs kept by cfrydenlund01/earCrawler",
    table=RawFederalRegisterParagraph,
    parse=parse,
    register=Register(
        key=("document_number", "paragraph_number"), coverage=("document_number",),
    ),
    archive_globs=("fr_paragraphs_*/[0-9]*.jsonl",),
    media="text",
    cadence_days=365.0,
    stated_day=stated_day,
)
