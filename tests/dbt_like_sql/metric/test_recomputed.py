"""Eleven headline numbers again, from the publishers' files by code that shares nothing with ours.

The bundled releases are of the same days; where corrections, duplicates or another source of the
same record bear on a number, the tolerance says by how much it may differ.
"""

from __future__ import annotations

import csv
import json
import math
import statistics
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from tests.support.homes import opened
from warehouse.paths import REPOSITORY, SQL_ROOT, Home

DATA = REPOSITORY.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the publishers' files are not at hand")
SITES = SQL_ROOT / "seed" / "epoch_data_center_timelines.parquet"
SCORES = SQL_ROOT / "seed" / "epoch_capabilities_index.parquet"
"""Here and not in DATA: the newest of their releases came from elsewhere."""
Row = dict[str, str]
NAMES = {"CHN": "China", "USA": "United States of America"}
LONGEST_CELL = 10**9
SELLERS_OF_SXM = {"coreweave", "crusoe", "digitalocean", "gcp", "nebius", "together", "voltagepark"}
"""Who names no form of the H100 and has none but SXM, as core.rental_offer says."""
ON_DEMAND = ("on-demand", "secure", "community")


@pytest.fixture(autouse=True)
def long_cells() -> Iterator[None]:
    """Let the standard library read notes of any length, for these tests alone."""
    before = csv.field_size_limit(LONGEST_CELL)
    yield
    csv.field_size_limit(before)


def rows(place: str) -> list[Row]:
    with (DATA / place).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", "").replace("$", "")) or None
    except ValueError:
        return None


