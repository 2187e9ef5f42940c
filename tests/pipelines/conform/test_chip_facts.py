"""Facts about chips: every cell of core.chip is one believed statement with a source and a place."""

from datetime import date

import polars as pl
import pytest

from pipelines.conform.chips.chip_fact import LISTINGS, chip_fact
from pipelines.project import sources
from schemas import base
from schemas.chips.chip import CoreChip, SeedChip
from schemas.columns import measure_name
from schemas.quality.accepted_fact import SeedAcceptedFact
from tests.support.homes import opened
from warehouse.paths import Home
from warehouse.rows.seeds import reasons_of

CHIP = {
    "chip_id": "acme-one", "chip_name": "Acme One", "designer": "Acme",
    "designer_country_code": "USA", "is_datacenter": True, "release_date": date(2024, 5, 1),
    "release_date_precision": "month", "memory_size_gb": 80.0, "peak_dense_fp16_flop_per_s": 4e14,
    "unknown": "tdp:not_found; peak_dense_fp8:not_supported; logic_die_area:not_disclosed",
    "citation": "Acme One datasheet", "citation_url": "https://example.org/one",
}


def frame(table: type[base.Table], *rows: dict[str, object]) -> pl.DataFrame:
    """Rows of a class, whatever is not named being NULL."""
    return pl.DataFrame(list(rows), schema={c.name: c.dtype for c in base.columns(table)})


def facts_of(*records: dict[str, object], alias: str = "ACME 1") -> pl.DataFrame:
    """The facts that the bundled chip and some records of Epoch's hardware table give."""
    tables = {name: source.table for name, source in sources().items()} | base.registered()
    frames = {name: frame(tables[name]) for name in LISTINGS}
    frames["seed.accepted_fact"] = frame(SeedAcceptedFact)
    about = {"source_id": "epoch_ml_hardware", "first_snapshot_id": "abc", "source_locator": "row 7"}
    frames["raw.epoch_ml_hardware"] = frame(
        tables["raw.epoch_ml_hardware"], *({**about, **record} for record in records)
    )
    frames["seed.chip"] = frame(SeedChip, CHIP)
    frames["seed.chip_alias"] = frame(
        tables["seed.chip_alias"],
        {"source_id": "epoch_ml_hardware", "alias": alias, "chip_id": "acme-one", "citation": "x"},
    )
    return chip_fact.recipe.function(frames)


def believed(facts: pl.DataFrame, attribute: str) -> dict[str, object]:
    chosen = facts.filter((pl.col("attribute") == attribute) & pl.col("is_chosen"))
    return chosen.row(0, named=True)


def test_the_register_decides_where_it_knows() -> None:
    facts = facts_of({"hardware_name": "ACME 1", "memory_size_gb": 40.0})
    assert believed(facts, "memory_size_gb")["source_id"] == "seed"
    assert facts.filter(pl.col("attribute") == "memory_size_gb").height == 2


def test_a_source_fills_what_the_register_did_not_find_and_says_where_it_stands() -> None:
    fact = believed(facts_of({"hardware_name": "ACME 1", "tdp_w": 700.0}), "tdp_w")
    assert (fact["value_number"], fact["source_id"]) == (700.0, "epoch_ml_hardware")
    assert fact["source_locator"] == "row 7, column tdp_w"


def test_no_source_gives_a_format_to_a_chip_that_has_none() -> None:
    fact = believed(facts_of({"hardware_name": "ACME 1", "fp8_flop_per_s": 9e14}),
                    "peak_dense_fp8_flop_per_s")
    assert (fact["value"], fact["reason_code"]) == (None, "not_supported")


def test_peaks_of_databases_are_shown_but_never_believed() -> None:
    facts = facts_of({"hardware_name": "ACME 1", "fp32_flop_per_s": 6e13})
    peaks = facts.filter(pl.col("attribute") == "peak_dense_fp32_flop_per_s")
    assert peaks["is_chosen"].to_list() == [False]


def test_a_name_without_an_alias_matches_nothing() -> None:
    facts = facts_of({"hardware_name": "ACME One", "tdp_w": 700.0})
    assert believed(facts, "tdp_w")["reason_code"] == "not_found"


@pytest.mark.parametrize("which", ["first_refresh", "latest_home"])
def test_every_cell_of_core_chip_traces_to_a_believed_fact(
    which: str, request: pytest.FixtureRequest
) -> None:
    with opened(Home(request.getfixturevalue(which)).published) as con:
        told = ("chip_id", "unknown", "confirmed_cell_share")
        names = [c.name for c in base.columns(CoreChip) if c.name not in told]
        chips = con.execute("select * from core.chip").fetchall()
        header = [column[0] for column in con.description or ()]
        facts = set(con.execute(
            "select chip_id, attribute from core.chip_fact"
            " where is_chosen and value is not null and source_locator is not null"
        ).fetchall())
    assert len(chips) >= 120
    for row in chips:
        chip = dict(zip(header, row, strict=True))
        known = {(chip["chip_id"], name) for name in names if chip[name] is not None}
        assert known <= facts
        measures = {n for n in names if isinstance(chip[n], float | int) or chip[n] is None}
        reasons = reasons_of(chip["unknown"])
        for column in base.columns(CoreChip):
            if column.name in measures and column.dtype in (pl.Float64, pl.Int64):
                is_reasoned = column.name in reasons or measure_name(column.name) in reasons
                assert (chip[column.name] is None) == is_reasoned, (chip["chip_id"], column.name)
