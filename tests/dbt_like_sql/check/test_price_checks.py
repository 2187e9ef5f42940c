"""Prices off by a thousand are named, and no right one beside them; what is merely unusual is not.

Those of publishers are set aside, bundled ones stop a release.
"""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.commands.ingest import date_in
from pipelines.project import project
from pipelines.sources import (
    epoch_hardware_prices,
    epoch_ml_hardware,
    genai_prices,
    gpu_rental_prices,
    litellm_prices,
)
from schemas import base
from tests.support.bundle import Bundle
from tests.support.folding import World
from tests.support.made_frames import create_table
from tests.support.tiny import TABLES, frame
from warehouse.building.corrections import correct
from warehouse.project import engine
from warehouse.storage.snapshots import end_of_day

SCALE = "price_is_of_its_scale"
LISTINGS = ("core.rental_listing", "core.token_price_listing")
PRICES = ("core.chip_price", "core.rental_offer", "core.token_price")
BUNDLED = Bundle()
Tables = dict[str, pl.DataFrame]


def corrected(raw: Tables) -> Tables:
    """Raw tables as core reads them, with the bundled corrections of their sources."""
    listed = BUNDLED("seed.correction")
    return {
        name: correct(TABLES[name], rows, listed.filter(
            pl.col("source_id") == rows["source_id"].first())).frame if rows.height else rows
        for name, rows in raw.items()
    }


def failing(check_name: str, tables: Tables, previous: Tables | None = None) -> list[dict[str, Any]]:
    """The rows that a check returns over some tables; those not given are empty."""
    found = project()
    named = found.checks | {check.name: check for check in found.all_row_checks()}
    check = named[check_name]
    given = {"core.model_constant": BUNDLED("core.model_constant")} | tables
    with engine.connect() as con:
        for read in check.reads:
            catalog, known = ("previous", previous or {}) if read.startswith("previous.") else (
                "memory", given)
            name = read.removeprefix("previous.")
            con.execute(f"use {catalog}")
            con.execute(f"create schema if not exists {name.split('.')[0]}")
            create_table(con, name, known.get(name, frame(name)))
        con.execute("use memory")
        cursor = con.execute(check.text)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def chip_price(price_id: str, price: float, chip: str = "x", source: str = "seed") -> dict[str, Any]:
    return {"chip_price_id": price_id, "chip_id": chip, "price_usd": price, "source_id": source,
            "price_date": date(2024, 1, 1), "price_kind": "list"}


CHIP = frame("core.chip", {"chip_id": "x", "peak_dense_fp16_flop_per_s": 1e15},
             {"chip_id": "alone", "peak_dense_fp16_flop_per_s": 1e15}, {"chip_id": "dark"})
FACTS = frame("core.chip_fact", *(
    {"chip_id": chip, "attribute": "peak_dense_fp16_flop_per_s", "value_number": 1e15, "is_chosen": True}
    for chip in ("x", "alone")))


def chip_faults(
    check: str, *prices: dict[str, Any], last: list[dict[str, Any]] | None = None
) -> list[str]:
    found = failing(check, {"core.chip": CHIP, "core.chip_fact": FACTS,
                            "core.chip_price": frame("core.chip_price", *prices)},
                    {"core.chip_price": frame("core.chip_price", *(last or []))})
    return [row.get("price_id") or row["chip_price_id"] for row in found]


@pytest.mark.parametrize("check", [SCALE, "chip_price_is_of_its_scale"])
def test_a_chip_price_is_held_against_the_others_of_the_chip(check: str) -> None:
    usual = [chip_price("a", 25_000), chip_price("b", 30_000), chip_price("c", 44_000)]
    assert chip_faults(check, *usual, chip_price("d", 4_000)) == []
    assert chip_faults(check, *usual, chip_price("d", 30_000_000)) == ["d"]


@pytest.mark.parametrize("check", [SCALE, "chip_price_is_of_its_scale"])
def test_a_lone_chip_price_is_held_against_what_a_flop_costs(check: str) -> None:
    """At 1e15 FLOP/s dense, 30,000 USD are 30 USD per TFLOP/s; 30 million are 30,000."""
    assert chip_faults(check, chip_price("a", 30_000, "alone")) == []
    assert chip_faults(check, chip_price("a", 30_000_000, "alone")) == ["a"]


