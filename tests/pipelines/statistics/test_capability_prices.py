"""M25 and M28 worked by hand: prices at a score, records and their decline, access, performance."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.statistics.kit.record_series import slope
from tests.support.tiny import constants, frame, made, through

KNOWN = through(date(2024, 12, 31), "benchmark_score/gpqa", "token_price", "training_compute")
THRESHOLD = frame("core.score_threshold", {"scale_id": "gpqa", "score_threshold": 0.5,
                                           "threshold_name": "half", "citation": "made up"})
MONTHS = [date(year, month, 1) for year in (2023, 2024) for month in range(1, 13)]
INDEX = frame("core.price_index", *[
    {"deflator_id": "cpi_u", "month_start_date": month, "to_2023_ratio": 1.0} for month in MONTHS])
MAKERS = [
    ("core.organization", frame(
        "core.organization", {"organization_id": "lab", "ultimate_parent_id": "holding"},
        {"organization_id": "cloud", "ultimate_parent_id": "holding"})),
    ("core.provider", frame(
        "core.provider", {"provider_id": "p"},
        {"provider_id": "own-cloud", "organization_id": "cloud"})),
    ("core.model_release", frame(
        "core.model_release", {"model_id": "first", "organization_ids": ["lab"]},
        {"model_id": "second", "organization_ids": ["other"]})),
]


def prices(model: str, start: date, usd: float, end: date | None = None,
           **more: Any) -> list[dict[str, Any]]:
    """Input at a price and output at five times that: the blend is (3 + 5) / 4 = twice the price."""
    about = {"source_id": "seed", "provider_id": "p", "model_name": model, "model_id": model,
             "service_tier": "standard", "min_prompt_token_count": 0, "time_of_day": "any",
             "effective_from_date": start, "effective_to_date": end, "is_chosen": True,
             "weekdays": "any", "region": "any", "is_headline": True,
             "is_zero_stated": False} | more
    return [about | {"token_class": "input", "price_per_million_tokens_usd": usd},
            about | {"token_class": "output", "price_per_million_tokens_usd": 5 * usd}]


def score(model: str, value: float, **more: Any) -> dict[str, Any]:
    return {"scale_id": "gpqa", "model_version": model, "model_id": model, "score": value,
            "source_id": "epoch", "is_chosen": True, "organization_id": "o",
            "release_date": date(2022, 12, 1), "country_code": "USA",
            "is_reasoning_model": False} | more


def series(listed: list[dict[str, Any]], *scores: dict[str, Any],
           selection: str = "all", blend: str = "input_3_output_1",
           sellers: str = "any") -> pl.DataFrame:
    found = made(
        "metric.token_price_at_capability_by_benchmark_month",
        ("core.token_price", frame("core.token_price", *listed)),
        ("core.benchmark_score", frame("core.benchmark_score", *scores)),
        ("core.score_threshold", THRESHOLD), ("core.price_index", INDEX),
        ("core.coverage", KNOWN), ("core.model_constant", constants()), *MAKERS)
    return found.filter((pl.col("model_selection") == selection) & (pl.col("price_blend") == blend)
                        & (pl.col("seller_selection") == sellers))


LISTED = [
    *prices("first", date(2023, 1, 1), 8.0, date(2023, 7, 1)),
    *prices("second", date(2024, 1, 1), 0.8),
    *prices("third", date(2024, 12, 31), 0.08),
    *prices("weak", date(2023, 1, 1), 0.01),
]
SCORES = [score("first", 0.5), score("second", 0.6), score("third", 0.7), score("weak", 0.4)]


def test_available_and_record_prices_by_hand() -> None:
    """Blends of 16, 1.6 and 0.16 USD: the first is withdrawn in July 2023, and its record stays."""
    rows = series(LISTED, *SCORES)
    by_month = {row["month_start_date"]: row for row in rows.iter_rows(named=True)}
    assert len(by_month) == 24
    assert by_month[date(2023, 6, 1)]["available_price_per_million_tokens_usd"] == 16
    gap = by_month[date(2023, 7, 1)]
    assert gap["available_price_per_million_tokens_usd"] is None
    assert (gap["record_price_per_million_tokens_usd"], gap["available_model_count"]) == (16, 0)
    assert by_month[date(2024, 1, 1)]["record_price_per_million_tokens_usd"] == pytest.approx(1.6)
    last = by_month[date(2024, 12, 1)]
    assert last["record_model_id"] == "third"
    assert last["decline_since_first_ratio"] == pytest.approx(100)
    assert (by_month[date(2023, 1, 1)]["record_count"], last["record_count"]) == (1, 3)
    assert rows.filter("is_record").height == 3


def test_the_decline_is_that_of_the_line_through_the_records() -> None:
    """Tenfold cheaper from 1 January 2023 to 2024 and again to 31 December 2024, 365 days each:

    10 ^ (365.25 / 365) = 10.0158 times cheaper a year; three records bear no interval.
    """
    row = series(LISTED, *SCORES).row(-1, named=True)
    assert row["decline_per_year_ratio"] == pytest.approx(10.0158, rel=1e-5)
    assert (row["decline_per_year_ratio_low"], row["interval_kind"]) == (None, None)
    assert row["real_decline_per_year_ratio"] == pytest.approx(10.0158, rel=1e-5)


def test_two_records_bear_no_line() -> None:
    row = series(LISTED[:4], *SCORES).row(-1, named=True)
    assert (row["decline_per_year_ratio"], row["reason_code"]) == (None, "too_few_records")


def test_records_of_a_few_months_tell_no_change_per_year() -> None:
    """Three records from January to May 2024: hundreds of times cheaper a year, by a line of 121 days."""
    near = [*prices("first", date(2024, 1, 1), 8.0), *prices("second", date(2024, 3, 1), 0.8),
            *prices("third", date(2024, 5, 1), 0.08)]
    row = series(near, *SCORES).row(-1, named=True)
    assert (row["decline_per_year_ratio"], row["reason_code"]) == (None, "too_short_a_time")
    assert row["decline_since_first_ratio"] == pytest.approx(100)


def test_a_price_that_falls_faster_than_any_trend_tells_no_decline() -> None:
    """16e6 to 16 USD in 730 days, three records: a thousandfold a year is the most, 10 ^ 3.5 is none."""
    fast = [*prices("first", date(2023, 1, 1), 8e6), *prices("second", date(2024, 1, 1), 8e3),
            *prices("third", date(2024, 12, 31), 0.8)]
    row = series(fast, *SCORES).row(-1, named=True)
    assert (row["decline_per_year_ratio"], row["reason_code"]) == (None, "too_steep")
    assert row["decline_since_first_ratio"] == pytest.approx(1e7)


def test_a_model_whose_reasoning_is_not_stated_is_not_one_that_does_not_reason() -> None:
    """second may think or not: without reasoning models first keeps the record, and one is left out."""
    scores = [SCORES[0], score("second", 0.6, is_reasoning_model=None)]
    without = series(LISTED, *scores, selection="non_reasoning")
    assert set(without["record_model_id"]) == {"first"}
    assert without["reasoning_unknown_model_count"].to_list() == [0] * 12 + [1] * 12
    assert set(series(LISTED, *scores)["record_model_id"]) == {"first", "second"}


def test_reasoning_models_are_in_one_selection_and_not_in_the_other() -> None:
    scores = [SCORES[0], score("second", 0.6, is_reasoning_model=True)]
    assert series(LISTED, *scores)["record_price_per_million_tokens_usd"].min() == pytest.approx(1.6)
    without = series(LISTED, *scores, selection="non_reasoning")
    assert without["record_price_per_million_tokens_usd"].min() == 16


def test_output_alone_is_another_blend() -> None:
    assert series(LISTED, *SCORES, blend="output")["record_price_per_million_tokens_usd"][0] == 40


def test_an_uncertain_score_opens_the_price() -> None:
    """0.55 with a standard error of 0.05 reaches 0.5 for sure no more: 0.55 - 1.6449 x 0.05 = 0.468."""
    rows = series(LISTED[:2], score("first", 0.55, score_standard_error=0.05))
    assert rows["available_price_per_million_tokens_usd"][0] == 16
    assert rows["available_price_per_million_tokens_usd_high"][0] is None
    assert rows["available_price_per_million_tokens_usd_low"][0] == 16


def test_a_version_counts_from_its_release_on() -> None:
    """A model of 2023 whose version of June 2024 reaches 0.5 for the first time costs nothing before."""
    later = score("first", 0.5, model_version="first-0624", release_date=date(2024, 6, 10))
    rows = series(prices("first", date(2023, 1, 1), 8.0), score("first", 0.4), later)
    assert rows["month_start_date"][0] == date(2024, 6, 1)


@pytest.mark.parametrize("more", [
    {"is_headline": False}, {"is_zero_stated": True}])
def test_conditional_and_doubtful_prices_do_not_count(more: dict[str, Any]) -> None:
    assert series(prices("first", date(2023, 1, 1), 8.0, **more), SCORES[0]).is_empty()


def test_a_slope_by_hand() -> None:
    """Values 0, 1, 1, 2, 3 at years 0 to 4: slope 0.7; five points bear an interval around it."""
    days = [date.fromordinal(738000 + round(365.25 * year)) for year in range(5)]
    found = slope(days, pl.Series([0.0, 1, 1, 2, 3]).to_numpy(), "x", 1.0)
    assert found is not None and found.low is not None and found.high is not None
    assert found.value == pytest.approx(0.7, rel=1e-3)
    assert 0.3 < found.low < 0.7 < found.high < 1.2


def effect(name: str, costs: dict[str, float], *scores: dict[str, Any]) -> pl.DataFrame:
    training = [{"model_id": model, "method": "amortised", "price_base_year": 2023,
                 "cost_usd_2023": usd, "constant_ids": ["chip_value_decline_rate"]}
                for model, usd in costs.items()]
    models = [{"model_id": row["model_id"], "release_date": row["release_date"],
               "compute_flop": 1e24} for row in scores]
    return made(
        f"metric.{name}", ("core.benchmark_score", frame("core.benchmark_score", *scores)),
        ("core.score_threshold", THRESHOLD), ("core.coverage", KNOWN),
        ("core.model_constant", constants()),
        ("core.model_release", frame("core.model_release", *models)),
        ("metric.training_cost_by_model_method",
         frame("metric.training_cost_by_model_method", *training)))


FOLLOWED = [
    score("a", 0.5, organization_id="one", release_date=date(2023, 1, 1)),
    score("b", 0.6, organization_id="two", release_date=date(2023, 7, 2), country_code="CHN"),
    score("c", 0.7, organization_id="two", release_date=date(2024, 1, 1), country_code="CHN"),
    score("d", 0.8, organization_id="three", release_date=date(2024, 12, 31)),
]


def test_access_by_hand() -> None:
    """Organizations on days 0, 182 and 730: the second 182 / 30.4375 = 5.9795 months later, the

    third 23.9836. Costs 100, 50 and 25 USD on days 0, 365, 730: half a year 2 ^ (365.25 / 365).
    """
    rows = effect("access_effect_by_threshold_month", {"a": 100, "c": 50, "d": 25}, *FOLLOWED)
    rows = rows.filter(pl.col("cost_kind") == "training")
    first, last = rows.row(0, named=True), rows.row(-1, named=True)
    assert (first["organization_count"], first["lead_of_1_months"]) == (1, None)
    assert (last["organization_count"], last["country_count"]) == (3, 2)
    assert last["lead_of_1_months"] == pytest.approx(5.9795, abs=1e-4)
    assert last["lead_of_2_months"] == pytest.approx(23.9836, abs=1e-4)
    assert last["is_censored"] and last["lead_of_4_months"] is None
    assert (first["least_cost_usd_2023"], last["least_cost_usd_2023"]) == (100, 25)
    assert last["cost_decline_per_year_ratio"] == pytest.approx(2 ** (365.25 / 365), rel=1e-6)
    assert last["constant_ids"] == [
        "chip_value_decline_rate", "record_span_years", "trend_growth_limit_ratio"]


def test_a_cost_that_falls_faster_than_any_trend_tells_no_decline() -> None:
    """From 1e7 to 1 USD in 730 days: 10 ^ 3.5 times cheaper a year, where a thousand is the most."""
    costs = {"a": 1e7, "c": 10**3.5, "d": 1}
    row = effect("access_effect_by_threshold_month", costs, *FOLLOWED).filter(
        pl.col("cost_kind") == "training").row(-1, named=True)
    assert (row["cost_decline_per_year_ratio"], row["reason_code"]) == (None, "too_steep")
    assert row["least_cost_usd_2023"] == 1


def test_performance_by_hand() -> None:
    """Within 1e24 FLOP: 0.5, 0.6, 0.7, 0.8 on days 0, 182, 365, 730 from 1 January 2023.

    About means of 319.25 days and 0.65: Sxx = 291,566.75, Sxy = 118.65; x 365.25 makes 0.148635.
    """
    rows = effect("performance_effect_by_budget_month", {}, *FOLLOWED)
    rows = rows.filter((pl.col("budget_kind") == "compute_flop") & (pl.col("budget_value") == 1e24))
    row = rows.row(-1, named=True)
    assert row["score_gain_per_year"] == pytest.approx(0.148635, abs=1e-6)
    assert (row["best_score"], row["best_model_id"], row["model_count"]) == (0.8, "d", 4)
    assert rows["best_score"][0] == 0.5


def test_what_costs_more_than_the_budget_is_left_out() -> None:
    rows = effect("performance_effect_by_budget_month", {"a": 9e4, "b": 2e5}, *FOLLOWED)
    cheap = rows.filter((pl.col("budget_kind") == "training_cost_usd_2023")
                        & (pl.col("budget_value") == 1e5))
    assert cheap["best_model_id"].unique().to_list() == ["a"]


def test_a_developer_sells_at_first_hand_through_a_firm_of_its_parent() -> None:
    """The holding's cloud sells the lab's model at a blend of 32; others' offers and models do not count."""
    listed = [*prices("first", date(2023, 1, 1), 8.0),
              *prices("first", date(2023, 1, 1), 16.0, provider_id="own-cloud"),
              *prices("second", date(2023, 1, 1), 0.8, provider_id="own-cloud")]
    rows = series(listed, *SCORES, sellers="first_party")
    assert set(rows["record_price_per_million_tokens_usd"]) == {32.0}
    assert set(rows["available_provider_id"]) == {"own-cloud"}
