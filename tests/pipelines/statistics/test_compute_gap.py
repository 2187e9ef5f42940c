"""M08: known lines and breaks are found again, in the right order, and lags point the right way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from pipelines.statistics.gap.compute_gap import compute_gap, measures
from pipelines.statistics.gap.compute_trend_by_country_quarter import compute_trend_fit
from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.trend_shapes import (
    Least,
    Moments,
    Shape,
    day_of,
    line,
    months,
    one_break,
    year_of,
)
from schemas.models.model_release import CoreModelRelease
from schemas.organizations.organization import CoreOrganization
from tests.support.gap_tables import Tables, model, only_row

START = date(2018, 1, 15)
BREAK = date(2021, 10, 1)
TEN = Least(10, 0)
WHERE = {"country_a_code": "USA", "country_b_code": "CHN", "confidence_tier": "tier_all",
         "valid_date": date(2024, 12, 31)}


def grown(
    country: str, growth: float, later: float | None = None, noise: float = 0.0, level: float = 20.0
) -> list[dict[str, Any]]:
    """A release every 60 days on a line, with another growth after the break."""
    days = [START + timedelta(days=60 * k) for k in range(42)]
    random = generator("test", country).normal(0, noise, len(days))
    found = []
    for k, day in enumerate(days):
        before = year_of(min(day, BREAK)) - year_of(START)
        after = max(year_of(day) - year_of(BREAK), 0.0)
        log = level + before * np.log10(growth) + after * np.log10(later or growth) + random[k]
        found.append(model(f"{country.lower()}-{k:02}", day, float(10**log), country))
    return found


def tables(models: list[dict[str, Any]], until: date = date(2024, 12, 31)) -> Tables:
    made = Tables(until)
    made.given(CoreModelRelease, models)
    made.given(CoreOrganization, [])
    for name in ("core.model_country", "step.run_by_country", "step.compute_trend_point"):
        made.query(name)
    return made


def gap(models: list[dict[str, Any]], **where: Any) -> dict[str, Any]:
    return only_row(tables(models).make(compute_gap), **(WHERE | where))


def test_a_lag_longer_than_its_trends_are_known_for_is_not_told() -> None:
    """a at 10x, b at 2x a year: 6.9596 x (1 - log10 2) / log10 2 = 16.2 years, of which 7.0 were seen."""
    row = gap([*grown("USA", 10), *grown("CHN", 2)])
    assert (row["lag_forward_years"], row["reason_code"]) == (None, "lag_beyond_the_window")
    assert row["lag_backward_years"] == pytest.approx(6.9596 * (1 - np.log10(2)), abs=1e-3)
    assert row["compute_gap_ratio_low"] is not None


def test_an_area_has_one_trend_whether_it_follows_or_leads() -> None:
    """China slows down in October 2021: behind the USA and before Korea its trend has this break."""
    made = tables([*grown("USA", 10), *grown("CHN", 10, later=2), *grown("KOR", 4)])
    rows = made.make(compute_gap).filter(
        pl.col("confidence_tier") == "tier_all", pl.col("valid_date") == WHERE["valid_date"])
    behind = rows.filter(pl.col("country_a_code") == "USA", pl.col("country_b_code") == "CHN")
    ahead = rows.filter(pl.col("country_a_code") == "CHN", pl.col("country_b_code") == "KOR")
    assert ahead["trend_a_flop"].item() == behind["trend_b_flop"].item()
    assert ahead["growth_a_per_year_ratio"].item() == pytest.approx(2, rel=0.02)


def test_gap_and_lags_of_two_lines_by_hand() -> None:
    """a at 10x, b at 4x a year from the same start, no noise, at the end of 2024.

    6.9596 years after 15 January 2018 the logs differ by 6.9596 x (1 - log10 4) = 2.7695. Forward:
    2.7695 / log10 4 = 4.600 years until b is there; backward: 2.7695 / 1 = 2.770 years since a was.
    """
    row = gap([*grown("USA", 10), *grown("CHN", 4)])
    years = year_of(WHERE["valid_date"]) - year_of(START)  # type: ignore[arg-type]
    assert years == pytest.approx(6.9596, abs=1e-4)
    assert np.log10(row["compute_gap_ratio"]) == pytest.approx(2.7695, abs=1e-3)
    assert row["lag_forward_years"] == pytest.approx(4.600, abs=1e-3)
    assert row["lag_backward_years"] == pytest.approx(2.7695, abs=1e-3)
    assert row["growth_b_per_year_ratio"] == pytest.approx(4)
    assert row["break_b_date"] is None
    assert row["last_release_a_date"] == row["last_release_b_date"] == date(2024, 10, 10)


def test_a_break_is_found_where_it_was_put_in() -> None:
    row = gap([*grown("USA", 5), *grown("CHN", 30, 3, noise=0.05)])
    assert abs((row["break_b_date"] - BREAK).days) <= 92
    assert row["growth_b_per_year_ratio"] == pytest.approx(3, rel=0.15)
    assert row["growth_b_per_year_ratio_low"] < 3 < row["growth_b_per_year_ratio_high"]


def test_a_slower_follower_is_further_from_now_than_the_leader_was() -> None:
    row = gap([*grown("USA", 5, noise=0.1), *grown("CHN", 3, noise=0.1)])
    assert row["lag_forward_years"] > row["lag_backward_years"] > 0
    assert row["compute_gap_ratio_low"] < row["compute_gap_ratio"] < row["compute_gap_ratio_high"]


def test_a_follower_that_does_not_grow_never_arrives() -> None:
    """Its first ten models, 120 days apart, are the ten largest ever: the tenth is of December 2020."""
    follower = grown("CHN", 0.9, level=24)[::2]
    row = gap([*grown("USA", 5), *follower], valid_date=date(2020, 12, 31))
    assert (row["lag_forward_years"], row["lag_forward_years_high"]) == (None, None)
    assert row["reason_code"] == "follower_does_not_grow"


def test_the_leader_has_no_break_even_where_one_fits() -> None:
    made = tables([*grown("USA", 30, 3), *grown("CHN", 4)])
    fits = made.make(compute_trend_fit).filter(
        pl.col("country_code") == "USA", pl.col("valid_date") == WHERE["valid_date"],
        pl.col("confidence_tier") == "tier_all")
    line_of = only_row(fits, trend_shape="line")
    assert only_row(fits, is_chosen=True)["trend_shape"] == "one_break"
    assert only_row(made.make(compute_gap), **WHERE)["trend_a_flop"] == line_of["trend_flop"]


def test_a_trend_ends_with_the_quarter_of_its_last_model() -> None:
    """The last models are of 9 October 2024, so no gap of 2025 is told, however far the sources reach."""
    made = tables([*grown("USA", 10), *grown("CHN", 4)], until=date(2026, 6, 30))
    for found in (made.make(compute_gap), made.make(compute_trend_fit)):
        assert found["valid_date"].max() == found["data_through_date"].max() == date(2024, 12, 31)


def test_the_gap_ends_with_the_side_that_ends_first() -> None:
    """China's last three models of the year are not known: its trend and the gap end in June."""
    made = tables([*grown("USA", 10), *grown("CHN", 4)[:-3]])
    assert made.make(compute_gap)["valid_date"].max() == date(2024, 6, 30)


