"""M17 worked by hand: trimming, weights, and a level that a jump in coverage does not move."""

import json
from datetime import date, timedelta
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
        "observed_date": day, "confidence_share": 1.0, "is_superseded": False, **more,
    }


def index(*offers: dict[str, object], tier: str = "all", region: str = "all",
          **changed: float) -> pl.DataFrame:
    of_day = made("step.rental_offer_of_day", ("core.rental_offer", frame("core.rental_offer", *offers)))
    found = made(
        "metric.rental_index_by_chip_week", ("step.rental_offer_of_day", of_day),
        ("core.chip", CHIP), ("core.price_index", INDEX), ("core.model_constant", constants(**changed)))
    return found.filter((pl.col("provider_tier") == tier) & (pl.col("region") == region))


def week_later(offers: list[dict[str, object]], times: float = 1.0) -> list[dict[str, object]]:
    """The same offers seen again a week later, at so many times the price."""
    return [offer(str(o["provider_id"]), o["observed_date"] + timedelta(days=7),  # type: ignore[operator]
                  float(str(o["price_per_gpu_hour_usd"])) * times, confidence_share=o["confidence_share"])
            for o in offers]


def test_a_week_by_hand() -> None:
    """Ten providers at 1 to 10 USD on Sunday, so of age 0: the tenth at each end, 1 and 10, go.

    (2 + ... + 9) / 8 = 5.5 USD. At 1e15 FLOP/s and 37.5 %: 5.5 / (3600 x 3.75e14) x 1e18 = 4.0741 USD.
    The index of prices halves dollars: 2.75 USD of 2023. Quartiles of 1..10: 3.25, 5.5, 7.75. A week
    later all ask a tenth more: 6.05 USD.
    """
    offers = [offer(f"p{k}", date(2026, 7, 12), float(k)) for k in range(1, 11)]
    row, later = index(*offers, *week_later(offers, 1.1)).iter_rows(named=True)
    assert row["week_start_date"] == MONDAY
    assert row["price_per_gpu_hour_usd"] == pytest.approx(5.5)
    assert row["price_per_gpu_hour_usd_2023"] == pytest.approx(2.75)
    assert row["cost_per_eflop_fp16_usd"] == pytest.approx(4.0741, abs=1e-4)
    assert (row["quartile_1_price_per_gpu_hour_usd"], row["quartile_3_price_per_gpu_hour_usd"]) == (
        3.25, 7.75)
    assert row["price_per_gpu_hour_usd_low"] < 5.5 < row["price_per_gpu_hour_usd_high"]
    assert row["constant_ids"] == sorted(row["constant_ids"]) and "rental_trim_share" in row["constant_ids"]
    assert later["price_per_gpu_hour_usd"] == pytest.approx(6.05)
    assert (later["chain_start_date"], later["matched_provider_count"]) == (MONDAY, 10)


def test_confidence_and_age_weigh() -> None:
    """Prices 1 to 5; the one at 1 of confidence 0.5, the one at 5 seen on Monday, six days before.

    Nothing is trimmed below ten offers: (0.5 x 1 + 2 + 3 + 4 + 0.55204 x 5) / (0.5 + 3 + 0.55204) = 3.0257,
    where 0.55204 is 2^(-6/7); seen on Sunday: (0.5 + 2 + 3 + 4 + 5) / 4.5 = 3.2222.
    """
    sunday = date(2026, 7, 12)
    same = [offer("a", sunday, 1.0, confidence_share=0.5),
            *[offer(f"p{k}", sunday, float(k)) for k in (2, 3, 4)]]
    for seen, level in ((MONDAY, 3.0257), (sunday, 14.5 / 4.5)):
        offers = [*same, offer("old", seen, 5.0)]
        first = index(*offers, *week_later(offers)).row(0, named=True)
        assert first["price_per_gpu_hour_usd"] == pytest.approx(level, abs=1e-4)


@pytest.mark.parametrize("price", [0.5, 30.0])
def test_a_jump_of_the_mix_moves_neither_level_nor_index(price: float) -> None:
    """Six providers ask 2 USD; of those one asks 4 a week later, and 32 new ones come into view.

    The index is 2^(1/6) = 1.12246 and the level 2.24492 USD, whatever the new ones ask.
    """
    before = [offer(f"p{k}", date(2026, 7, 8), 2.0) for k in range(6)]
    after = [offer("p0", date(2026, 7, 15), 4.0), *week_later(before[1:])]
    new = [offer(f"n{k:02}", date(2026, 7, 15), price) for k in range(32)]
    first, second = index(*before, *after, *new).iter_rows(named=True)
    assert (first["rental_index_ratio"], first["price_per_gpu_hour_usd"]) == (1, pytest.approx(2))
    assert second["rental_index_ratio"] == pytest.approx(1.12246, abs=1e-5)
    assert second["price_per_gpu_hour_usd"] == pytest.approx(2.24492, abs=1e-5)
    assert (second["matched_provider_count"], second["provider_count"]) == (6, 38)


def test_there_is_no_level_where_too_few_providers_are_matched() -> None:
    """Eight other providers two weeks later, at three times the price: two mixes, and no level of either."""
    before = [offer(f"p{k}", date(2025, 3, 5), 3.0) for k in range(8)]
    after = [offer(f"n{k}", date(2025, 3, 19), 9.0) for k in range(8)]
    assert index(*before, *after).is_empty()
    assert index(*before[:4], *week_later(before[:4])).is_empty()


