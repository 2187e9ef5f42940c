"""Rule events: what they name was known when they were, and their clocks do not mix."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from schemas.assumptions.ambiguity import SeedAmbiguity
from schemas.chips.chip import SeedChip
from schemas.chips.item import SeedItem
from schemas.rules.rule_event import SeedRuleEvent
from schemas.rules.rule_threshold import SeedRuleThreshold
from schemas.rules.rule_version import SeedRuleVersion
from warehouse.paths import SQL_ROOT
from warehouse.rows.seeds import knowledge_dates, read_seed
from warehouse.storage.snapshots import end_of_day

SEEDS = {SeedRuleEvent: "rule_event", SeedChip: "chip", SeedItem: "item",
         SeedRuleVersion: "rule_version", SeedRuleThreshold: "rule_threshold",
         SeedAmbiguity: "ambiguity"}


def path_of(table: type) -> Path:
    return SQL_ROOT / "seed" / f"{SEEDS[table]}.csv"


def believed(table: type, day: date) -> pl.DataFrame:
    return read_seed(path_of(table), table, end_of_day(day))


def named(events: pl.DataFrame, *columns: str) -> set[str]:
    lists = [events[name].explode() if events[name].dtype == pl.List else events[name]
             for name in columns]
    return set(pl.concat(lists).drop_nulls())


@pytest.mark.parametrize("day", knowledge_dates(path_of(SeedRuleEvent)), ids=str)
def test_what_an_event_names_was_known_by_the_same_day(day: date) -> None:
    """A warehouse as it could be believed on any earlier day must hold together as well."""
    events = believed(SeedRuleEvent, day)
    versions = believed(SeedRuleVersion, day)
    thresholds = believed(SeedRuleThreshold, day)
    assert named(events, "related_event_ids") <= set(events["rule_event_id"])
    assert named(events, "rule_version_id", "destination_rule_version_id") <= set(
        versions["rule_version_id"])
    assert named(events, "threshold_rule_version_id") <= set(thresholds["rule_version_id"])


def test_items_and_designers_of_events_are_in_the_register() -> None:
    """An item may become known to us after the letter that names it, so this holds at the end."""
    events = believed(SeedRuleEvent, date.max)
    chips, items = believed(SeedChip, date.max), believed(SeedItem, date.max)
    assert named(events, "item_ids") <= {*chips["chip_id"], *items["item_id"]}
    assert named(events, "addressee_designers") <= set(chips["designer"])


OFTEN_FORGOTTEN = {
    "us-authorization-2022-09-01-nvidia-hong-kong", "cn-measure-2023-05-21-micron",
    "us-proposal-2024-01-29-iaas", "us-revocation-2024-05-07-huawei",
    "us-proposal-2024-09-11-reporting", "us-investigation-2024-12-23-section-301",
    "nl-measure-2025-09-30-nexperia", "us-statute-2025-12-18-outbound",
    "us-bill-2026-01-12-remote-access", "us-bill-2026-01-21-overwatch",
    "us-proposal-2026-03-13-global-rule", "us-bill-2026-03-26-chip-security",
    "us-licence-2026-05-h200-buyers", "cn-measure-2026-05-h200-pause", "us-testimony-2026-07-14",
    "kr-measure-2026-09-01", "us-truce-2026-09-28",
}


def test_events_that_change_no_text_are_listed_with_where_they_were_read() -> None:
    """Proposals, bills and other governments' acts; one without a document says what was searched."""
    events = believed(SeedRuleEvent, date.max).filter(pl.col("rule_event_id").is_in(OFTEN_FORGOTTEN))
    assert set(events["rule_event_id"]) == OFTEN_FORGOTTEN
    unread = events.filter(pl.col("citation") == "no document found")
    assert unread["note"].str.contains("were searched").all()
    assert unread["changes_status"].to_list() == [False] * 3