def test_a_trend_is_not_drawn_on_over_a_pause_of_more_than_a_year() -> None:
    """None from May 2022 to July 2024: the gap is told to March 2023, and again from September 2024."""
    kept = [row for row in grown("CHN", 4)
            if not date(2022, 4, 30) < row["release_date"] < date(2024, 8, 1)]
    found = tables([*grown("USA", 10), *kept]).make(compute_gap)
    told = found.filter(pl.col("country_b_code") == "CHN")["valid_date"]
    between = told.filter(told.is_between(date(2022, 12, 31), date(2024, 10, 1)))
    assert sorted(set(between)) == [date(2022, 12, 31), date(2023, 3, 31), date(2024, 9, 30)]


def test_only_releases_up_to_the_day_count() -> None:
    models = [*grown("USA", 10), *grown("CHN", 4)]
    late = model("giant", date(2024, 11, 1), 1e30, "CHN")
    without, with_it = (tables(some).make(compute_gap) for some in (models, [*models, late]))
    before = WHERE | {"valid_date": date(2024, 9, 30)}
    assert only_row(without, **before) == only_row(with_it, **before)
    ratios = [only_row(found, **WHERE)["compute_gap_ratio"] for found in (with_it, without)]
    assert ratios[0] < ratios[1]


def test_the_top_is_taken_before_the_domain_and_after_the_outliers() -> None:
    """Ten large games of 2018 keep later small language models out; AlphaGo Zero does not count."""
    games = [model(f"game-{k}", date(2018, 1, 1), 1e24, "USA", domains=["Games"]) for k in range(10)]
    outlier = model("alphago-zero", date(2017, 10, 18), 1e30, "USA", model_name="AlphaGo Zero")
    small = [model("small", date(2018, 6, 1), 1e22, "USA"), model("large", date(2018, 6, 2), 1e25, "USA")]
    points = tables([*games, outlier, *small]).frames["step.compute_trend_point"]
    chosen = points.filter(pl.col("is_selected"), pl.col("country_code") == "USA")
    assert set(chosen["model_id"]) == {"large"}
    assert "alphago-zero" not in set(points["model_id"])
    fewer = tables([*games[:9], outlier, *small]).frames["step.compute_trend_point"]
    assert "small" in set(fewer.filter(pl.col("is_selected"))["model_id"])


