"""Prices off by a thousand are stopped and named; what is merely unusual is not."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
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
from warehouse.corrections import correct
from warehouse.snapshots import end_of_day

SCALE = "price_is_of_its_scale"
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
    check = next(c for c in project().checks.values() if c.name.split(".")[-1] == check_name)
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as previous")
        for catalog, given in (("memory", tables), ("previous", previous or {})):
            con.execute(f"use {catalog}")
            for name in ("core.chip", "core.chip_price", "core.rental_offer", "core.token_price"):
                con.execute(f"create schema if not exists {name.split('.')[0]}")
                create_table(con, name, given.get(name, frame(name)))
        con.execute("use memory")
        cursor = con.execute(check.text)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def chip_price(price_id: str, price: float, chip: str = "x") -> dict[str, Any]:
    return {"chip_price_id": price_id, "chip_id": chip, "price_usd": price,
            "price_date": date(2024, 1, 1), "price_kind": "list"}


CHIP = frame("core.chip", {"chip_id": "x", "peak_dense_fp16_flop_per_s": 1e15},
             {"chip_id": "alone", "peak_dense_fp16_flop_per_s": 1e15}, {"chip_id": "dark"})


def chip_faults(*prices: dict[str, Any], last: list[dict[str, Any]] | None = None) -> list[str]:
    found = failing(SCALE, {"core.chip": CHIP, "core.chip_price": frame("core.chip_price", *prices)},
                    {"core.chip_price": frame("core.chip_price", *(last or []))})
    return [row["price_id"] for row in found]


def test_a_chip_price_is_held_against_the_others_of_the_chip() -> None:
    usual = [chip_price("a", 25_000), chip_price("b", 30_000), chip_price("c", 44_000)]
    assert chip_faults(*usual, chip_price("d", 4_000)) == []
    assert chip_faults(*usual, chip_price("d", 30_000_000)) == ["d"]


def test_a_lone_chip_price_is_held_against_what_a_flop_costs() -> None:
    """At 1e15 FLOP/s dense, 30,000 USD are 30 USD per TFLOP/s; 30 million are 30,000."""
    assert chip_faults(chip_price("a", 30_000, "alone")) == []
    assert chip_faults(chip_price("a", 30_000_000, "alone")) == ["a"]


def test_a_lone_price_of_a_chip_of_unknown_peak_is_held_against_the_last_release() -> None:
    before = [chip_price("a", 2_000, "dark")]
    assert chip_faults(chip_price("a", 2_000_000, "dark"), last=before) == ["a"]
    assert chip_faults(chip_price("a", 2_000, "dark"), last=[chip_price("a", 2_000_000, "dark")]) == []


def offer(offer_id: str, price: float, chip: str = "x") -> dict[str, Any]:
    return {"rental_offer_id": offer_id, "chip_id": chip, "hardware_name": chip,
            "price_per_gpu_hour_usd": price}


def test_an_offer_is_held_against_those_of_the_same_hardware() -> None:
    usual = [offer("a", 1.9), offer("b", 2.5), offer("c", 12.3)]
    for price, expected in ((0.3, []), (40.0, []), (2490.0, ["d"])):
        rows = frame("core.rental_offer", *usual, offer("d", price))
        assert [r["price_id"] for r in failing(SCALE, {"core.rental_offer": rows})] == expected


def token(model: str, token_class: str, price: float, **more: Any) -> dict[str, Any]:
    return {
        "source_id": "litellm_prices", "provider_name": "acme", "model_name": model,
        "token_class": token_class, "service_tier": "standard", "min_prompt_token_count": 0,
        "time_of_day": "any", "effective_from_date": date(2024, 1, 1),
        "price_per_million_tokens_usd": price, **more,
    }


def token_faults(*prices: dict[str, Any]) -> list[str]:
    rows = failing(SCALE, {"core.token_price": frame("core.token_price", *prices)})
    return sorted({row["price_id"].split(", ")[1] for row in rows})


def test_a_token_price_is_held_against_other_sellers_of_the_model_and_its_own_row() -> None:
    sellers = [token("a/m", "output", price, provider_name=f"p{price}") for price in (0.5, 1.0, 3.0)]
    assert token_faults(*sellers, token("b/M", "output", 0.02, provider_name="cheap")) == []
    assert token_faults(*sellers, token("b/M", "output", 900.0, provider_name="wrong")) == ["wrong"]
    for wrong, price in (("input", 300.0), ("output", 1000.0), ("cached_input", 30.0)):
        row = {"input": 0.3, "output": 1.0, "cached_input": 0.03} | {wrong: price}
        assert token_faults(*[token("lone", name, value) for name, value in row.items()]) == ["acme"]


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


@pytest.mark.parametrize(("table", "price", "name", "step"), [
    ("core.chip_price", "price_usd", "chip_price_id", 4),
    ("core.rental_offer", "price_per_gpu_hour_usd", "rental_offer_id", 20),
    ("core.token_price", "price_per_million_tokens_usd", None, 10),
])
def test_a_bundled_price_is_stopped_and_named_when_a_thousandfold(
    table: str, price: str, name: str | None, step: int
) -> None:
    """Every so manieth row, with the true tables as the last release."""
    rows, truth = BUNDLED(table), {t: BUNDLED(t) for t in ("core.chip", table)}
    assert failing(SCALE, truth) == []
    missed = []
    for place in range(0, rows.height, step):
        wrong = pl.when(pl.int_range(pl.len()) == place).then(pl.col(price) * 1000).otherwise(pl.col(price))
        found = failing(SCALE, truth | {table: rows.with_columns(wrong.alias(price))}, truth)
        ours = rows[name][place] if name else _token_id(rows.row(place, named=True))
        if ours not in {row["price_id"] for row in found}:
            missed.append(ours)
    assert missed == []


def _token_id(row: dict[str, Any]) -> str:
    parts = ("source_id", "provider_name", "model_name", "token_class", "service_tier",
             "min_prompt_token_count", "time_of_day", "effective_from_date")
    return ", ".join(str(row[part]) for part in parts)


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
        tables = {t: kept(t) for t in (*PRICES, "core.chip")}
        assert failing(SCALE, tables) == [], day
        assert failing("token_price_has_one_value_a_day", tables) == [], day