def day(text: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%m/%d/%Y", "%Y-%m"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None


def growth(points: list[tuple[date, float]]) -> float:
    """Factor per year by least squares of the logarithm, by the standard library."""
    x = [(when - date(2000, 1, 1)).days / 365.25 for when, _ in points]
    return math.exp(statistics.linear_regression(x, [math.log(value) for _, value in points]).slope)


def notable_growth() -> float:
    told = [(day(r["Publication date"]), number(r["Training compute (FLOP)"]))
            for r in rows("epoch_ai_models/notable_ai_models__2026-07-19.csv")]
    return growth([(d, v) for d, v in told if d and v and d >= date(2010, 1, 1)])


def fp32_growth() -> float:
    told = [(day(r["Release date"]), number(r["FP32 (single precision) performance (FLOP/s)"]))
            for r in rows("epoch_ml_hardware/ml_hardware__2026-07-19.csv")]
    return growth([(d, v) for d, v in told if d and v and d >= date(2006, 1, 1)])


def counted_clusters() -> Iterator[tuple[Row, date]]:
    for row in rows("epoch_gpu_clusters/gpu_clusters__2026-04-24.csv"):
        opened_on = day(row["First Operational Date"])
        is_counted = row["Include in Standard Analysis"] in ("True", "checked", "true")
        if is_counted and row["Status"] != "Planned" and opened_on:
            yield row, opened_on


def leading_cluster_growth() -> float:
    """Among the ten largest by 16-bit performance of all that had opened by then."""
    told = [(opened_on, number(row["16-bit OP/s"])) for row, opened_on in counted_clusters()]
    known = [(d, v) for d, v in told if v]
    return growth([(d, v) for d, v in known if d >= date(2019, 1, 1)
                   and sum(e <= d and w > v for e, w in known) < 10])


def largest_cluster() -> float:
    """H100 equivalents of the largest in the United States on the last day of October 2025."""
    return max(number(row["H100 equivalents"]) or 0 for row, opened_on in counted_clusters()
               if opened_on <= date(2025, 10, 31) and row["Country"] == NAMES["USA"])


def cluster_share(column: str, value: str) -> float:
    """Share of 16-bit performance that stood on 31 March 2025, phases that a later one took over apart."""
    opened_by = {row["Name"]: opened_on for row, opened_on in counted_clusters()}
    total = part = 0.0
    for row, opened_on in counted_clusters():
        later = opened_by.get(row["Superseded by"])
        ended = day(row["Decommissioned Date (if applicable)"])
        rate = number(row["16-bit OP/s"]) or 0.0
        if opened_on <= date(2025, 3, 31) and not any(
                end and end <= date(2025, 3, 31) for end in (later, ended)):
            total += rate
            part += rate * (row[column] == value)
    return part / total


def nvidia_stock() -> float:
    """The publisher's own cumulative median at the end of 2025."""
    told = rows("epoch_ai_chip_sales/csv_export__nvidia_cumulative_totals__2026-04-22.csv")
    [last] = [r for r in told if day(r["End date"]) == date(2025, 12, 31)]
    return number(last["Compute estimate in H100e (median)"]) or math.nan


def largest_site() -> float:
    """What a release of before its day had told already, by day and size, was a forecast."""
    told = pl.read_parquet(SITES).filter(pl.col("h100e_count") > 0)
    newest = told["last_snapshot_number"].max()
    forecast = told.filter(pl.col("milestone_date") > pl.col("known_from_date")).select(
        "milestone_date", "h100e_count").rows()
    stated = told.filter(pl.col("last_snapshot_number") == newest,
                         pl.col("milestone_date") <= date(2026, 4, 30))
    seen: list[float] = [
        size for on, size in stated.select("milestone_date", "h100e_count").iter_rows()
        if not any(on == then and math.isclose(size, said, rel_tol=0.01) for then, said in forecast)]
    return max(seen)


def capability_lag() -> float:
    """Mean over days since 2023 of how long ago the United States first had China's best score."""
    told: dict[str, list[tuple[date, float]]] = {"US": [], "CN": []}
    kept = pl.read_parquet(SCORES)
    last = kept.filter(pl.col("last_snapshot_number") == pl.col("last_snapshot_number").max())
    for out, score, countries in last.select("release_date", "score", "country_names").iter_rows():
        for key, name in (("US", "United States"), ("CN", "China")):
            if out and score and name in ", ".join(countries or ()):
                told[key].append((out, score))
    return math.nan if not told["CN"] else _mean_lag(sorted(told["US"]), sorted(told["CN"]))


def _mean_lag(leader: list[tuple[date, float]], follower: list[tuple[date, float]]) -> float:
    last = max(d for d, _ in leader + follower)
    lags = []
    for ordinal in range(max(date(2023, 1, 1), follower[0][0]).toordinal(), last.toordinal() + 1):
        today = date.fromordinal(ordinal)
        best = max((s for d, s in follower if d <= today), default=None)
        matched = min((d for d, s in leader if best is not None and s >= best), default=None)
        if matched:
            lags.append((today - matched).days / (365.25 / 12))
    return statistics.fmean(lags)


def rent_of_a_week(monday: date) -> dict[tuple[str, str], float]:
    """The last price on demand of every seller of an H100 SXM in a week; AWS's repeats one it replaced."""
    found = {}
    for place in sorted((DATA / "gpu_rental_prices").glob("*.json")):
        told = json.loads(place.read_text(encoding="utf-8"))
        if monday <= date.fromisoformat(told["date"]) <= monday + timedelta(days=6):
            for offer in told["offers"]:
                is_sxm = offer["gpu"] == "h100-sxm" or (
                    offer["gpu"] == "h100" and offer["provider"] in SELLERS_OF_SXM)
                if is_sxm and offer["kind"] in ON_DEMAND and offer["provider"] != "aws":
                    found[offer["provider"], offer["kind"]] = float(offer["usd_hr"])
    return found


def rent_move() -> float:
    """By how much the rent of an H100 moved in four weeks: the mean of its sellers' moves, week by week."""
    weeks = [rent_of_a_week(date(2026, 7, 20) + timedelta(weeks=n)) for n in range(5)]
    moves = [statistics.fmean(math.log(now[key] / before[key]) for key in now.keys() & before.keys())
             for before, now in pairwise(weeks)]
    return math.exp(sum(moves))


RENT = ("select max(rental_index_ratio) filter (where week_start_date = date '2026-08-17') / "
        "max(rental_index_ratio) filter (where week_start_date = date '2026-07-20') "
        "from metric.rental_index_by_chip_week where chip_id = 'nvidia-h100-sxm' and "
        "term = 'on_demand' and provider_tier = 'all' and region = 'all'")
CLUSTERS = ("metric.cluster_share_by_dimension_month where measure = 'dense_fp16' "
            "and valid_date = date '2025-03-31'")
CASES: dict[str, tuple[Callable[[], float], str, float]] = {
    "notable_compute": (notable_growth, "select growth_per_year_ratio from metric.trend where "
                        "series_id = 'training_compute/notable/since_2010'", 0.03),
    "fp32": (fp32_growth, "select growth_per_year_ratio from metric.trend where series_id = "
             "'hardware_performance/fp32/epoch_ml_hardware/since_2006'", 1e-6),
    "leading_clusters": (leading_cluster_growth, "select growth_per_year_ratio from metric.trend "
                         "where series_id = 'cluster_growth/dense_fp16/since_2019'", 1e-6),
    "largest_cluster": (largest_cluster, "select value from metric.largest_cluster_by_country_month where "
                        "country_code = 'USA' and country_basis = 'site' and confidence_tier = 'tier_all' "
                        "and status = 'existing' and system_kind = 'cluster' and measure = 'h100e_count' and "
                        "valid_date = date '2025-10-31'", 1e-6),
    "private_share": (lambda: cluster_share("Sector", "Private"), f"select value_share from {CLUSTERS} "
                      "and dimension = 'sector' and member = 'private'", 1e-3),
    "usa_share": (lambda: cluster_share("Country", "United States of America"),
                  f"select value_share from {CLUSTERS} and dimension = 'site' and member = 'USA'", 1e-3),
    "china_share": (lambda: cluster_share("Country", "China"),
                    f"select value_share from {CLUSTERS} and dimension = 'site' and member = 'CHN'", 1e-3),
    "nvidia_stock": (nvidia_stock, "select stock_h100e_count from metric.installed_base_by_country_quarter "
                     "where country_code = 'WLD' and designer_id = 'nvidia' and quarter_end_date = "
                     "date '2025-12-31' and h100e_basis = 'dense_int8' and survival_model = 'none' and "
                     "correlation_ratio = 0.5", 1e-6),
    "largest_site": (largest_site, "select value from metric.largest_cluster_by_country_month where "
                     "country_code = 'USA' and country_basis = 'site' and confidence_tier = 'tier_all' and "
                     "status = 'existing' and system_kind = 'data_center' and measure = 'h100e_count' and "
                     "valid_date = date '2026-04-30'", 1e-6),
    "rent_move": (rent_move, RENT, 1e-6),
    "capability_lag": (capability_lag, "select day_average_lag_months from metric.capability_lag_by_pair "
                       "where leader_country_code = 'USA' and follower_country_code = 'CHN' and scale_id = "
                       "'eci' and country_basis = 'ultimate_parent' and from_date = date '2023-01-01'", 1e-4),
}


@pytest.mark.parametrize("name", CASES)
def test_a_headline_is_what_the_files_give(name: str, first_refresh: Path) -> None:
    again, query, tolerance = CASES[name]
    with opened(Home(first_refresh).published) as con:
        ours = con.execute(query).fetchall()
    assert ours == [(pytest.approx(again(), rel=tolerance),)]