@pytest.mark.parametrize(("chip", "basis", "url", "is_wrong"), [
    ("own", "estimated", None, True), ("x", "estimated", None, False), ("x", "reported", None, True),
    ("x", "reported", "https://epoch.ai/methodology", True), ("x", "reported", "https://example.org", False),
])
def test_a_price_is_one_that_somebody_asked(chip: str, basis: str, url: str | None, is_wrong: bool) -> None:
    price = chip_price("a", 9_000, chip, "epoch_ml_hardware") | {"price_basis": basis, "citation_url": url}
    listed = frame("core.hardware_listing", {"chip_id": "own", "hardware_type": "TPU"})
    found = failing("chip_price_is_asked_by_somebody", {
        "core.chip_price": frame("core.chip_price", price), "core.hardware_listing": listed})
    assert bool(found) == is_wrong


def test_a_lone_price_of_a_chip_of_unknown_peak_is_held_against_the_last_release() -> None:
    before = [chip_price("a", 2_000, "dark")]
    assert chip_faults(SCALE, chip_price("a", 2_000_000, "dark"), last=before) == ["a"]
    after = [chip_price("a", 2_000_000, "dark")]
    assert chip_faults(SCALE, chip_price("a", 2_000, "dark"), last=after) == []


def test_a_publisher_s_price_never_stops_a_release() -> None:
    usual = [chip_price(name, 30_000) for name in "abc"]
    assert chip_faults(SCALE, *usual, chip_price("d", 3e9, source="epoch_hardware_prices")) == []


def offer(offer_id: str, price: float, day: date, chip: str = "x") -> dict[str, Any]:
    return {"rental_offer_id": offer_id, "chip_id": chip, "hardware_name": chip,
            "observed_date": day, "price_per_gpu_hour_usd": price}


JULY = date(2026, 7, 5)


def rent_faults(*offers: dict[str, Any]) -> list[str]:
    rows = frame("core.rental_listing", *offers)
    found = failing("rental_listing_is_of_its_scale", {"core.rental_listing": rows})
    return sorted(row["rental_offer_id"] for row in found)


def test_the_name_of_an_offer_is_that_of_one_day() -> None:
    rows = frame("core.rental_offer", *(offer(name, 1.9, day) for name, day in (
        ("a", JULY), ("b", JULY), ("a", date(2020, 1, 1)))))
    (found,) = failing("rental_offer_id_names_one_offer", {"core.rental_offer": rows})
    assert (found["rental_offer_id"], found["offer_count"]) == ("a", 2)


def test_an_offer_is_held_against_those_of_the_same_hardware_about_its_day() -> None:
    usual = [offer("a", 1.9, JULY), offer("b", 2.5, JULY), offer("c", 12.3, JULY)]
    for price, expected in ((0.3, []), (40.0, []), (2490.0, ["d"]), (0.01, ["d"])):
        assert rent_faults(*usual, offer("d", price, JULY)) == expected
    assert rent_faults(*usual, offer("d", 0.01, date(2020, 1, 1))) == [], "another time, other prices"


@pytest.mark.parametrize("days", [1, 2])
def test_a_floor_price_is_named_and_not_the_mended_one_after_it(days: int) -> None:
    """A bid floor of a cent stood for a day or two where 6.11 USD stood before and after."""
    usual = [offer(f"day {n}", 6.11, JULY + timedelta(days=n), "b200") for n in range(9)]
    wrong = [offer(f"wrong {n}", 0.01, JULY + timedelta(days=9 + n), "b200") for n in range(days)]
    mended = offer("mended", 6.11, JULY + timedelta(days=20), "b200")
    assert rent_faults(*usual, *wrong) == [row["rental_offer_id"] for row in wrong]
    assert rent_faults(*usual, *wrong, mended) == [row["rental_offer_id"] for row in wrong]


@pytest.mark.parametrize(("factor", "hardware", "is_named"), [
    (8, "xyz", True), (1 / 8, "xyz", True), (3, "xyz", False), (8, "xy", False)])
