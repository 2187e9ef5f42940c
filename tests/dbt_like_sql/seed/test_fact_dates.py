"""A fact is not known before it happened: dates of the past in bundled rows, and since when known.

Dates that may lie ahead (plans, ends of validity, effective dates) are not held to this.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.dbt_like_sql.seed.test_seed_references import rows
from warehouse.rows.seeds import KNOWN_FROM

PAST = {
    "chip": ("release_date", "shipping_date"),
    "chip_price": ("price_date",),
    "evidence_document": ("document_date",),
    "item": ("release_date",),
    "model_release": ("release_date",),
    "rental_price": ("observed_date",),
    "benchmark_score": ("release_date",),
    "staff_count": ("count_date",),
}
"""By table, the columns whose day is over when it is known."""


def known_early(table: str) -> Iterator[tuple[str, str, str, str]]:
    """Rows that are known before a day of theirs: key, column, that day, and since when known."""
    for row in rows(table):
        for column in PAST[table]:
            if row[column] > row[KNOWN_FROM]:
                yield next(iter(row.values())), column, row[column], row[KNOWN_FROM]


@pytest.mark.parametrize("table", PAST)
def test_nothing_is_known_before_it_happened(table: str) -> None:
    assert list(known_early(table)) == []


def test_a_fact_that_is_known_too_early_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"chip_id": "one", "release_date": "2024-05-01", "shipping_date": "2024-09-01"}
    monkeypatch.setitem(globals(), "rows", lambda _: [row | {KNOWN_FROM: "2024-05-01"}])
    assert list(known_early("chip")) == [("one", "shipping_date", "2024-09-01", "2024-05-01")]
