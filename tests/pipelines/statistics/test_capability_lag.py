"""M09 worked by hand: the daily lag, who matched whom, and two kinds of mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipelines.statistics.gap.capability_lag import capability_lag, capability_match
from schemas.benchmarks.benchmark_score import CoreBenchmarkScore
from tests.support.gap_tables import Row, Tables, only_row

MONTH = 365.25 / 12
PAIR = {"leader_country_code": "USA", "follower_country_code": "CHN", "scale_id": "eci",
        "country_basis": "org_hq"}


def score(version: str, country: str, released: date, value: float, **more: Any) -> dict[str, Any]:
    return {"scale_id": "eci", "model_version": version, "country_code": country, "score": value,
            "parent_country_code": {"GBR": "USA"}.get(country, country), "release_date": released,
            "is_chosen": True, "source_id": "eci", "source_locator": "row 2"} | more


SCORES = [
    score("a1", "USA", date(2023, 1, 1), 100), score("a2", "USA", date(2023, 6, 1), 110),
    score("a3", "USA", date(2024, 1, 1), 130),
    score("b0", "CHN", date(2023, 3, 1), 90), score("b1", "CHN", date(2023, 9, 1), 105),
    score("b2", "CHN", date(2024, 2, 1), 112),
]


def tables(scores: list[dict[str, Any]] = SCORES) -> Tables:
    made = Tables()
    made.given(CoreBenchmarkScore, scores)
    made.make(capability_lag)
    made.make(capability_match)
    made.query("metric.capability_lag_by_pair")
    return made


def lag(day: date, scores: list[dict[str, Any]] = SCORES, **where: Any) -> Row:
    made = tables(scores).frames["metric.capability_lag_by_day"]
    return only_row(made, **(PAIR | {"valid_date": day} | where))


def test_the_lag_of_a_day_by_hand() -> None:
    """On 15 January 2024 China's best is 105 (b1); a2 had 110 on 1 June 2023, 228 days before."""
    row = lag(date(2024, 1, 15))
    assert row["lag_months"] == pytest.approx(228 / MONTH)
    assert (row["leader_model_version"], row["leader_date"]) == ("a2", date(2023, 6, 1))
    assert (row["follower_model_version"], row["follower_score"], row["input_row_count"]) == ("b1", 105, 5)


def test_the_lag_grows_daily_on_a_plateau_and_falls_with_a_release() -> None:
    """1 February 2024: 112 is above a2; a3 had it 31 days before."""
    before, after = lag(date(2024, 1, 31))["lag_months"], lag(date(2024, 2, 1))["lag_months"]
    assert before == pytest.approx(244 / MONTH)
    assert after == pytest.approx(31 / MONTH)


def test_days_start_with_the_followers_first_score_and_end_with_the_scales_last() -> None:
    days = tables().frames["metric.capability_lag_by_day"].filter(
        country_basis="org_hq", leader_country_code="USA", follower_country_code="CHN")["valid_date"]
    assert (days.min(), days.max(), len(days)) == (date(2023, 3, 1), date(2024, 2, 1), 338)


def test_a_follower_ahead_has_no_lag_until_the_leader_is_there() -> None:
    ahead = [*SCORES, score("b3", "CHN", date(2023, 10, 1), 120)]
    row = lag(date(2023, 12, 31), ahead)
    assert (row["lag_months"], row["reason_code"], row["leader_date"]) == (None, "follower_ahead", None)
    assert lag(date(2024, 1, 11), ahead)["lag_months"] == pytest.approx(10 / MONTH)


def test_records_are_matched_late_early_or_not_at_all() -> None:
    """a1 (100, 1 January) by b1 on 1 September 2023: 243 days; a2 by b2: 245; a3 waits 31 days."""
    found = tables().frames["metric.capability_match_by_record"]
    first, second, third = (only_row(found, **PAIR, leader_model_version=v) for v in ("a1", "a2", "a3"))
    assert (first["matched_after_months"], first["follower_model_version"]) == (
        pytest.approx(243 / MONTH), "b1")
    assert second["matched_after_months"] == pytest.approx(245 / MONTH)
    assert (third["is_unmatched"], third["matched_after_months"]) == (True, None)
    assert third["waited_months"] == pytest.approx(31 / MONTH)


def test_two_scores_of_one_day_make_one_record() -> None:
    weaker = score("a0", "USA", date(2023, 1, 1), 80)
    found = tables([*SCORES, weaker]).frames["metric.capability_match_by_record"]
    assert "a0" not in set(found["leader_model_version"])


def test_means_over_days_and_over_releases_are_named_apart() -> None:
    """Over releases: b0 59, b1 92 and b2 31 days. Over days the long plateau of b1 weighs more.

    59..242 on 184 days, 92..244 on 153 days and 31 on one: (27692 + 25704 + 31) / 338 = 158.07 days.
    """
    row = only_row(tables().frames["metric.capability_lag_by_pair"], **PAIR, from_date=date(2023, 1, 1))
    assert row["release_average_lag_months"] == pytest.approx((59 + 92 + 31) / 3 / MONTH)
    assert row["day_average_lag_months"] == pytest.approx((27692 + 25704 + 31) / 338 / MONTH)
    assert (row["shortest_lag_months"], row["longest_lag_months"]) == (
        pytest.approx(31 / MONTH), pytest.approx(244 / MONTH))
    assert (row["release_count"], row["day_count"], row["input_row_count"]) == (3, 338, 338)


def test_a_parent_abroad_counts_for_the_other_country() -> None:
    """A British laboratory of an American parent had 106 on 1 February 2023."""
    scores = [*SCORES, score("g1", "GBR", date(2023, 2, 1), 106)]
    by_hq = lag(date(2024, 1, 15), scores)
    by_parent = lag(date(2024, 1, 15), scores, country_basis="ultimate_parent")
    assert (by_hq["leader_model_version"], by_parent["leader_model_version"]) == ("a2", "g1")


def test_an_error_in_the_scores_becomes_an_interval() -> None:
    """105 +- 5 by 110 +- 5 or 100 +- 5: a1 may have been there first, on 1 January 2023, 379 days before."""
    unsure = [row | {"score_standard_error": 5.0} for row in SCORES]
    row = lag(date(2024, 1, 15), unsure)
    assert row["interval_kind"] == "ci90"
    assert row["lag_months_high"] == pytest.approx(379 / MONTH)
    assert row["lag_months_low"] < row["lag_months"] < row["lag_months_high"]
    assert lag(date(2024, 1, 15))["interval_kind"] is None


def test_draws_of_a_model_do_not_depend_on_other_models() -> None:
    unsure = [row | {"score_standard_error": 5.0} for row in SCORES]
    more = [*unsure, score("f1", "FRA", date(2023, 5, 1), 99, score_standard_error=5.0)]
    assert lag(date(2024, 1, 15), unsure) == lag(date(2024, 1, 15), more)


def test_a_score_that_is_not_believed_counts_for_nothing() -> None:
    rival = score("a1", "USA", date(2022, 1, 1), 200, source_id="other", is_chosen=False)
    assert lag(date(2024, 1, 15)) == lag(date(2024, 1, 15), [*SCORES, rival])