def test_a_provider_whose_every_price_is_far_from_its_peers_is_set_aside_for_that_day(
    factor: float, hardware: str, *, is_named: bool
) -> None:
    """One price may be odd; several kinds of hardware, each eightfold, are another unit."""
    usual = [offer(f"{provider} {chip}", 2.0, JULY, chip) | {"provider_name": provider}
             for provider in "abc" for chip in hardware]
    odd = [offer(f"odd {chip}", 2.0 * factor, JULY, chip) | {"provider_name": "odd"} for chip in hardware]
    next_day = [offer(f"mended {chip}", 2.0, JULY + timedelta(days=1), chip) | {"provider_name": "odd"}
                for chip in hardware]
    rows = {"core.rental_listing": frame("core.rental_listing", *usual, *odd, *next_day)}
    found = {row["rental_offer_id"] for row in failing("rental_provider_is_of_its_scale", rows)}
    assert found == ({row["rental_offer_id"] for row in odd} if is_named else set())


@pytest.mark.parametrize(("days", "is_named"), [(0, False), (9, False), (400, True)])
def test_an_offer_that_was_read_a_year_before_its_file_is_none_of_that_day(
    days: int, *, is_named: bool
) -> None:
    rows = frame("raw.gpu_rental_price", *(
        {"observed_date": JULY, "provider": name, "fetched_date": JULY - timedelta(days=behind)}
        for name, behind in (("told", 1), ("late", days))))
    found = failing("rental_price_was_read_near_its_day", {"raw.gpu_rental_price": rows})
    assert [row["provider"] for row in found] == ["late"] * is_named


def token(model: str, token_class: str, price: float, **more: Any) -> dict[str, Any]:
    return {
        "source_id": "litellm_prices", "provider_name": "acme", "model_name": model,
        "token_class": token_class, "service_tier": "standard", "min_prompt_token_count": 0,
        "time_of_day": "any", "weekdays": "any", "region": "any",
        "effective_from_date": date(2024, 1, 1),
        "price_per_million_tokens_usd": price, **more,
    }


def token_faults(*prices: dict[str, Any]) -> list[tuple[str, str]]:
    rows = failing("token_price_listing_is_of_its_scale",
                   {"core.token_price_listing": frame("core.token_price_listing", *prices)})
    return sorted((row["provider_name"], row["token_class"]) for row in rows)


def test_a_token_price_is_held_against_other_sellers_of_the_model_meanwhile() -> None:
    sellers = [token("a/m", "output", price, provider_name=f"p{price}") for price in (0.5, 1.0, 3.0)]
    assert token_faults(*sellers, token("b/M", "output", 0.02, provider_name="cheap")) == []
    wrong = token("b/M", "output", 900.0, provider_name="wrong")
    assert token_faults(*sellers, wrong) == [("wrong", "output")]
    ended = [seller | {"effective_to_date": date(2024, 2, 1)} for seller in sellers]
    assert token_faults(*ended, wrong | {"effective_from_date": date(2025, 1, 1)}) == []


@pytest.mark.parametrize("wrong", ["input", "output", "cached_input"])
def test_the_odd_class_of_an_offer_that_nobody_else_makes_is_named(wrong: str) -> None:
    usual = {"input": 0.3, "output": 1.0, "cached_input": 0.03}
    row = usual | {wrong: usual[wrong] * 1000}
    assert token_faults(*[token("lone", name, value) for name, value in row.items()]) == [("acme", wrong)]


@pytest.mark.parametrize("wrong", ["input", "output"])
def test_of_two_classes_the_one_farther_from_what_is_usual_is_named(wrong: str) -> None:
    others = [token(f"m{n}", name, price) for n in range(9) for name, price in
              (("input", 0.3), ("output", 1.0))]
    row = {"input": 0.3, "output": 1.0}
    row[wrong] *= 1000
    found = token_faults(*others, *[token("lone", name, value) for name, value in row.items()])
    assert found == [("acme", wrong)]


def test_zero_is_no_peer() -> None:
    free = [token("m", "output", 0.0, provider_name=f"p{n}") for n in range(5)]
    assert token_faults(*free, token("m", "output", 2.0)) == []


