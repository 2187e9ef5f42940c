"""The Federal Register: pages of its list, prose, full texts; then the real list."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.sources import federal_register
from pipelines.sources.federal_register import compliance_date, gather, parse, plain
from tests.support.homes import SHARED_DATA
from warehouse.folding.register import Folder
from warehouse.rows.records import Unreadable
from warehouse.storage.snapshots import Snapshots, end_of_day
from warehouse.storage.store import Store, get_frame

ARCHIVE = SHARED_DATA / "federal_register"
LIST = ARCHIVE / "documents__2025-09-30.json"
needs_archive = pytest.mark.skipif(not LIST.is_file(), reason=f"the real list is not at {LIST}")


def document(number: str, **fields: Any) -> dict[str, Any]:
    return {
        "document_number": number, "title": f"Title of {number}", "type": "Rule",
        "publication_date": "2024-12-05", "effective_on": "2024-12-02",
        "action": "Interim final rule.", "citation": "89 FR 96790",
        "agencies": [{"raw_name": "DEPARTMENT OF COMMERCE", "name": "Commerce Department"},
                     {"name": "Industry and Security Bureau"}],
        "docket_ids": ["Docket No. 241126-0302"], "cfr_references": [
            {"title": 15, "part": 734, "chapter": None, "citation_url": None},
            {"title": 15, "part": 774, "chapter": None, "citation_url": None}],
        **fields,
    }


def page(*documents: Any, count: int | None = None, following: str | None = None) -> bytes:
    shape = {"count": len(documents) if count is None else count, "description": "Documents",
             "total_pages": 1, "results": list(documents)}
    return json.dumps(shape | ({"next_page_url": following} if following else {})).encode()


def served(*pages: bytes) -> tuple[Callable[[str, str], bytes], list[str]]:
    asked: list[str] = []

    def get(url: str, media: str) -> bytes:
        assert media == "json"
        asked.append(url)
        return pages[len(asked) - 1]

    return get, asked


def next_url(number: int) -> str:
    return f"{federal_register.API}?page={number}"


def test_every_page_is_gathered_the_last_one_too() -> None:
    get, asked = served(
        page(document("2024-1"), document("2024-2"), count=5, following=next_url(2)),
        page(document("2024-3"), document("2024-4"), count=5, following=next_url(3)),
        page(document("2024-5"), count=5),
    )
    body, validator = gather(get)
    assert (asked, validator) == ([federal_register.URL, next_url(2), next_url(3)], None)
    merged = json.loads(body)
    assert merged.keys() == {"count", "description", "total_pages", "results"}
    assert (merged["count"], merged["total_pages"]) == (5, 1)
    assert parse(body).frame["document_number"].to_list() == [f"2024-{n}" for n in range(1, 6)]


def test_a_document_that_moved_to_the_next_page_while_reading_counts_once() -> None:
    get, _ = served(
        page(document("2024-1"), document("2024-2"), count=2, following=next_url(2)),
        page(document("2024-2"), document("2024-3"), count=3),
    )
    assert json.loads(gather(get)[0])["count"] == 3


def test_a_list_that_lost_a_document_is_refused() -> None:
    get, _ = served(page(document("2024-1"), count=3, following=next_url(2)),
                    page(document("2024-1"), count=3))
    with pytest.raises(Unreadable, match="1 of the 3 documents"):
        gather(get)
    with pytest.raises(Unreadable, match="1 of the 2 documents"):
        parse(page(document("2024-1"), count=2))


@pytest.mark.parametrize("following", [federal_register.URL, "https://elsewhere.example/?page=2"])
def test_paging_in_a_circle_or_to_another_site_is_refused(following: str) -> None:
    get, _ = served(page(document("2024-1"), count=2, following=following))
    with pytest.raises(Unreadable, match="as its next page"):
        gather(get)


@pytest.mark.parametrize(("step", "most"), [(0, 2), (1, 6)], ids=["the same again", "ever more"])
def test_pages_beyond_what_is_counted_are_not_followed(step: int, most: int) -> None:
    """A server once named three thousand further pages of five documents."""
    get, asked = served(*(page(document(f"2024-{number * step}"), count=5, following=next_url(number + 2))
                          for number in range(3000)))
    with pytest.raises(Unreadable, match="names another page"):
        gather(get)
    assert len(asked) == most


def test_a_count_at_the_cap_of_the_interface_is_refused() -> None:
    with pytest.raises(Unreadable, match="ask by year"):
        parse(page(document("2024-1"), count=10_000))


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"count": 1}', b'{"count": 1, "results": [3]}',
                                  b'{"results": []}'])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(body)


def test_a_record_keeps_its_dates_apart() -> None:
    stated = ("This rule is effective December 2, 2024. The compliance date for the "
              "foreign-produced direct product rules is December 31, 2024.")
    parsed = parse(page(document("2024-28270", dates=stated, abstract=None)))
    assert parsed.rejected == []
    record = parsed.frame.row(0, named=True)
    assert record["publication_date"] == date(2024, 12, 5)
    assert record["effective_date"] == date(2024, 12, 2)
    assert record["compliance_date"] == date(2024, 12, 31)
    assert record["dates_text"] == stated
    assert record["signing_date"] is None
    assert record["agency_names"] == "DEPARTMENT OF COMMERCE; Industry and Security Bureau"
    assert record["cfr_references"] == "15 CFR 734; 15 CFR 774"


@pytest.mark.parametrize(("text", "found"), [
    ("Effective January 13, 2025. Compliance with it is not required until May 15, 2025.",
     "2025-05-15"),
    ("The compliance date is May 15, 2025; compliance with part 748 by January 15, 2026.", None),
    ("Effective January 13, 2025. Comments must be received by May 15, 2025.", None),
    ("", None),
])
def test_a_compliance_date_is_read_only_where_one_is_named(text: str, found: str | None) -> None:
    assert compliance_date(text) == found


@pytest.mark.parametrize(("printed", "read"), [
    ("Ga<INF>2</INF>O<INF>3</INF> substrates", "Ga2O3 substrates"),
    ("10<SU>26</SU> operations", "10^26 operations"),
    ("``Microprocessors'' Controlled", '"Microprocessors" Controlled'),
    ("`is informed' letters", "'is informed' letters"),
    ("A &amp; B, below <5 nm and >3", "A & B, below <5 nm and >3"),
    ("<E T=\"03\">Entity List</E>  rules\n", "Entity List rules"),
])
def test_prose_loses_its_mark_up_and_nothing_else(printed: str, read: str) -> None:
    assert plain(printed) == read


def test_a_document_without_a_publication_date_is_set_aside() -> None:
    parsed = parse(page(document("2024-1"), document("2024-2", publication_date=None),
                        document("2024-3", agencies=[{"id": 1}])))
    assert parsed.frame["document_number"].to_list() == ["2024-1"]
    assert {(r.row_number, r.column_name) for r in parsed.rejected} == {
        (2, "publication_date"), (3, "")}


def test_fields_nobody_reads_are_named() -> None:
    assert list(parse(page(document("2024-1", page_views={}))).unread) == ["page_views"]


def test_a_document_is_known_since_its_publication_and_never_removed(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path / "snapshots")
    for day, numbers in ((date(2025, 1, 1), ("2024-1", "2024-2")), (date(2025, 2, 1), ("2024-1",))):
        snapshots.add("federal_register", page(*map(document, numbers)), end_of_day(day),
                      "file_name", end_of_day(day), "x")
    folder = Folder(Store(tmp_path / "store"), snapshots, federal_register.SOURCE)
    for known_by, count in ((None, 2), (end_of_day(date(2024, 12, 5)), 2),
                            (end_of_day(date(2024, 12, 4)), 0)):
        assert folder.belief(known_by).parts[0].row_count == count


@needs_archive
def test_no_document_of_the_real_list_is_lost() -> None:
    listed = json.loads(LIST.read_bytes())["results"]
    parsed = parse(LIST.read_bytes())
    assert parsed.rejected == []
    assert parsed.frame.height == len(listed) == 284
    assert set(parsed.frame["document_number"]) == {d["document_number"] for d in listed}
    ai_rule = parsed.frame.filter(pl.col("document_number") == "2025-00636").row(0, named=True)
    assert (ai_rule["publication_date"], ai_rule["effective_date"]) == (
        date(2025, 1, 15), date(2025, 1, 13))
    assert ai_rule["citation"] == "90 FR 4544"


@needs_archive
def test_the_real_list_folds_by_publication(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path / "snapshots")
    now = end_of_day(date(2025, 9, 30))
    snapshots.add("federal_register", LIST.read_bytes(), now, "file_name", now, LIST.name)
    store = Store(tmp_path / "store")
    folder = Folder(store, snapshots, federal_register.SOURCE)
    seen = folder.belief(end_of_day(date(2022, 12, 31)))
    frame = get_frame(store, seen.parts[0].content_hash)
    listed = json.loads(LIST.read_bytes())["results"]
    assert frame.height == sum(d["publication_date"] <= "2022-12-31" for d in listed)


# Full texts
