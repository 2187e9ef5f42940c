"""Note 1 to 3A090.a: on each day and for each exporter, what the text says overcomes the presumption."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from schemas.status.expiry_clock import SeedExpiryClock
from tests.support.tiny import frame, made
from warehouse.paths import REPOSITORY
from warehouse.rows.seeds import read_seed

NOTE = "step.foundry_presumption_by_item"
CLOCKS = REPOSITORY / "dbt_like_sql" / "seed" / "expiry_clock.csv"
BEGAN = date(2025, 1, 16)
VERSION = {"rule_version_id": "v", "effective_date": BEGAN}
COUNT = {"rule_version_id": "v", "role": "presumption", "metric": "transistor_count"}
COUNTS = frame(
    "core.rule_threshold",
    {**COUNT, "threshold_id": "a", "value": 3e10, "applies_to": "any"},
    {**COUNT, "threshold_id": "b", "value": 3.5e10, "applies_to": "no_high_bandwidth_memory",
     "completed_from_date": date(2027, 1, 1), "completed_to_date": date(2028, 1, 1)},
    {**COUNT, "threshold_id": "c", "value": 4e10, "applies_to": "no_high_bandwidth_memory",
     "completed_from_date": date(2029, 1, 1)})
CLOCK = {"clock_id": "authorised-designers", "last_date": date(2026, 12, 30)}
HOME = {"country_code": "GBR", "group_code": "A:1", "valid_from_date": date(2022, 1, 1)}
FIRM = {"firm_name": "Approved Inc", "designer": "Approved", "firm_role": "designer"}
CHIP = {"chip_id": "x", "designer": "Anyone", "designer_country_code": "CHN", "transistor_type": "non_planar",
        "memory_type": "GDDR6"}
ITEM = {"item_id": "x", "chip_id": "x", "item_kind": "chip"}


def presumed(chip: dict[str, object], item: dict[str, object] = ITEM, listed: str = "no") -> pl.DataFrame:
    result = {"item_id": "x", "rule_version_id": "v", "control_paragraph": "3A090.a", "result": listed}
    return made(
        NOTE, ("core.item", frame("core.item", item)), ("core.chip", frame("core.chip", {**CHIP, **chip})),
        ("core.rule_threshold", COUNTS), ("core.rule_version", frame("core.rule_version", VERSION)),
        ("core.expiry_clock", frame("core.expiry_clock", CLOCK)),
        ("core.country_group", frame("core.country_group", HOME)),
        ("core.due_diligence_firm", frame("core.due_diligence_firm", FIRM)),
        ("step.item_paragraph_result_by_rule_version",
         frame("step.item_paragraph_result_by_rule_version", result)))


def on(found: pl.DataFrame, day: date, exporter: str = "fabricator") -> dict[str, object]:
    rows = found.filter(pl.col("exporter") == exporter, pl.col("valid_from_date") <= day,
                        (pl.col("valid_to_date") > day).fill_null(True))
    return rows.row(0, named=True)


@pytest.mark.parametrize(("memory", "below"), [
    ("GDDR6", [3e10, 3.5e10, 3e10, 4e10]), ("HBM3", [3e10] * 4), (None, [3e10] * 4)])
def test_a_count_helps_in_the_years_of_the_text_and_the_greater_ones_without_hbm(
    memory: str | None, below: list[float]
) -> None:
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2028, 1, 1), date(2029, 1, 1))
    for day, count in zip(days, below, strict=True):
        for transistors, is_presumed in ((count - 1, False), (count, True)):
            found = presumed({"memory_type": memory, "transistor_count": transistors})
            assert on(found, day)["is_presumed"] is is_presumed, (day, transistors)
            assert on(found, day, "osat")["is_presumed"]


def test_that_the_text_leaves_out_2028_is_told_of_a_chip_it_decides() -> None:
    found = {(count, year): on(presumed({"transistor_count": count}), date(year, 6, 1))["ambiguity_ids"]
             for count in (2.9e10, 3.4e10, 3.6e10) for year in (2027, 2028)}
    assert [key for key, ids in found.items() if "foundry-count-of-2028" in ids] == [  # type: ignore[operator]
        (3.4e10, 2028)]


@pytest.mark.parametrize(("home", "before", "after"), [
    ("CHN", True, True), ("TWN", False, True), ("GBR", False, True)])
def test_designers_at_home_with_partners_are_authorized_to_the_last_day(
    home: str, before: bool, after: bool
) -> None:
    found = presumed({"designer_country_code": home})
    days = (date(2026, 12, 30), date(2026, 12, 31))
    assert [on(found, day)["is_presumed"] for day in days] == [before, after]


def test_what_is_no_circuit_or_listed_or_planar_or_approved_is_not_presumed() -> None:
    told = [presumed({}, {**ITEM, "item_kind": "server"}), presumed({}, listed="yes"),
            presumed({"transistor_type": "planar"}), presumed({"designer": "Approved"})]
    reasons = [on(found, BEGAN, "osat") for found in told]
    assert not any(row["is_presumed"] for row in reasons)
    for row, said in zip(reasons, ("integrated circuits", "itself", "planar", "Approved Inc"), strict=True):
        assert said in str(row["reason"])


@pytest.mark.parametrize(("known", "last"), [
    (date(2026, 3, 31), date(2026, 4, 12)), (date(2026, 4, 30), date(2026, 12, 30))])
def test_the_day_before_the_one_that_the_text_names_is_the_last_and_each_is_known_from_its_rule(
    known: date, last: date
) -> None:
    clocks = read_seed(CLOCKS, SeedExpiryClock, datetime(known.year, known.month, known.day, 23, tzinfo=UTC))
    found = dict(clocks.select("clock_id", "last_date").iter_rows())
    assert found["authorised-designers"] == last
