"""M05 worked by hand: formal lags, first products, legal windows, halved shares, censoring."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from pipelines.statistics.status.lag_parts import Day
from pipelines.statistics.status.lag_series import doubled, halved
from pipelines.statistics.status.policy_lag import policy_lag
from schemas import base
from schemas.assumptions.build_date import SeedBuildDate
from schemas.base import faults
from schemas.chips.chip import CoreChip
from schemas.chips.chip_availability import ChipAvailability
from schemas.gap.largest_run_gap_by_month import LargestRunGapByMonth
from schemas.rules.rule_event import CoreRuleEvent
from schemas.rules.rule_version import CoreRuleVersion
from schemas.status.control_status_by_chip_destination_group import ChipStatus
from schemas.status.destination_group_member import DestinationGroupMember
from schemas.status.policy_lag_by_rule_event import PolicyLag
from schemas.stock.flow_share_by_country_quarter import FlowShareByCountryQuarter
from schemas.stock.installed_base_by_country_quarter import InstalledBaseByCountryQuarter
from schemas.stock.installed_base_by_owner_quarter import InstalledBaseByOwnerQuarter
from tests.support.law_text import made
from tests.support.made_frames import table

RULE = {"rule_version_id": "rule", "series": "us-3a090", "announced_date": date(2022, 10, 7),
        "published_date": date(2022, 10, 13), "effective_date": date(2022, 10, 21)}
LETTER = {"rule_event_id": "letter", "announced_date": date(2023, 4, 15),
          "announced_date_precision": "day", "effective_date": date(2023, 4, 9),
          "effective_date_precision": "day", "changes_status": True,
          "effect": "licence_required", "is_scope_published": True,
          "addressee_designers": ["NVIDIA"]}
DENIED, FREE = "licence_presumption_denial", "not_controlled"


def chip(chip_id: str, released: date, origin: str | None = None, **more: Any) -> dict[str, Any]:
    return {"chip_id": chip_id, "designer": "NVIDIA", "designer_country_code": "USA",
            "release_date": released, "release_date_precision": "day",
            "variant_of_chip_id": origin} | more


CHIPS = [chip("a100", date(2020, 5, 14)), chip("a800", date(2022, 11, 7), "a100"),
         chip("early", date(2022, 10, 6), "a100")]
QUARTERS = [date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31)]


def spell(chip_id: str, said: str, first: date, end: date | None = None) -> dict[str, Any]:
    return {"destination_group_id": "china", "end_user_hq_group": "other",
            "valid_from_date": first, "valid_to_date": end,
            "chip_id": chip_id, "status_text": said, "status_enforced": said}


START = date(2022, 1, 1)
STATUSES = [spell("a100", FREE, START, RULE["effective_date"]),
            spell("a100", DENIED, RULE["effective_date"]),
            spell("a800", FREE, START, LETTER["effective_date"]),
            spell("a800", "licence_policy_unknown", LETTER["effective_date"]),
            spell("early", FREE, START)]


def available(chips: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """A stated shipping date is the proof; other chips are first offered 30 days after release."""
    return table(ChipAvailability, *(
        {"chip_id": c["chip_id"], "announced_date": c["release_date"]} | (
            {"available_by_date": date(2023, 3, 31), "available_basis": "shipping_date"}
            if "shipping_date" in c else
            {"available_by_date": c["release_date"] + timedelta(days=30),
             "available_basis": "first_rental_offer"})
        for c in chips if c["chip_id"] != "paper"))


def lags(lag_type: str, *chips: dict[str, Any], stock: dict[date, float] | None = None,
         rule: dict[str, Any] | None = None, today: date = date(2023, 12, 31)) -> pl.DataFrame:
    owned = [{"owner_kind": "country_aggregate", "owner_id": "china", "chip_id": "a100",
              "h100e_basis": "dense_int8", "correlation_ratio": 0.5, "survival_model": "none",
              "quarter_end_date": end, "stock_h100e_count": count}
             for end, count in (stock or {}).items()]
    found = made(policy_lag, {
        "core.chip": table(CoreChip, *(chips or CHIPS)),
        "core.chip_availability": available(chips or CHIPS),
        "core.rule_version": table(CoreRuleVersion, RULE | (rule or {})),
        "core.rule_event": table(CoreRuleEvent, LETTER),
        "core.destination_group_member": table(DestinationGroupMember, {
            "country_code": "CHN", "destination_group_id": "china", "end_user_hq_group": "other",
            "valid_from_date": START}),
        "metric.control_status_by_chip_destination_group": table(ChipStatus, *STATUSES),
        "metric.flow_share_by_country_quarter": table(FlowShareByCountryQuarter),
        "metric.installed_base_by_country_quarter": table(InstalledBaseByCountryQuarter),
        "metric.installed_base_by_owner_quarter": table(InstalledBaseByOwnerQuarter, *owned),
        "metric.largest_run_gap_by_month": table(LargestRunGapByMonth),
        "seed.build_date": table(SeedBuildDate, {"as_of_date": today}),
    }).sort(base.info(PolicyLag).key)
    assert not faults.failures(PolicyLag, found)
    return found.filter(pl.col("lag_type") == lag_type)


def test_formal_lags_count_from_the_day_they_name() -> None:
    """2022-10-07 to 10-13 is 6 days, 10-13 to 10-21 is 8; there is no later compliance day."""
    assert lags("announce_to_publish").row(1, named=True)["lag_days"] == 6
    assert lags("publish_to_effective").row(1, named=True)["lag_days"] == 8
    none = lags("effective_to_compliance").row(1, named=True)
    assert (none["lag_days"], none["reason_code"]) == (None, "no_such_day")


def test_the_first_product_is_a_free_variant_announced_after_the_rule() -> None:
    """A800 of 2022-11-07: 31 days after the announcement, 17 after the effective day.

    A variant announced on the eve of the rule is no answer to it.
    """
    rows = {row["start_event"]: row for row in lags("rule_to_first_sku").iter_rows(named=True)
            if row["rule_event_id"] == "rule"}
    assert {name: row["lag_days"] for name, row in rows.items()} == {
        "announced": 31, "published": 25, "effective": 17}
    assert rows["announced"]["stop_chip_id"] == "a800"


def test_no_answer_yet_is_a_lower_bound() -> None:
    """Without A800, from 2022-10-07 to the build's day 2023-12-31 are 450 days."""
    row = lags("rule_to_first_sku", CHIPS[0]).filter(
        (pl.col("rule_event_id") == "rule") & (pl.col("start_event") == "announced")
    ).row(0, named=True)
    assert (row["lag_days_low"], row["lag_days"], row["reason_code"]) == (
        450, None, "right_censored")


