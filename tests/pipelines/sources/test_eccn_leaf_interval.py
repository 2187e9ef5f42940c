"""Paragraphs of the control list over time, as another reader kept them, packed or not."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.sources import eccn_leaf_interval as source
from pipelines.sources.eccn_leaf_interval import parse, stated_day
from tests.support.tiny import frame, made
from warehouse.rows.records import Unreadable

LINE = {"eccn_path": "3A090.a.1", "first_seen_version": "2023-11-17", "last_seen_version": "2024-03-13",
        "n_versions": 4, "key": "ab12", "heading": "rate", "text": "A  rate of\n4800", "ancestors": [],
        "fetched_at": "2025-10-02T20:33:28.357Z"}


def lines(*changed: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(LINE | row) for row in changed or ({},)).encode()


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_span_is_read_packed_or_not(pack: Any) -> None:
    found = parse(pack(lines())).frame.to_dicts()[0]
    assert (found["eccn_path"], found["text"]) == ("3A090.a.1", "A rate of 4800")
    assert (found["first_seen_date"], found["last_seen_date"], found["capture_count"]) == (
        date(2023, 11, 17), date(2024, 3, 13), 4)
    assert stated_day(pack(lines())) == date(2025, 10, 2)


def test_damaged_and_endless_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(lines() * 50)
    for data in (packed[:-20], packed[:2] + b"?" * 40):
        with pytest.raises(Unreadable):
            parse(data)
        assert stated_day(data) is None
    monkeypatch.setattr(source, "MOST_BYTES", 100)
    with pytest.raises(Unreadable, match="more than 100 bytes"):
        parse(packed)


def test_a_wording_ends_where_another_was_seen() -> None:
    rows = [{"eccn_path": "3A090.a.1", "wording_key": key, "first_seen_date": first,
             "last_seen_date": first, "capture_count": 1, "text": key,
             "source_id": "eccn_leaf_interval", "first_snapshot_id": "snap"}
            for key, first in (("one", date(2023, 1, 17)), ("two", date(2023, 11, 17)))]
    found = made("core.eccn_leaf_interval", ("raw.eccn_leaf_interval",
                                             frame("raw.eccn_leaf_interval", *rows)))
    assert found.sort("first_seen_date").select("entry", "next_seen_date").rows() == [
        ("3A090", date(2023, 11, 17)), ("3A090", None)]
    assert found["locator"].dtype == pl.String
