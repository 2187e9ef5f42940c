"""M17 worked by hand: trimming, weights, and an index that a jump in coverage does not move."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from pipelines.statistics.rent.rental_index import trimmed_mean
from tests.support.tiny import constants, frame, made

CHIP = frame("core.chip", {"chip_id": "x", "peak_dense_fp16_flop_per_s": 1e15})
INDEX = frame("core.price_index", *[
    {"deflator_id": "cpi_u", "month_start_date": date(2026, month, 1), "to_2023_ratio": 0.5}
    for month in range(1, 12)])
MONDAY, NEXT = date(2026, 7, 6), date(2026, 7, 13)


def offer(provider: str, day: date, price: float, **more: object) -> dict[str, object]:
    return {
        "rental_offer_id": f"{provider}/{day}/{price}", "chip_id": "x", "provider_id": provider,
        "provider_tier": "neocloud", "hardware_name": "X", "term": "on_demand",
        "region": "not_stated", "price_per_gpu_hour_usd": price, "price_basis": "reported",
        "observed_date": day, "confidence_share": 1.0, **more,
    }


def index(*offers: dict[str, object], tier: str = "all", region: str = "all",
          **changed: float) -> pl.DataFrame:
    found = made(
        "metric.rental_index_by_chip_week", ("core.rental_offer", frame("core.rental_offer", *offers)),
        ("core.chip", CHIP), ("core.price_index", INDEX), ("core.model_constant", constants(**changed)))
    return found.filter((pl.col("provider_tier") == tier) & (pl.col("region") == region))


def test_a_week_by_hand() -> None:
    """Ten providers at 1 to 10 USD on Sunday, so of age 0: the tenth at each end, 1 and 10, go.

    (2 + ... + 9) / 8 = 5.5 USD. At 1e15 FLOP/s and 37.5 %: 5.5 / (3600 x 3.75e14) x 1e18 = 4.0741 USD.
    The index of prices halves dollars: 2.75 USD of 2023. Quartiles of 1..10: 3.25, 5.5, 7.75.
    """
    offers = [offer(f"p{k}", date(2026, 7, 12), float(k)) for k in range(1, 11)]
    row = index(*offers).row(0, named=True)
    assert row["week_start_date"] == MONDAY
    assert row["price_per_gpu_hour_usd"] == pytest.approx(5.5)
    assert row["price_per_gpu_hour_usd_2023"] == pytest.approx(2.75)
    assert row["cost_per_eflop_fp16_usd"] == pytest.approx(4.0741, abs=1e-4)
    assert (row["quartile_1_price_per_gpu_hour_usd"], row["quartile_3_price_per_gpu_hour_usd"]) == (
        3.25, 7.75)
    assert row["price_per_gpu_hour_usd_low"] < 5.5 < row["price_per_gpu_hour_usd_high"]
    assert row["constant_ids"] == sorted(row["constant_ids"]) and "rental_trim_share" in row["constant_ids"]


def test_confidence_and_age_weigh() -> None:
    """Prices 1, 2, 3, 4, 5; the one at 5 a week older, so half its weight, the one at 1 of confidence 0.5.

    Nothing is trimmed below ten offers: (0.5 x 1 + 2 + 3 + 4 + 0.5 x 5) / 4 = 3; with 5 at full weight
    and age 0 it would be (0.5 + 2 + 3 + 4 + 5) / 4.5 = 3.2222.
    """
    sunday = date(2026, 7, 19)
    same = [offer("a", sunday, 1.0, confidence_share=0.5),
            *[offer(f"p{k}", sunday, float(k)) for k in (2, 3, 4)]]
    aged = index(*same, offer("old", date(2026, 7, 12), 5.0)).row(-1, named=True)
    fresh = index(*same, offer("old", sunday, 5.0)).row(-1, named=True)
    assert aged["price_per_gpu_hour_usd"] == pytest.approx(3.0)
    assert fresh["price_per_gpu_hour_usd"] == pytest.approx(14.5 / 4.5)


def test_a_coverage_jump_moves_the_index_no_further_than_matched_providers() -> None:
    """Two providers one week, 34 the next: one matched price stands still, one rises by 21 %.

    The index is 1.1 = sqrt(1 x 1.21), whatever the 32 new ones ask.
    """
    before = [offer("a", date(2026, 7, 8), 2.0), offer("b", date(2026, 7, 8), 3.0)]
    matched = [offer("a", date(2026, 7, 15), 2.0), offer("b", date(2026, 7, 15), 3.63)]
    for price in (0.5, 30.0):
        new = [offer(f"n{k:02}", date(2026, 7, 15), price) for k in range(32)]
        first, second = index(*before, *matched, *new).iter_rows(named=True)
        assert (first["rental_index_ratio"], second["rental_index_ratio"]) == (1, pytest.approx(1.1))
        assert (second["matched_provider_count"], second["provider_count"]) == (2, 34)
        assert second["week_over_week_ratio"] == pytest.approx(1.1)
    assert (first["reason_code"], first["price_per_gpu_hour_usd"]) == ("too_few_providers", None)


def test_the_trackers_own_jump_moves_the_index_by_matched_providers_alone(shared_data: Path) -> None:
    """From 2 to 34 providers in July 2026: the median of what is listed moves, the index hardly does."""
    folder = shared_data / "gpu_rental_prices"
    days = [json.loads((folder / f"gpu_rental_prices__2026-07-{day:02}.json").read_text())
            for day in (5, 23)]
    offers = [
        offer(o["provider"], date.fromisoformat(day["date"]), float(o["usd_hr"]),
              rental_offer_id=f"{i}/{j}", hardware_name=o["gpu"] + o["kind"],
              instance_name=str(o["vram_gb"]), term="on_demand")
        for i, day in enumerate(days) for j, o in enumerate(day["offers"]) if o["usd_hr"]]
    assert len({o["provider_id"] for o in offers}) > 30
    rows = index(*offers).sort("week_start_date")
    frames = [pl.DataFrame(offers).filter(pl.col("observed_date") == pl.lit(date.fromisoformat(d["date"])))
              for d in days]
    early, late = (f.sort("price_per_gpu_hour_usd", "rental_offer_id").unique(
        ["provider_id", "hardware_name", "instance_name"], keep="first") for f in frames)
    both = late.join(early, on=["provider_id", "hardware_name", "instance_name"], suffix="_before")
    moves = both.with_columns(move=(pl.col("price_per_gpu_hour_usd")
                                    / pl.col("price_per_gpu_hour_usd_before")).log())
    by_provider = moves.group_by("provider_id").agg(pl.col("move").mean())
    assert rows["rental_index_ratio"][-1] == pytest.approx(float(np.exp(by_provider["move"].mean())))
    level = rows["median_price_per_gpu_hour_usd"]
    assert abs(np.log(level[-1] / level[0])) > abs(np.log(rows["rental_index_ratio"][-1]))


def test_one_offer_per_provider_region_and_instance_counts() -> None:
    offers = [offer("a", date(2026, 7, 7), 9.0), offer("a", date(2026, 7, 8), 2.0),
              offer("a", date(2026, 7, 8), 5.0, instance_name="big"), offer("b", MONDAY, 4.0)]
    row = index(*offers).row(0, named=True)
    assert (row["provider_count"], row["offer_count"]) == (2, 3)
    assert row["median_price_per_gpu_hour_usd"] == 4.0


def test_tiers_and_regions_have_series_of_their_own_and_join_in_all() -> None:
    offers = [offer("a", MONDAY, 2.0, region="europe"),
              offer("b", MONDAY, 4.0, provider_tier="hyperscaler", region="china")]
    assert index(*offers)["offer_count"].to_list() == [2]
    assert index(*offers, tier="neocloud", region="europe")["offer_count"].to_list() == [1]
    assert index(*offers, tier="neocloud", region="china").is_empty()


def test_a_stale_offer_is_left_out() -> None:
    rows = index(offer("a", date(2026, 5, 4), 2.0), offer("b", MONDAY, 4.0))
    assert rows["offer_count"].to_list() == [1, 1]
    assert rows["chain_start_date"].to_list() == [date(2026, 5, 4), MONDAY]


def test_trimming_counts_a_provider_as_often_as_it_was_drawn() -> None:
    """Prices 1, 2, 3 drawn 5, 3 and 2 times: of ten, one goes at each end: (4 x 1 + 3 x 2 + 3) / 8."""
    found = trimmed_mean(np.array([1.0, 2, 3]), np.ones(3), np.array([[5.0, 3, 2]]), 0.1)
    assert found.tolist() == [pytest.approx(13 / 8)]