def test_the_letter_closed_the_window_of_its_addressee() -> None:
    """A800 of 2022-11-07, first offered on 12-07, to 2023-04-09: between 123 and 153 days."""
    row = lags("sku_legal_window").filter(pl.col("chip_id") == "a800").row(0, named=True)
    assert (row["rule_event_id"], row["start_basis"]) == ("letter", "imputed")
    assert (row["lag_days_low"], row["lag_days_high"]) == (123, 153)


def test_a_chip_that_is_only_announced_has_no_window() -> None:
    paper = chip("paper", date(2022, 11, 7), "a100")
    assert lags("sku_legal_window", CHIPS[0], paper).is_empty()


def test_a_window_from_a_quarter_has_its_width() -> None:
    """Shipped in the first quarter of 2023: from 2023-01-01 at most 98 days, from 03-31 at least 9."""
    shipped = chip("a800", date(2022, 11, 7), "a100", shipping_date=date(2023, 1, 1),
                   shipping_date_precision="quarter")
    row = lags("sku_legal_window", CHIPS[0], shipped).row(0, named=True)
    assert (row["lag_days_low"], row["lag_days"], row["lag_days_high"]) == (9, 98, 98)
    assert (row["interval_kind"], row["start_basis"]) == ("range", "reported")


def test_an_open_window_stands_with_the_version_in_force() -> None:
    row = lags("sku_legal_window").filter(pl.col("chip_id") == "early").row(0, named=True)
    assert (row["rule_event_id"], row["reason_code"]) == ("rule", "right_censored")


def test_the_last_shipment_is_the_last_quarter_in_which_the_stock_grew() -> None:
    """Stock 1, 2, 3, 3: the third quarter of 2022 is the last, from 98 before to 7 days before."""
    stock = dict(zip(QUARTERS, (1.0, 2.0, 3.0, 3.0), strict=True))
    row = lags("last_shipment", stock=stock).row(0, named=True)
    assert (row["rule_event_id"], row["chip_id"]) == ("rule", "a100")
    assert (row["lag_days_low"], row["lag_days_high"]) == (-98, -7)


def test_a_stock_that_grows_to_the_end_of_the_series_is_censored() -> None:
    stock = dict(zip(QUARTERS, (1.0, 2.0, 3.0, 4.0), strict=True))
    row = lags("last_shipment", stock=stock).row(0, named=True)
    assert (row["reason_code"], row["lag_days_low"]) == ("right_censored", 85)


def test_a_share_halves_against_the_mean_of_four_quarters_before() -> None:
    """Mean of 0.2 four times is 0.2: 0.11 is not half of it, 0.1 is. Announced inside a quarter."""
    points = [(end, 0.2) for end in QUARTERS]
    points += [(date(2023, 3, 31), 0.11), (date(2023, 6, 30), 0.1)]
    assert halved(points, date(2023, 1, 10)) == (Day(date(2023, 4, 1), date(2023, 6, 30)), "")
    assert halved(points[:5], date(2023, 1, 10)) == (None, "right_censored")
    assert halved(points[1:], date(2023, 1, 10)) == (None, "no_series")


def test_a_quarter_that_began_before_the_announcement_counts_from_it() -> None:
    points = [(end, 0.2) for end in QUARTERS] + [(date(2023, 3, 31), 0.05)]
    announced = date(2023, 2, 1)
    assert halved(points, announced) == (Day(announced, date(2023, 3, 31)), "")


def test_a_gap_doubles_against_its_value_at_the_start() -> None:
    """1.5 by 2022-10-07, so 3 ends the wait: in November, known to the month."""
    points = [(date(2022, 9, 30), 1.5), (date(2022, 10, 31), 2.9), (date(2022, 11, 30), 3.0)]
    start = date(2022, 10, 7)
    assert doubled(points, start) == (Day(date(2022, 11, 1), date(2022, 11, 30)), "")
    assert doubled(points[:2], start) == (None, "right_censored")
    assert doubled(points[1:], start) == (None, "no_series")


@pytest.mark.parametrize(("precision", "days"), [("day", 1), ("month", 31), ("quarter", 92),
                                                 ("year", 366), (None, 1)])
def test_a_date_lasts_as_long_as_its_precision(precision: str | None, days: int) -> None:
    """October has 31 days, the fourth quarter 92, and the year from October 2023 on 366."""
    day = Day.of(date(2023, 10, 1), precision)
    assert (day.last - day.first) == timedelta(days=days - 1)
