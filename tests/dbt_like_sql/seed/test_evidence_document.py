"""Documents of readings: each is read in, and reports of one announcement declare one origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from tests.dbt_like_sql.seed.test_seed_references import rows

APART_DAYS = 1
"""Days between two documents up to which they may repeat one announcement."""
ALIKE = 3
"""Figures printed alike in both from which they do."""
Row = Mapping[str, str]


def origin(document: Row) -> str:
    """Whose figures the document states."""
    return document["copied_from"] or document["publisher"]


def repeated(
    documents: Iterable[Row], readings: Iterable[Row], makers: set[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of documents of one day with the same figures that count as two origins."""
    figures: dict[str, set[tuple[str, ...]]] = {}
    for row in readings:
        cell = (row["table_name"], row["row_key"], row["column_name"], row["value_as_printed"])
        figures.setdefault(row["evidence_document_id"], set()).add(cell)
    dated = [d for d in documents if d["document_date"] and d["publisher"] not in makers
             and d["read_in"].startswith("stored page")]
    for a, b in combinations(dated, 2):
        days = date.fromisoformat(a["document_date"]) - date.fromisoformat(b["document_date"])
        names = (a["evidence_document_id"], b["evidence_document_id"])
        alike = figures.get(names[0], set()) & figures.get(names[1], set())
        if abs(days.days) <= APART_DAYS and len(alike) >= ALIKE and origin(a) != origin(b):
            yield names


def test_reports_of_one_announcement_declare_its_origin() -> None:
    makers = {row["designer"] for row in rows("chip")}
    assert list(repeated(rows("evidence_document"), rows("evidence"), makers)) == []


def test_two_reprints_without_an_origin_are_found() -> None:
    def document(name: str, copied_from: str = "") -> dict[str, str]:
        return {"evidence_document_id": name, "publisher": name, "copied_from": copied_from,
                "document_date": "2022-08-10", "read_in": "stored page of " + name}

    readings = [{"table_name": "core.chip", "row_key": "one", "column_name": column,
                 "value_as_printed": "700", "evidence_document_id": name}
                for column in ("tdp_w", "memory_size_gb", "io_bandwidth_gb_per_s") for name in ("a", "b")]
    apart, together = [document("a"), document("b")], [document("a", "Acme"), document("b", "Acme")]
    assert list(repeated(apart, readings, set())) == [("a", "b")]
    assert list(repeated(together, readings, set())) == []
    assert list(repeated(apart, readings, {"a"})) == []
    assert list(repeated(apart, readings[:4], set())) == []


def test_each_document_is_read_in() -> None:
    read = {row["evidence_document_id"] for row in rows("evidence")}
    assert {row["evidence_document_id"] for row in rows("evidence_document")} == read


def test_a_document_is_listed_once() -> None:
    seen = [(row["document_title"], row["read_in"]) for row in rows("evidence_document")]
    assert len(seen) == len(set(seen))