@pytest.mark.parametrize(("second", "count"), [
    ((date(2024, 2, 1), None), 0), ((date(2024, 1, 15), None), 1), ((date(2024, 3, 1), date(2024, 3, 1)), 1),
])
def test_overlapping_intervals_are_found(second: tuple[date, date | None], count: int) -> None:
    begin, end = second
    prices = frame(
        "core.token_price", token("m", "output", 1.0, effective_to_date=date(2024, 2, 1)),
        token("m", "output", 2.0, effective_from_date=begin, effective_to_date=end))
    found = failing("token_price_has_one_value_a_day", {"core.token_price": prices})
    assert len(found) == count


def test_output_cheaper_than_input_is_listed() -> None:
    prices = frame("core.token_price", token("m", "input", 2.0), token("m", "output", 1.0))
    assert len(failing("token_output_is_not_cheaper_than_input", {"core.token_price": prices})) == 1


@pytest.mark.parametrize(("table", "price", "check", "step"), [
    ("core.chip_price", "price_usd", "chip_price_is_of_its_scale", 16),
    ("core.rental_listing", "price_per_gpu_hour_usd", "rental_listing_is_of_its_scale", 80),
    ("core.rental_offer", "price_per_gpu_hour_usd", None, 80),
    ("core.token_price", "price_per_million_tokens_usd", None, 40),
])
def test_a_bundled_price_is_named_when_a_thousandfold_and_nothing_else_is(
    table: str, price: str, check: str | None, step: int
) -> None:
    """Every so manieth row, with the true tables as the last release."""
    rows = BUNDLED(table)
    truth = {t: BUNDLED(t) for t in ("core.chip", "core.chip_fact", "seed.rental_price", table)}
    checks = [found for found in (check, SCALE) if found]
    assert not any(failing(found, truth) for found in checks)
    key = [name for name in base.info(TABLES[table]).key if name != "observed_date"]
    missed, accused = [], []
    for place in range(0, rows.height, step):
        if check is None and rows["source_id"][place] != "seed":
            continue
        wrong = pl.when(pl.int_range(pl.len()) == place).then(pl.col(price) * 1000).otherwise(pl.col(price))
        tables = truth | {table: rows.with_columns(wrong.alias(price))}
        found = [row for one in checks for row in failing(one, tables, truth)]
        ours = ", ".join(str(rows[name][place]) for name in key)
        named = {row.get("price_id") or ", ".join(str(row[name]) for name in key) for row in found}
        missed += [ours] if ours not in named else []
        accused += sorted(name for name in named - {ours} if _offer(name) != _offer(ours))
    assert missed == []
    assert accused == []


def _offer(name: str) -> str:
    """The offer whose classes of tokens a bundled row states side by side: one slip may be either's."""
    return re.sub(", (input|cached_input|output),", "", name)


SOURCES = (epoch_hardware_prices, epoch_ml_hardware, gpu_rental_prices, litellm_prices, genai_prices)


@pytest.mark.soak
def test_kept_releases_raise_no_false_alarm_at_any_time(tmp_path: Path, shared_data: Path) -> None:
    """The tables as they could be believed after every sixth day with a release, and after the last."""
    worlds = {}
    days = set()
    for module in SOURCES:
        world = World(tmp_path / module.SOURCE.source_id, module.SOURCE)
        for file in sorted(shared_data.rglob("*")):
            day = date_in(file.name)
            if day and module.SOURCE.matches(str(file.relative_to(shared_data))):
                world.see(end_of_day(day), file.read_bytes())
                days.add(day)
        worlds[base.info(module.SOURCE.table).name] = world
    for day in [*sorted(days)[::6], max(days)]:
        raw = {name: frame(name, *world.rows(end_of_day(day))) for name, world in worlds.items()}
        kept = Bundle(corrected(raw))
        read = (*PRICES, *LISTINGS, "core.chip", "core.chip_fact", "seed.rental_price")
        tables = {t: kept(t) for t in read}
        for check in (SCALE, "chip_price_is_of_its_scale", *(f"{n.split('.')[1]}_is_of_its_scale"
                                                             for n in LISTINGS)):
            assert failing(check, tables) == [], (day, check)
        assert failing("token_price_has_one_value_a_day", tables) == [], day
