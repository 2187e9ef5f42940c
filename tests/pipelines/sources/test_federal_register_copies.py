"""What readers of the Federal Register kept: paragraphs of pages, and a list under other names."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pipelines.sources import federal_register, federal_register_paragraph
from tests.support.tiny import frame, made
from warehouse.rows.records import Unreadable

LINE = {"document_number": "2025-00711", "paragraph_index": 3, "text": "A  final\nrule.",
        "sha256": "3d", "citations": [], "scraped_at": "2026-03-26T22:34:02.330Z", "version": 1}
COPY = {"generatedAt": "2025-10-02T17:31:26.509Z", "supplements": ["1"], "documentCount": 1,
        "documents": [{"documentNumber": "2025-18992", "title": "Revision", "type": "Rule",
                       "publicationDate": "2025-09-30", "effectiveOn": "2025-09-30",
                       "citation": "90 FR 47170", "docketIds": ["Docket No. 250910-0151"],
                       "agencies": ["Commerce Department"], "cfrReferences": [],
                       "supplements": ["1"]}]}


def test_paragraphs_keep_their_place_and_the_day_they_were_read() -> None:
    found = federal_register_paragraph.parse(json.dumps(LINE).encode()).frame.to_dicts()[0]
    assert (found["document_number"], found["paragraph_number"]) == ("2025-00711", 3)
    assert (found["text"], found["read_date"]) == ("A final rule.", date(2026, 3, 26))
    assert federal_register_paragraph.stated_day(json.dumps(LINE).encode()) == date(2026, 3, 26)
    assert federal_register_paragraph.stated_day(b"no JSON") is None


def test_lines_without_a_document_are_refused() -> None:
    with pytest.raises(Unreadable, match="lacks document_number in line 1"):
        federal_register_paragraph.parse(b'{"paragraph_index": 0, "text": ""}')


def test_a_kept_list_reads_as_the_publishers_own() -> None:
    data = json.dumps(COPY).encode()
    parsed = federal_register.parse(data)
    found = parsed.frame.to_dicts()[0]
    assert found["document_number"] == "2025-18992"
    assert (found["citation"], found["effective_date"]) == ("90 FR 47170", date(2025, 9, 30))
    assert found["agency_names"] == "Commerce Department"
    assert federal_register.stated_day(data) == date(2025, 10, 2)


def test_a_kept_list_that_lost_documents_is_refused() -> None:
    short = COPY | {"documentCount": 2}
    with pytest.raises(Unreadable, match="has 1 of the 2 documents"):
        federal_register.parse(json.dumps(short).encode())


def test_the_day_that_a_kept_paragraph_states_fills_the_dates_of_its_document() -> None:
    """2024-10485 says `This rule is effective May 9, 2024.` in its sixth paragraph."""
    bundled = frame("seed.rule_document", {
        "document_id": "fr-2024-10485", "kind": "federal_register", "title": "Additions",
        "document_number": "2024-10485", "publication_date": date(2024, 5, 14),
        "url": "https://www.federalregister.gov/d/2024-10485"})
    kept = frame("raw.federal_register_paragraph", *(
        {"document_number": "2024-10485", "paragraph_number": number, "text": text}
        for number, text in ((4, "It is a rule."), (5, "This rule is effective May 9, 2024."),
                             (9, "The rules are effective now."))))
    found = made("core.rule_document", ("seed.rule_document", bundled),
                 ("raw.federal_register_paragraph", kept))
    assert found["dates_text"].to_list() == ["This rule is effective May 9, 2024."]
