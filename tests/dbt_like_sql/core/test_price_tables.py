"""Rental offers and chip prices: bundled rows and databases in one table, nothing counted twice."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.tiny import constants, frame, made

PLACE = {"first_snapshot_id": "s", "source_locator": "row 2"}
PROVIDERS = frame(
    "seed.provider",
    *[{"provider_id": name, "provider_name": name, "provider_tier": tier, "citation": "x"}
      for name, tier in [("lambda", "neocloud"), ("runpod", "neocloud"),
                         ("runpod-community", "marketplace"), ("azure", "hyperscaler")]])
PROVIDER_ALIASES = frame("seed.provider_alias", *[
    {"source_id": source, "alias": alias, "provider_id": provider, "citation": "x"}
    for source, alias, provider in [
        ("gpu_rental_prices", "runpod", "runpod"), ("gpu_rental_prices", "lambda", "lambda"),
        ("gpu_rental_prices", "runpod/community", "runpod-community"),
        ("epoch_hardware_prices", "Microsoft Azure", "azure")]])
CHIP_ALIASES = frame("seed.chip_alias", *[
    {"source_id": source, "alias": alias, "chip_id": chip, "citation": "x"}
    for source, alias, chip in [
        ("gpu_rental_prices", "a100-sxm-80, 80 GB", "a100-sxm-80gb"),
        ("gpu_rental_prices", "a100-sxm-80, 40 GB", "a100-sxm-40gb"),
        ("gpu_rental_prices", "lambda/h100, 80 GB", "h100-sxm"),
        ("epoch_hardware_prices", "NVIDIA H100 PCIe", "h100-pcie"),
        ("epoch_hardware_prices", "NVIDIA H100 PCIe, 94 GB", "h100-nvl"),
        ("epoch_ml_hardware", "H100", "h100-pcie")]])


def tracked(provider: str, gpu: str, price: float, **more: Any) -> dict[str, Any]:
    return {
        "source_id": "gpu_rental_prices", **PLACE, "provider": provider, "gpu": gpu,
        "kind": "on-demand", "vram_gb": 80.0, "min_gpu_count": 1, "offer_number": 1,
        "price_per_gpu_hour_usd": price, "observed_date": date(2026, 7, 6),
        "fetched_date": date(2026, 7, 6), "source_url": "https://a.example", **more,
    }


def epoch(model: str, **more: Any) -> dict[str, Any]:
    return {
        "source_id": "epoch_hardware_prices", **PLACE, "price_key": f"{model}{sorted(more.items())}",
        "price_source": "https://b.example", "price_date": date(2025, 3, 3), "hardware_model": model,
        "vendor": None, "gpu_count": None, **more,
    }


def listings(trackers: list[dict[str, Any]], prices: list[dict[str, Any]] | None = None) -> pl.DataFrame:
    return made(
        "core.rental_listing", ("raw.gpu_rental_price", frame("raw.gpu_rental_price", *trackers)),
        ("raw.epoch_hardware_price", frame("raw.epoch_hardware_price", *(prices or []))),
        ("seed.provider_alias", PROVIDER_ALIASES), ("seed.chip_alias", CHIP_ALIASES),
        ("core.model_constant", constants()))


def test_memory_tells_variants_apart_and_a_bare_name_names_no_form_factor() -> None:
    found = listings([
        tracked("runpod", "a100-sxm-80", 1.5), tracked("runpod", "a100-sxm-80", 1.0, vram_gb=40.0),
        tracked("runpod", "h100", 2.0), tracked("lambda", "h100", 3.0),
    ])
    chips = dict(found.select("price_per_gpu_hour_usd", "chip_id").iter_rows())
    assert chips == {1.5: "a100-sxm-80gb", 1.0: "a100-sxm-40gb", 2.0: None, 3.0: "h100-sxm"}


def test_a_name_of_one_chip_tells_it_whatever_memory_is_printed() -> None:
    """A tracker prints 79 or 640 GB for 80; between two variants only their own memory decides."""
    found = listings([tracked("lambda", "h100", 3.0, vram_gb=79.0),
                      tracked("lambda", "h100", 4.0, vram_gb=640.0),
                      tracked("runpod", "a100-sxm-80", 1.5, vram_gb=79.0)])
    chips = dict(found.select("price_per_gpu_hour_usd", "chip_id").iter_rows())
    assert chips == {3.0: "h100-sxm", 4.0: "h100-sxm", 1.5: None}


def test_an_offer_repeated_for_want_of_an_answer_is_one() -> None:
    days = [date(2026, 7, day) for day in (6, 7, 8)]
    found = listings([tracked("runpod", "h100", 2.0, observed_date=day, fetched_date=days[0])
                      for day in days])
    assert found["observed_date"].to_list() == [days[0]]


def test_kinds_become_terms_and_a_community_cloud_is_a_provider_of_its_own() -> None:
    found = listings([tracked("runpod", "h100", float(place), kind=kind) for place, kind in
                      enumerate(("on-demand", "spot", "serverless", "secure", "community"), start=1)])
    assert found.sort("price_per_gpu_hour_usd").select("term", "provider_id").rows() == [
        ("on_demand", "runpod"), ("spot", "runpod"), ("serverless", "runpod"), ("on_demand", "runpod"),
        ("on_demand", "runpod-community")]


def test_each_term_of_a_row_of_epoch_is_an_offer() -> None:
    found = listings([], [epoch(
        "NVIDIA H100 PCIe", vendor="Microsoft Azure", location="East US", cloud_description="94GB",
        on_demand_price_per_chip_hour_usd=7.0, three_year_price_per_chip_hour_usd=3.0)])
    rows = found.sort("term").select("term", "price_per_gpu_hour_usd", "chip_id", "region").rows()
    assert rows == [("3_year", 3.0, "h100-nvl", "north_america"),
                    ("on_demand", 7.0, "h100-nvl", "north_america")]


def bundled(**more: Any) -> dict[str, Any]:
    return {
        "rental_price_id": "a", "provider_id": "lambda", "chip_id": "h100-sxm", "hardware_name": "H100",
        "term": "on_demand", "region": "north_america", "price_per_gpu_hour_usd": 3.0,
        "price_basis": "reported", "observed_date": date(2026, 7, 6), "confidence_share": 1.0,
        "citation": "x", **more,
    }


def offers(seeds: list[dict[str, Any]], listed: pl.DataFrame) -> pl.DataFrame:
    return made("core.rental_offer", ("seed.rental_price", frame("seed.rental_price", *seeds)),
                ("core.rental_listing", listed), ("seed.provider", PROVIDERS))


def test_an_offer_that_the_bundled_rows_tell_is_not_told_twice() -> None:
    """The same provider, term, day and price to the cent; another day or price is another offer."""
    listed = listings([
        tracked("lambda", "h100", 3.001), tracked("lambda", "a100-sxm-80", 3.5),
        tracked("runpod", "h100", 3.0, kind="community"),
    ])
    found = offers([bundled()], listed).sort("price_per_gpu_hour_usd", "source_id")
    assert found.select("source_id", "provider_tier", "chip_id").rows() == [
        ("gpu_rental_prices", "marketplace", None), ("seed", "neocloud", "h100-sxm"),
        ("gpu_rental_prices", "neocloud", "a100-sxm-80gb")]


def test_offers_of_unknown_providers_wait_for_an_alias() -> None:
    assert offers([bundled()], listings([tracked("nobody", "h100", 9.0)])).height == 1


def chip_prices(prices: list[dict[str, Any]], releases: list[dict[str, Any]] | None = None,
                seeds: list[dict[str, Any]] | None = None) -> pl.DataFrame:
    return made(
        "core.chip_price", ("raw.epoch_hardware_price", frame("raw.epoch_hardware_price", *prices)),
        ("raw.epoch_ml_hardware", frame("raw.epoch_ml_hardware", *(releases or []))),
        ("seed.chip_price", frame("seed.chip_price", *(seeds or []))), ("seed.chip_alias", CHIP_ALIASES))


@pytest.mark.parametrize(("more", "kind", "basis"), [
    ({}, "street", "reported"), ({"notes": "Single-unit list price"}, "list", "reported"),
    ({"gpu_count": 8, "notes": "DGX, 8 GPU"}, "server_share", "imputed"),
    ({"gpu_count": 1}, "street", "reported"),
])
def test_what_was_priced_tells_the_kind_of_a_purchase(more: dict[str, Any], kind: str, basis: str) -> None:
    row = chip_prices([epoch("NVIDIA H100 PCIe", purchase_price_usd=30000.0, **more)]).row(0, named=True)
    assert (row["chip_id"], row["price_kind"], row["price_basis"]) == ("h100-pcie", kind, basis)


def test_prices_without_a_page_of_tpus_or_of_unknown_hardware_are_left_out() -> None:
    found = chip_prices([
        epoch("NVIDIA H100 PCIe", purchase_price_usd=1.0, price_source="No source"),
        epoch("NVIDIA H100 PCIe", purchase_price_usd=2.0, notes="Estimated TPU purchase price based on"),
        epoch("NVIDIA H999", purchase_price_usd=3.0), epoch("NVIDIA H100 PCIe", vendor="Azure"),
    ])
    assert found.is_empty()


def test_a_price_is_counted_once_however_many_state_it() -> None:
    """Bundled 30,000 in March: Epoch's 30,100 three weeks on is the same, 34,000 is not.

    Of release prices, 25,000 is new and 30,200 is within a percent of the bundled list price.
    """
    seed = {"chip_price_id": "a", "chip_id": "h100-pcie", "price_date": date(2025, 3, 1),
            "price_kind": "list", "price_usd": 30000.0, "price_basis": "reported", "citation": "x"}
    same = epoch("NVIDIA H100 PCIe", purchase_price_usd=30100.0, price_date=date(2025, 3, 22))
    other = epoch("NVIDIA H100 PCIe", purchase_price_usd=34000.0)
    again = epoch("NVIDIA H100 PCIe", purchase_price_usd=34000.0, location="x")

    def release(price: float) -> dict[str, Any]:
        return {"hardware_name": "H100", "release_date": date(2022, 9, 1), "release_price_usd": price,
                "source_id": "epoch_ml_hardware", **PLACE}

    for stated, expected in ((25000.0, [25000.0, 30000.0, 34000.0]), (30200.0, [30000.0, 34000.0])):
        found = chip_prices([same, other, again], [release(stated)], [seed])
        assert sorted(found["price_usd"]) == expected
        told = dict(found.select("chip_price_id", "stated_in_source_ids").iter_rows())
        assert told["a"] == ["epoch_hardware_prices"]
        assert all(told.values())


def test_a_price_of_another_month_or_chip_states_nothing_of_a_bundled_one() -> None:
    seed = {"chip_price_id": "a", "chip_id": "h100-pcie", "price_date": date(2025, 3, 1),
            "price_kind": "street", "price_usd": 30000.0, "price_basis": "reported", "citation": "x"}
    for other in (date(2025, 6, 1), date(2024, 12, 1)):
        later = epoch("NVIDIA H100 PCIe", purchase_price_usd=30000.0, price_date=other)
        found = chip_prices([later], [], [seed]).filter(pl.col("chip_price_id") == "a")
        assert found["stated_in_source_ids"].to_list() == [None]


def index_months(*left_out: int) -> dict[date, float]:
    """Ratios to 2023 of a series that rises by one a month from 89 to 112, some months left out."""
    producer = frame("raw.fred_ppi_data_processing", *[
        {"source_id": "fred_ppi_data_processing", **PLACE, "month_start_date": date(year, month, 1),
         "index_value": 88.0 + 12 * (year - 2022) + month, "published_date": date(2024, 9, 1)}
        for year in (2022, 2023) for month in range(1, 13)
        if (year, month) not in [(2023, n) for n in left_out]])
    found = made("core.price_index", ("raw.bls_cpi", frame("raw.bls_cpi")),
                 ("raw.fred_ppi_data_processing", producer))
    return dict(found.select("month_start_date", "to_2023_ratio").rows())


def test_a_month_of_2023_that_is_left_out_is_stood_in_for_by_the_one_before() -> None:
    """The mean of 101 to 112 is 106.5; without May, April's 104 counts twice: 1277 of twelve."""
    assert index_months()[date(2022, 12, 1)] == 106.5 / 100
    found = index_months(5)
    assert date(2023, 5, 1) not in found
    assert found[date(2022, 12, 1)] == pytest.approx(1277 / 12 / 100, rel=1e-12)
    assert index_months(1)[date(2022, 12, 1)] == pytest.approx(1277 / 12 / 100, rel=1e-12)


def test_no_dollars_of_2023_are_known_before_its_last_month_is() -> None:
    assert index_months(12) == {}


@pytest.mark.parametrize(("more", "expected"), [
    ({"price_source": "https://example.org/quote"}, [("reported", "https://example.org/quote")]),
    ({"price_source": "https://epoch.ai/methodology#nvidia"}, [("estimated", None)]),
    ({"price_source": "No official MSRP"}, [("estimated", None)]), ({}, [("estimated", None)]),
    ({"price_source": "https://example.org/quote", "hardware_type": "TPU"}, []),
])
def test_a_release_price_is_reported_by_who_asked_it(
    more: dict[str, Any], expected: list[tuple[str, str | None]]
) -> None:
    """A database's own reckoning is its estimate, and what nobody sells has no price."""
    found = chip_prices([], [{"hardware_name": "H100", "release_date": date(2022, 9, 1),
                              "release_price_usd": 1.0, "source_id": "epoch_ml_hardware", **PLACE, **more}])
    assert found.select("price_basis", "citation_url").rows() == expected
