"""M18, M19 and M22 worked by hand, step by step as in Cottier et al. 2024."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.tiny import constants, frame, made

Frames = dict[str, pl.DataFrame]
RELEASE = date(2023, 3, 15)


def chips(*more: dict[str, Any]) -> pl.DataFrame:
    return frame(
        "core.chip",
        {"chip_id": "nvidia-a100", "chip_name": "NVIDIA A100 40GB", "tdp_w": 400.0,
         "release_date": date(2020, 5, 14), "peak_dense_fp16_flop_per_s": 312e12},
        {"chip_id": "google-tpu-v4", "chip_name": "Google TPU v4", "tdp_w": 300.0,
         "release_date": date(2021, 5, 20), "peak_dense_fp16_flop_per_s": 275e12},
        *more,
    )


def model(**more: Any) -> dict[str, Any]:
    return {"model_id": "m", "model_name": "M", "organization_ids": ["openai"],
            "release_date": RELEASE, "is_fine_tune": False, "compute_flop": 2.1e25,
            "compute_flop_basis": "estimated"} | more


def run(**more: Any) -> dict[str, Any]:
    return {"training_run_id": "m-all", "model_id": "m", "phase": "all", "chip_id": "nvidia-a100",
            "training_chip_count": 25000.0, "training_hour_count": 2280.0,
            "source_id": "epoch_ai_models"} | more


def price(name: str, day: date, usd: float, note: str, **more: Any) -> dict[str, Any]:
    return {"chip_price_id": name, "chip_id": "nvidia-a100", "price_date": day, "price_usd": usd,
            "price_kind": "server_share" if "DGX" in note else "list", "note": note,
            "market_country_code": "USA", "price_basis": "reported",
            "source_id": "epoch_hardware_prices"} | more


PRICES = [
    price("single", date(2020, 6, 1), 11000.0, "Single-unit release price"),
    price("dgx", date(2020, 9, 1), 24875.0, "DGX A100, 8 GPU"),
    price("later-dgx", date(2021, 9, 1), 10000.0, "DGX A100, 8 GPU"),
]


def inputs(
    models: list[dict[str, Any]] | None = None, runs: list[dict[str, Any]] | None = None,
    prices: list[dict[str, Any]] | None = None, offers: list[dict[str, Any]] | None = None,
    exceptions: list[dict[str, Any]] | None = None, **changed: float,
) -> Frames:
    """Every table that costing reads, made by the recipes themselves in their order."""
    tables: Frames = {
        "core.chip": chips(), "core.model_constant": constants(**changed),
        "core.model_release": frame("core.model_release", *(models or [model()])),
        "core.training_run": frame("core.training_run", *(runs or [run()])),
        "core.chip_price": frame("core.chip_price", *(PRICES if prices is None else prices)),
        "core.rental_offer": frame("core.rental_offer", *(offers or [])),
        "core.training_start_exception": frame("core.training_start_exception", *(exceptions or [])),
        "core.organization_cloud": frame(
            "core.organization_cloud",
            {"organization_id": "openai", "provider_id": "azure", "pue_class": "other"},
            {"organization_id": "google", "provider_id": "google-cloud",
             "pue_class": "hyperscaler"}),
        "core.electricity_price": frame(
            "core.electricity_price", {"country_code": "USA", "sector": "industrial",
                                       "price_year": 2023, "price_per_kwh_usd": 0.08}),
        "core.price_index": frame(
            "core.price_index", {"deflator_id": "ppi_data_processing", "to_2023_ratio": 1.1,
                                 "month_start_date": date(2023, 3, 1)}),
    }
    for name in ("step.costing_family_by_chip", "step.run_utilization", "metric.training_chip_hours_by_model",
                 "step.purchase_price_by_chip", "step.acquisition_price_by_model",
                 "step.cloud_price_by_model", "step.price_level_by_model"):
        tables[name] = made(name, *tables.items())
    return tables


def costs(tables: Frames) -> dict[str, dict[str, Any]]:
    found = made("metric.training_cost_by_model_method", *tables.items())
    return {row["method"]: row for row in found.iter_rows(named=True)}


def test_a_price_after_the_purchase_is_used_only_where_none_before_is_known() -> None:
    """Training begins in October 2022. The Chinese price of June goes before the DGX price of 2023."""
    later = price("dgx-2023", date(2023, 2, 1), 30000.0, "DGX A100, 8 GPU")
    before = price("chinese", date(2022, 6, 1), 34819.0, "server, 8 GPU", market_country_code="CHN")
    for prices, chosen, is_later in (
        ([later, before], "chinese", False), ([later], "dgx-2023", True),
        ([later, *PRICES], "dgx", False),
    ):
        row = costs(inputs(prices=prices))["upfront"]
        assert (row["chip_price_id"], row["is_price_later"]) == (chosen, is_later)


def test_the_amortised_cost_by_hand() -> None:
    """25,000 A100 for 2280 h = 57e6 chip-hours, published 15 March 2023.

    Price: the first DGX row, 24,875 USD on 1 September 2020, later than release + 90 d; no overhead.
    Start: 15 March 2023 - 60 d - 95 d = 11 October 2022, 770 d or 2.10815 y later:
    24,875 x 10^(-0.14 x 2.10815) = 12,606.8 USD. Chips: x 0.14 x ln 10 / 8766 x 57e6 = 26.4248e6.
    Interconnect: x 0.19/0.81 = 6.1984e6. Energy: 57e6 x 0.4 kW x 2.03 x 0.75 x 1.25 = 43.391e6 kWh,
    at 0.08 USD 3.47130e6. Together 36.0945e6, x 1.1 = 39.704e6 of 2023.
    """
    row = costs(inputs())["amortised"]
    assert (row["chip_price_id"], row["acquisition_date"]) == ("dgx", date(2020, 9, 1))
    assert row["training_start_date"] == date(2022, 10, 11)
    assert row["price_at_start_usd"] == pytest.approx(12606.8, rel=1e-4)
    assert row["chip_cost_usd"] == pytest.approx(26.4248e6, rel=1e-4)
    assert row["interconnect_cost_usd"] == pytest.approx(6.1984e6, rel=1e-4)
    assert row["energy_cost_usd"] == pytest.approx(3.47130e6, rel=1e-4)
    assert row["cost_usd"] == pytest.approx(36.0945e6, rel=1e-4)
    assert row["cost_usd_2023"] == pytest.approx(39.704e6, rel=1e-4)
    assert row["cost_usd_low"] < row["cost_usd"] / 2 < 2 * row["cost_usd"] < row["cost_usd_high"]
    assert row["chip_hours_method"] == "count_x_hours"
    assert {"chip_value_decline_rate", "run_hours_factor_ratio", "pue_other_ratio"} <= {*row["constant_ids"]}


def test_a_single_unit_price_bears_the_server_overhead_and_waits_for_deliveries() -> None:
    """Without a DGX row the first: 11,000 x 1.66 = 18,260 USD, from 14 May + 90 d = 12 August 2020."""
    row = costs(inputs(prices=PRICES[:1]))["amortised"]
    assert row["price_at_acquisition_usd"] == pytest.approx(18260)
    assert row["acquisition_date"] == date(2020, 8, 12)
    assert "server_overhead_a100_ratio" in row["constant_ids"]


def test_a_run_cannot_start_before_its_gpus_are_there() -> None:
    """Published 15 August 2020: the value at the start is that at acquisition, not above."""
    row = costs(inputs([model(release_date=date(2020, 8, 15))]))["amortised"]
    assert row["training_start_date"] < row["acquisition_date"]
    assert row["price_at_start_usd"] == row["price_at_acquisition_usd"]


def test_a_tpu_has_an_equivalent_price_with_overhead_and_may_predate_its_release() -> None:
    """5167 x 1.64 = 8473.88 USD at release, 20 May 2021; start 150 d before (0.41068 y) raises it to 9673.6.

    A hyperscaler's PUE of 1.1 and the TPU's own power: chip-hours x 0.3 kW x 1.56 x 0.43 x 1.1.
    """
    released = date(2021, 5, 20)
    day = date.fromordinal(released.toordinal() - 150 + 60 + 10)
    row = costs(inputs(
        [model(release_date=day, organization_ids=["google"], compute_flop=1e21)],
        [run(chip_id="google-tpu-v4", training_hour_count=240.0, training_chip_count=100.0)],
    ))["amortised"]
    assert row["price_at_acquisition_usd"] == pytest.approx(8473.88)
    assert row["price_at_start_usd"] == pytest.approx(8473.88 * 10 ** (0.14 * 150 / 365.25), rel=1e-9)
    energy = 24000 * 0.3 * 1.56 * 0.43 * 1.1 * 0.08
    assert row["energy_cost_usd"] == pytest.approx(energy)
    assert row["cost_usd_2023"] is None


def test_chip_hours_come_from_compute_where_nothing_else_is_known() -> None:
    """2.1e25 / (312e12 x 0.375) / 3600 = 49.858e6 h; a disclosed MFU of 0.34 gives 54.990e6."""
    bare = run(training_chip_count=None, training_hour_count=None)
    row = costs(inputs(runs=[bare]))["amortised"]
    assert row["training_chip_hour_count"] == pytest.approx(49.858e6, rel=1e-4)
    assert (row["chip_hours_method"], row["cost_usd_basis"]) == ("compute", "imputed")
    assert "training_mfu_share" in row["constant_ids"] and "default_training_hours" in row["constant_ids"]
    stated = costs(inputs(runs=[bare | {"mfu_share": 0.34}]))["amortised"]
    assert stated["training_chip_hour_count"] == pytest.approx(54.990e6, rel=1e-4)
    assert "training_mfu_share" not in stated["constant_ids"]


def test_reported_chip_hours_win_and_phases_add_up() -> None:
    """Bundled phases of 2664e3, 119e3 and 5e3 h are one run of 2788e3 h; the database row stands back."""
    phases = [run(training_run_id=f"m-{name}", phase=name, training_chip_hour_count=hours,
                  training_chip_hour_count_basis="reported", source_id="seed")
              for name, hours in (("pretrain", 2664e3), ("extension", 119e3), ("posttrain", 5e3))]
    row = costs(inputs(runs=[*phases, run()]))["amortised"]
    assert (row["training_chip_hour_count"], row["chip_hours_method"]) == (2788e3, "reported")


@pytest.mark.parametrize("left_out", [
    {"models": [model(is_fine_tune=True, base_model_id="b")]},
    {"runs": [run(phase="pretrain"),
              run(training_run_id="m-b", phase="posttrain", chip_id="google-tpu-v4")]},
    {"runs": [run(chip_id=None)]},
])
def test_fine_tunes_and_mixed_or_unknown_hardware_are_left_out(left_out: dict[str, Any]) -> None:
    assert costs(inputs(**left_out)) == {}


def test_the_start_is_reported_for_some_models() -> None:
    """Training that ended on 15 August 2022 after 2280 h = 95 d began on 12 May 2022."""
    row = costs(inputs(exceptions=[{"model_id": "m", "training_end_date": date(2022, 8, 15)}]))
    assert row["amortised"]["training_start_date"] == date(2022, 5, 12)


def rent(name: str, vendor: str, term: str, day: date, usd: float, **more: Any) -> dict[str, Any]:
    return {"rental_offer_id": name, "chip_id": "nvidia-a100", "provider_id": vendor, "term": term,
            "observed_date": day, "price_per_gpu_hour_usd": usd, "price_basis": "reported"} | more


AZURE, AWS = "azure", "amazon-web-services"


def test_the_cloud_cost_by_hand() -> None:
    """OpenAI rents at Azure first; wanted 60 days before 11 October 2022, on 12 August.

    Of Azure's on-demand prices the last before, 4 USD; at three years x (1 - 0.49) = 2.04 USD;
    57e6 h x 2.04 = 116.28e6 USD. No interconnect or energy is added.
    """
    offers = [
        rent("aws", AWS, "on_demand", date(2022, 8, 12), 3.0),
        rent("azure-old", AZURE, "on_demand", date(2021, 1, 1), 5.0),
        rent("azure-last", AZURE, "on_demand", date(2022, 7, 1), 4.0),
        rent("azure-after", AZURE, "on_demand", date(2022, 8, 13), 1.0),
    ]
    row = costs(inputs(offers=offers))["cloud"]
    assert (row["rental_offer_id"], row["acquisition_date"]) == ("azure-last", date(2022, 7, 1))
    assert row["price_at_acquisition_usd"] == pytest.approx(2.04)
    assert row["cost_usd"] == pytest.approx(116.28e6)
    assert row["energy_cost_usd"] is None


def test_the_term_is_chosen_before_the_vendor_and_the_vendor_before_the_day() -> None:
    """One year at AWS beats on demand at Azure: 2 USD x (1 - 0.64) / (1 - 0.41) = 1.22034 USD.

    Three years at Azure, offered after training, would be first: known only then, it is not used.
    """
    offers = [rent("demand", AZURE, "on_demand", date(2022, 8, 12), 3.0),
              rent("too-late", AZURE, "3_year", date(2023, 6, 1), 1.5),
              rent("year", AWS, "1_year", date(2022, 6, 1), 2.0),
              rent("year-elsewhere", "lambda", "1_year", date(2022, 8, 12), 1.0)]
    row = costs(inputs(offers=offers))["cloud"]
    assert row["rental_offer_id"] == "year"
    assert row["price_at_acquisition_usd"] == pytest.approx(2 * 0.36 / 0.59)


def test_the_upfront_cost_by_hand() -> None:
    """25,000 x 24,875 USD / 0.81 = 767.747e6 USD."""
    assert costs(inputs())["upfront"]["cost_usd"] == pytest.approx(767.747e6, rel=1e-5)


def test_what_is_missing_is_named() -> None:
    found = costs(inputs(runs=[run(training_chip_count=None, training_chip_hour_count=1e8)]))
    assert {name: row["reason_code"] for name, row in found.items()} == {
        "amortised": None, "cloud": "no_rental_offer", "upfront": "no_chip_count"}
    assert costs(inputs(prices=[]))["amortised"]["reason_code"] == "no_chip_price"


def test_the_interval_is_that_of_the_factors() -> None:
    """Cloud rent of a three-year price: chips x/1.25 and hours x/2 alone, so in logs

    sqrt(ln 1.25^2 + ln 2^2) = 0.7283: the 90 % interval is x/2.0716 (10,000 draws: within 5 %).
    """
    offers = [rent("azure", AZURE, "3_year", date(2022, 7, 1), 2.0)]
    row = costs(inputs(offers=offers))["cloud"]
    assert row["cost_usd_high"] / row["cost_usd"] == pytest.approx(2.0716, rel=0.05)
    assert row["cost_usd"] / row["cost_usd_low"] == pytest.approx(2.0716, rel=0.05)


def test_stated_hours_at_a_stated_price_have_no_interval_instead_of_a_false_one() -> None:
    hours = run(training_chip_hour_count=1e6, training_chip_hour_count_basis="reported")
    offers = [rent("azure", AZURE, "3_year", date(2022, 7, 1), 2.0)]
    row = costs(inputs([model(compute_flop=1e23)], [hours], offers=offers))["cloud"]
    assert (row["cost_usd"], row["cost_usd_low"], row["interval_kind"]) == (2e6, None, None)


@pytest.mark.parametrize(("compute_flop", "reason", "believed", "method"), [
    (2.1e25, "more_compute_than_hours_allow", "compute", "compute"),
    (1e22, None, None, "reported"),
    (1e20, "less_compute_than_hours_tell", "hours", "reported"),
])
def test_of_compute_and_hours_that_cannot_both_be_true_the_larger_counts(
    compute_flop: float, reason: str | None, believed: str | None, method: str
) -> None:
    """Of the 1.1232e24 FLOP of the hours 18.7 times as many, 0.0089 and 0.000089; the least is 0.04 / 15."""
    hours = run(training_chip_hour_count=1e6, training_chip_hour_count_basis="reported")
    tables = inputs([model(compute_flop=compute_flop)], [hours])
    judged = tables["step.run_utilization"].select("reason_code", "believed_cell").rows()
    assert judged == [(reason, believed)]
    counted = tables["metric.training_chip_hours_by_model"].row(0, named=True)
    assert counted["chip_hours_method"] == method
    assert (counted["compute_flop"] is None) == (believed == "hours")
    assert counted["training_chip_hour_count"] == pytest.approx(
        2.1e25 / (312e12 * 0.375 * 3600) if believed == "compute" else 1e6)
    assert set(costs(tables)) == {"amortised", "cloud", "upfront"}


@pytest.mark.parametrize(("more", "hours", "reason"), [
    ({}, None, "less_compute_than_parameters_tell"), ({}, 40.0, None), ({"domains": ["Vision"]}, None, None),
    ({"dataset_token_count": 2e9}, None, None), ({"compute_flop": 6e20}, None, None),
])
def test_a_language_model_needs_tokens_for_its_parameters(
    more: dict[str, Any], hours: float | None, reason: str | None
) -> None:
    """1.35e18 / (6 x 18e9 x 18e9) is 0.0007 tokens a parameter, 6e20 are 0.31, and 0.51 / 3 is asked.

    Hours that fit the compute speak for it, and so do tokens: then a part of the parameters is used.
    """
    cells = {"compute_flop": 1.35e18, "parameter_count": 18e9, "domains": ["Language"]} | more
    tables = inputs([model(**cells)], [run(training_chip_count=None, training_chip_hour_count=hours)])
    assert tables["step.run_utilization"]["reason_code"].to_list() == [reason]
    assert set(costs(tables)) == (set() if reason else {"amortised", "cloud", "upfront"})


def test_compute_per_dollar_by_hand() -> None:
    """2.1e25 FLOP for 39.704e6 USD of 2023: 5.2892e17 FLOP per dollar, 1.8907 USD per EFLOP."""
    tables = inputs()
    tables["metric.training_cost_by_model_method"] = made(
        "metric.training_cost_by_model_method", *tables.items())
    found = made("metric.compute_per_dollar_by_model", *tables.items())
    row = found.filter(pl.col("method") == "amortised").row(0, named=True)
    assert row["compute_per_usd_2023_flop"] == pytest.approx(5.2892e17, rel=1e-4)
    assert row["cost_per_eflop_usd_2023"] == pytest.approx(1.8907, rel=1e-4)
    assert row["compute_per_usd_2023_flop_low"] < row["compute_per_usd_2023_flop"]
    assert not row["is_compute_on_both_sides"]


def test_compute_on_both_sides_cancels_and_is_marked() -> None:
    """Where chip-hours come from compute, its factor of 3 must not widen compute per dollar."""
    widths = {}
    for name, runs in {"count": [run()], "compute": [run(training_chip_count=None)]}.items():
        tables = inputs(runs=runs)
        tables["metric.training_cost_by_model_method"] = made(
            "metric.training_cost_by_model_method", *tables.items())
        row = made("metric.compute_per_dollar_by_model", *tables.items()).filter(
            pl.col("method") == "amortised").row(0, named=True)
        assert row["is_compute_on_both_sides"] == (name == "compute")
        widths[name] = row["compute_per_usd_2023_flop_high"] / row["compute_per_usd_2023_flop_low"]
    with_factor = costs(inputs(runs=[run(training_chip_count=None)]))["amortised"]
    assert widths["compute"] < with_factor["cost_usd_high"] / with_factor["cost_usd_low"]