def test_too_few_models_make_no_trend() -> None:
    made = tables([*grown("USA", 5), *grown("CHN", 3)[:9]])
    assert made.make(compute_gap).filter(pl.col("country_b_code") == "CHN").is_empty()


def test_another_country_changes_no_resample() -> None:
    models = [*grown("USA", 5, noise=0.1), *grown("CHN", 3, noise=0.1)]
    assert gap(models) == gap([*models, *grown("FRA", 2, noise=0.1, level=18)])


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """90 % intervals of b's growth in 20 made-up worlds: at least 14 must hold it."""
    hits = 0
    for k in range(20):
        days = np.sort(generator("world", str(k)).uniform(0, 6, 50))
        logs = 20 + 0.5 * days + generator("noise", str(k)).normal(0, 0.3, 50)
        weights = generator("weights", str(k)).poisson(1, (400, 50)).astype(float)
        moments = Moments(days, logs, np.vstack([np.ones((1, 50)), weights]))
        fit = line(moments, 50, 6.0, TEN).or_better(one_break(moments, 50, 6.0, TEN))
        low, high = np.nanquantile(fit.slope[1:], [0.05, 0.95])
        hits += int(low <= 0.5 <= high)
    assert hits >= 14


def test_both_shapes_agree_with_the_textbook_solution() -> None:
    """The break search against least squares by numpy on every month, one weighting."""
    random = generator("textbook", "x")
    years = np.sort(random.uniform(0, 5, 60))
    logs = 20 + years - 0.6 * np.maximum(years - 2, 0) + random.normal(0, 0.1, 60)
    found = one_break(Moments(years, logs, np.ones((1, 60))), 60, 5.0, TEN)
    best: tuple[float, float, float] | None = None
    for month in months(years[0], years[-1]):
        if min((years < month).sum(), (years >= month).sum()) >= 10:
            design = np.stack([np.ones(60), years, np.maximum(years - month, 0)], axis=1)
            solution, rss, *_ = np.linalg.lstsq(design, logs, rcond=None)
            if best is None or rss[0] < best[0]:
                best = (float(rss[0]), float(month), float(solution[1] + solution[2]))
    assert best is not None
    assert found.break_year[0] == pytest.approx(best[1])
    assert found.slope[0] == pytest.approx(best[2])
    assert found.bic[0] == pytest.approx(60 * np.log(best[0] / 60) + 4 * np.log(60))


