"""Beliefs side by side: each content once, under the first that had it, and marked as what it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from schemas import base
from tests.support.tiny import TABLES, frame
from warehouse.describing.dictionary import frame_of
from warehouse.storage.store import Store, put_frame
from warehouse.telling import vintage

DAY = date(2025, 1, 31)
Built = Callable[[str], pl.DataFrame]


class Believer:
    """What a builder shows of one belief: its clock, and the content of the table of verdicts."""

    def __init__(self, store: Store, verdict: str, known_by: datetime | None, recipe: str = "r") -> None:
        self.store, self.clock = store, SimpleNamespace(known_by=known_by)
        self.as_of_date = DAY
        row = {"claim_id": "C01", "conjunct": "a", "claim_scope": "all", "as_of_date": DAY,
               "scenario": "none", "confidence_tier": "tier_all", "value_unit": "x", "verdict": verdict,
               "verdict_rule_id": "interval", "constant_ids": []}
        content = put_frame(store, frame(vintage.VERDICTS.table, row))
        part = SimpleNamespace(content_hash=content)
        self.built = SimpleNamespace(content_hash=content, parts=[part], components={"recipe": recipe})
        model = SimpleNamespace(reads=("core.claim",))
        self.project = SimpleNamespace(models={vintage.VERDICTS.table: model})

    def get(self, _: str) -> Any:
        return self.built


def shown(builder: Any, release: str) -> pl.DataFrame:
    return frame_of(TABLES[vintage.VERDICTS.name], vintage.rows(builder, release, vintage.VERDICTS))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_what_was_known_when_it_was_said_stands_beside_what_is_known_now(store: Store) -> None:
    then = datetime(2025, 1, 31, 23, 59, 59, tzinfo=UTC)
    vintage.keep(Believer(store, "undecidable", then), "as-known-2025-01-31")
    found = shown(Believer(store, "supported", None), "now")
    assert found.select("belief", "as_known_at", "is_now", "is_when_said", "verdict").rows() == [
        ("as-known-2025-01-31", DAY, False, True, "undecidable"), ("now", None, True, False, "supported")]


def test_a_belief_that_says_the_same_is_shown_once_and_changes_no_release(store: Store) -> None:
    vintage.keep(Believer(store, "supported", None), "first")
    again = Believer(store, "supported", None)
    assert shown(again, "second")["belief"].to_list() == ["second"]
    assert vintage.fingerprint(again) == []


def test_another_belief_stays_after_it_and_is_part_of_what_a_release_says(store: Store) -> None:
    vintage.keep(Believer(store, "contradicted", None, "old"), "first")
    now = Believer(store, "supported", None)
    assert [entry[0] for entry in vintage.fingerprint(now)] == ["first"]
    rows = shown(now, "second")
    assert rows.select("belief", "is_same_method").rows() == [("first", False), ("second", True)]


def test_a_belief_whose_content_is_lost_is_left_out(store: Store) -> None:
    vintage.keep(Believer(store, "contradicted", None), "first")
    lost = Believer(store, "contradicted", None).built.content_hash
    for path in (store.root / "content").glob(f"{lost}*"):
        path.chmod(0o644)
        path.unlink()
    assert shown(Believer(store, "supported", None), "second")["belief"].to_list() == ["second"]


@pytest.mark.parametrize("shown", vintage.ALL)
def test_every_column_but_the_labels_is_one_of_the_table_that_is_shown(shown: vintage.Shown) -> None:
    names = {c.name for c in base.columns(TABLES[shown.name])} - set(vintage.LABELS)
    assert names <= {c.name for c in base.columns(TABLES[shown.table])}


def test_the_headlines_of_a_release_stand_under_it_with_their_day(built: Built) -> None:
    told, said = built("meta.metric_vintage").filter("is_now"), built("metric.headline")
    assert told["headline_id"].to_list() == said["headline_id"].to_list()
    assert told["value"].equals(said["value"]) and told["belief_date"].null_count() == 0