def test_a_price_that_the_provider_has_replaced_enters_no_level() -> None:
    """AWS asks 6.88 by its own page since June; a tracker that still lists 12.29 says what was."""
    offers = [offer(f"p{k}", date(2026, 7, 12), 2.0) for k in range(6)]
    stale = offer("aws", date(2026, 7, 12), 12.29, is_superseded=True)
    with_it, without = (index(*found, *week_later(offers)) for found in ((*offers, stale), offers))
    assert with_it.equals(without) and without.height == 2


def test_the_trackers_own_jump_has_no_level_and_a_week_of_it_moves_by_matched_providers(
    shared_data: Path
) -> None:
    """From 2 to 34 providers in July 2026 there is no level; between two weeks of the 34 there is one."""
    jump, week = (_tracked(shared_data, *days) for days in (((7, 5), (7, 23)), ((7, 23), (7, 30))))
    assert len({o["provider_id"] for o in week}) > 30
    assert index(*jump).is_empty()
    rows = index(*week)
    frame = pl.DataFrame(week)
    item = ["provider_id", "hardware_name", "instance_name"]
    early, late = (
        frame.filter(pl.col("observed_date") == pl.lit(day))
        .sort("price_per_gpu_hour_usd", "rental_offer_id").unique(item, keep="first")
        for day in sorted(set(frame["observed_date"])))
    moves = late.join(early, on=item, suffix="_before").with_columns(
        move=(pl.col("price_per_gpu_hour_usd") / pl.col("price_per_gpu_hour_usd_before")).log())
    moved = float(np.exp(moves.group_by("provider_id").agg(pl.col("move").mean())["move"].mean()))
    assert rows["rental_index_ratio"][-1] == pytest.approx(moved)
    level = rows["price_per_gpu_hour_usd"]
    assert level[-1] / level[0] == pytest.approx(moved)


def _tracked(shared_data: Path, *days: tuple[int, int]) -> list[dict[str, object]]:
    """All that the tracker lists on some days of 2026, as offers of one chip."""
    folder = shared_data / "gpu_rental_prices"
    files = [json.loads((folder / f"gpu_rental_prices__2026-{month:02}-{day:02}.json").read_text())
             for month, day in days]
    return [
        offer(o["provider"], date.fromisoformat(file["date"]), float(o["usd_hr"]),
              rental_offer_id=f"{i}/{j}", hardware_name=o["gpu"] + o["kind"],
              instance_name=str(o["vram_gb"]), term="on_demand")
        for i, file in enumerate(files) for j, o in enumerate(file["offers"]) if o["usd_hr"]]


def test_one_offer_per_provider_region_and_instance_counts() -> None:
    offers = [offer(f"p{k}", MONDAY, 4.0) for k in range(5)]
    more = [offer("p0", date(2026, 7, 7), 9.0), offer("p0", date(2026, 7, 8), 2.0),
            offer("p0", date(2026, 7, 8), 5.0, instance_name="big")]
    row = index(*offers, *more, *week_later(offers)).row(0, named=True)
    assert (row["provider_count"], row["offer_count"]) == (5, 6)
    assert row["quartile_3_price_per_gpu_hour_usd"] == 4.0


def test_tiers_and_regions_have_series_of_their_own_and_join_in_all() -> None:
    europe = [offer(f"e{k}", MONDAY, 2.0, region="europe") for k in range(5)]
    china = [offer(f"c{k}", MONDAY, 4.0, provider_tier="hyperscaler", region="china") for k in range(5)]
    again = [o | {"observed_date": NEXT, "rental_offer_id": f"{o['rental_offer_id']}+"}
             for o in (*europe, *china)]
    offers = [*europe, *china, *again]
    assert index(*offers)["offer_count"].to_list() == [10, 10]
    assert index(*offers, tier="neocloud", region="europe")["offer_count"].to_list() == [5, 5]
    assert index(*offers, tier="neocloud", region="china").is_empty()


def test_a_stale_offer_is_left_out() -> None:
    offers = [offer(f"p{k}", MONDAY, 4.0) for k in range(5)]
    rows = index(offer("a", date(2026, 5, 4), 2.0), *offers, *week_later(offers))
    assert rows["offer_count"].to_list() == [5, 5]


def test_trimming_counts_a_provider_as_often_as_it_was_drawn() -> None:
    """Prices 1, 2, 3 drawn 5, 3 and 2 times: of ten, one goes at each end: (4 x 1 + 3 x 2 + 3) / 8."""
    found = trimmed_mean(np.array([1.0, 2, 3]), np.ones(3), np.array([[5.0, 3, 2]]), 0.1)
    assert found.tolist() == [pytest.approx(13 / 8)]


def test_offers_that_do_not_state_the_form_are_a_series_of_their_own() -> None:
    """Five providers ask 2 USD for an H100 of 80 GB, and five 4 USD for the SXM: two levels, not 3."""
    plain = [offer(f"a{k}", date(2026, 7, 12), 2.0, chip_id=None, hardware_name="h100, 80 GB",
                   form_unstated_id="h100-80gb-form-unstated") for k in range(5)]
    stated = [offer(f"b{k}", date(2026, 7, 12), 4.0) for k in range(5)]
    nameless = [offer(f"c{k}", date(2026, 7, 12), 1.0, chip_id=None, hardware_name="gpu")
                for k in range(5)]
    later = [o | {"observed_date": NEXT, "rental_offer_id": f"later/{o['rental_offer_id']}"}
             for o in (*plain, *stated, *nameless)]
    rows = index(*plain, *stated, *nameless, *later)
    assert dict(rows.select("chip_id", "price_per_gpu_hour_usd").unique().iter_rows()) == {
        "h100-80gb-form-unstated": 2.0, "x": 4.0}