def test_a_burst_of_models_bends_no_trend() -> None:
    """Four years at 3x, then ten models of one year, each the root of ten times the one before.

    That is 1e5 a year where a short time is enough for a side of a break, 160 where it takes two years.
    """
    years = np.concatenate([np.linspace(0, 4, 40), np.linspace(4.1, 5, 10)])
    logs = 20 + np.log10(3) * np.minimum(years, 4) + 0.5 * np.maximum(np.arange(50) - 39, 0.0)
    moments = Moments(years, logs, np.ones((1, 50)))
    assert one_break(moments, 50, 5.0, Least(10, 0.5)).slope[0] == pytest.approx(5)
    assert 10 ** one_break(moments, 50, 5.0, Least(10, 2)).slope[0] == pytest.approx(160, rel=0.01)


def test_a_fit_steeper_than_the_limit_is_none() -> None:
    """The same models: 160 a year is told below a limit of 1,000, and of no fit below one of 100."""
    years = np.concatenate([np.linspace(0, 4, 40), np.linspace(4.1, 5, 10)])
    logs = 20 + np.log10(3) * np.minimum(years, 4) + 0.5 * np.maximum(np.arange(50) - 39, 0.0)
    moments = Moments(years, logs, np.ones((2, 50)))
    assert np.isfinite(one_break(moments, 50, 5.0, Least(10, 2, 3)).slope).all()
    steep = one_break(moments, 50, 5.0, Least(10, 2, 2))
    assert np.isnan(steep.slope).all() and np.isinf(steep.bic).all()
    assert np.isnan(line(moments, 50, 5.0, Least(10, 2, 0.3)).slope).all()


def test_a_line_needs_as_long_a_time_in_every_resample() -> None:
    """Points over three years; one weighting holds those of the last only."""
    years, weights = np.linspace(0, 3, 31), np.ones((2, 31))
    weights[1, :20] = 0
    found = line(Moments(years, years, weights), 31, 3.0, Least(10, 2))
    assert found.slope[0] == pytest.approx(1)
    assert np.isnan(found.slope[1])


def test_a_weight_of_two_is_a_point_that_stands_twice() -> None:
    years = np.linspace(0, 5, 40)
    logs = 20 + years - 0.6 * np.maximum(years - 2, 0) + generator("twice", "x").normal(0, 0.1, 40)
    twice = np.where(np.arange(40) % 3 == 0, 2, 1)
    weighted = one_break(Moments(years, logs, twice[None].astype(float)), 40, 5.0, TEN)
    order = np.repeat(np.arange(40), twice)
    repeated = one_break(Moments(years[order], logs[order], np.ones((1, len(order)))), len(order), 5.0, TEN)
    assert weighted.slope[0] == pytest.approx(repeated.slope[0])
    assert weighted.bic[0] == pytest.approx(repeated.bic[0])


def test_months_are_calendar_months() -> None:
    found = [day_of(year) for year in months(year_of(date(2019, 11, 20)), year_of(date(2020, 2, 3)))]
    assert found == [date(2019, 12, 1), date(2020, 1, 1), date(2020, 2, 1)]


def test_lags_of_a_follower_that_is_ahead_are_negative() -> None:
    def flat(level: float, slope: float) -> Shape:
        values = np.full(11, float(level)), np.full(11, slope)
        return Shape(*values, np.zeros(11), np.full(11, np.nan), np.full(11, np.nan))

    row = measures(flat(24, 0.5), flat(25, 0.4))
    assert row["lag_forward_years"] == pytest.approx(-2.5)
    assert row["lag_backward_years"] == pytest.approx(-2)
