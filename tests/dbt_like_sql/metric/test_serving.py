"""M23 and M24 worked by hand: the roofline of decoding, and a disclosed day of serving."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from tests.support.tiny import constants, frame, made

INDEX = frame("core.price_index", {
    "deflator_id": "cpi_u", "month_start_date": date(2025, 2, 1), "to_2023_ratio": 0.5})
EFFICIENCY = {"decode_bandwidth_efficiency_share": 0.5, "decode_compute_efficiency_share": 0.5}


def decoded(model: dict[str, Any], chip: dict[str, Any] | None = None,
            price: float | None = 2.0, layer_s: float = 0.0) -> pl.DataFrame:
    chip = {"chip_id": "x", "memory_size_gb": 100.0, "memory_bandwidth_gb_per_s": 2000.0,
            "peak_dense_fp16_flop_per_s": 1e15, "peak_dense_fp8_flop_per_s": 2e15} | (chip or {})
    rents = [] if price is None else [{
        "chip_id": "x", "term": "on_demand", "price_per_gpu_hour_usd": price,
        "price_method": "median_of_offers", "provider_count": 1, "as_of_date": date(2026, 8, 22),
        "constant_ids": ["rental_offer_max_age_days"]}]
    fixed = constants(decode_memory_use_share=1.0, decode_layer_latency_s=layer_s)
    known = pl.col("constant_id").is_in(list(EFFICIENCY))
    layer = pl.col("constant_id") == "decode_layer_latency_s"
    fixed = fixed.with_columns(
        value_low=pl.when(layer).then("value").otherwise("value_low"),
        value_high=pl.when(layer).then("value").otherwise("value_high"))
    fixed = fixed.with_columns(
        value=pl.when(known).then(0.5).otherwise("value"),
        value_low=pl.when(known).then(0.25).otherwise("value_low"),
        value_high=pl.when(known).then(1.0).otherwise("value_high"))
    return made(
        "metric.decode_cost_by_model_chip_batch", ("core.chip", frame("core.chip", chip)),
        ("core.model_architecture", frame("core.model_architecture", model)),
        ("metric.rental_price_by_chip_term", frame("metric.rental_price_by_chip_term", *rents)),
        ("core.price_index", INDEX), ("core.model_constant", fixed),
        ("core.coverage", frame("core.coverage", {
            "coverage_id": "rental_offer", "data_through_date": date(2026, 8, 22)})))


def architecture(**more: Any) -> dict[str, Any]:
    return {"model_id": "m", "parameter_count": 40e9, "active_parameter_count": 40e9,
            "layer_count": 10, "expert_count": 1, "experts_per_token_count": 1,
            "attention_kind": "grouped_query", "kv_bytes_per_token_count": 1e5,
            "weight_precision_bit": 16.0} | more


def one(found: pl.DataFrame, chip_count: int, batch: int, context: int = 1024,
        number_format: str = "fp16") -> dict[str, Any]:
    return found.filter(
        (pl.col("chip_count") == chip_count) & (pl.col("batch_count") == batch)
        & (pl.col("context_token_count") == context)
        & (pl.col("number_format") == number_format)).row(0, named=True)


def test_a_dense_model_by_hand() -> None:
    """80 GB of weights on one chip of 2000 GB/s at 50 %: a step takes 80.1024 / 1000 = 80.1 ms,

    12.484 tokens/s; at 2 USD an hour 2 / (3600 x 12.484) x 1e6 = 44.50 USD per million.
    Both bounds meet where 80 / 1000 + b x 1.024e-4 = b x 2 x 40e9 / 5e14: b = 0.08 / 5.76e-5 = 1388.9.
    """
    row = one(decoded(architecture()), 1, 1)
    assert row["step_s"] == pytest.approx(0.0801024)
    assert (row["bound"], row["weight_gb"]) == ("memory", 80)
    assert row["cost_per_million_tokens_usd"] == pytest.approx(44.501, rel=1e-4)
    assert row["cost_per_million_tokens_usd_2023"] == pytest.approx(22.251, rel=1e-4)
    assert row["crossover_batch_count"] == pytest.approx(1388.9, rel=1e-4)
    assert row["tokens_per_second_count_high"] == pytest.approx(2 * row["tokens_per_second_count"])
    assert row["cost_per_million_tokens_usd_low"] == pytest.approx(
        row["cost_per_million_tokens_usd"] / 2)


def test_compute_bounds_large_batches() -> None:
    """1024 sequences with half the cache on 4 chips: products take 1024 x 8e10 / 2e15 = 40.96 ms,

    memory (80 + 1024 x 1024 x 1e4 / 1e9) / 4000 = 22.6 ms.
    """
    row = one(decoded(architecture(kv_bytes_per_token_count=1e4)), 4, 1024)
    assert (row["bound"], row["step_s"]) == ("compute", pytest.approx(0.04096))


def test_a_mixture_touches_more_experts_with_the_batch() -> None:
    """40e9 parameters, 10e9 active, 8 experts of which 2: 5e9 each, 0 shared.

    One token touches 2 experts, 20 GB; four touch 8 x (1 - 0.75^4) = 5.469 of 8, 54.69 GB.
    """
    mixture = architecture(active_parameter_count=10e9, expert_count=8, experts_per_token_count=2)
    found = decoded(mixture)
    assert one(found, 1, 1)["touched_weight_gb"] == pytest.approx(20)
    assert one(found, 1, 4)["touched_weight_gb"] == pytest.approx(54.6875)


def test_the_crossover_of_a_mixture_is_where_its_own_step_times_meet() -> None:
    """At the crossover batch all experts are touched: 80 / 1000 + b x kv = b x 2 x 10e9 / 5e14."""
    mixture = architecture(active_parameter_count=10e9, expert_count=8, experts_per_token_count=2,
                           kv_bytes_per_token_count=1e3)
    row = one(decoded(mixture), 1, 1)
    assert row["crossover_batch_count"] == pytest.approx(0.08 / (4e-5 - 1.024e-6), rel=1e-6)


def test_no_bandwidth_shortens_the_time_of_the_layers() -> None:
    """Ten layers of 16 us each, beside 80.1 GB / 1e9 GB/s = 80 ns: 1 / 160.08 us = 6,246.9 tokens/s."""
    fast = {"memory_bandwidth_gb_per_s": 2e9, "peak_dense_fp16_flop_per_s": 1e20}
    row = one(decoded(architecture(), fast, layer_s=16e-6), 1, 1)
    assert row["tokens_per_second_per_sequence_count"] == pytest.approx(6246.9, rel=1e-4)
    assert row["bound"] == "latency"
    slow = one(decoded(architecture(), layer_s=16e-6), 1, 1)
    assert (slow["bound"], slow["step_s"]) == ("memory", pytest.approx(0.0801024 + 160e-6))


def test_the_roofline_holds_the_speed_that_cerebras_prints(built: Any) -> None:
    """1,800 tokens/s of Llama 3.1 8B for one user on a WSE-3, with weights of 16 bits (cerebras.ai,

    Introducing Cerebras Inference): between the ends, and the central value within a tenth.
    """
    row = built("metric.decode_cost_by_model_chip_batch").filter(
        (pl.col("model_id") == "llama-3-1-8b") & (pl.col("chip_id") == "cerebras-wse-3")
        & (pl.col("number_format") == "fp16") & (pl.col("context_token_count") == 1024)
        & (pl.col("batch_count") == 1) & (pl.col("chip_count") == 1)).row(0, named=True)
    assert row["tokens_per_second_count_low"] < 1800 < row["tokens_per_second_count_high"]
    assert row["tokens_per_second_per_sequence_count"] == pytest.approx(1800, rel=0.1)


def test_weights_that_do_not_fit_take_more_chips() -> None:
    """80 GB at 16 bits do not fit into 60 GB: two chips, or one in 8 bits; caches must fit too."""
    found = decoded(architecture(), {"memory_size_gb": 60.0})
    assert found.filter(pl.col("number_format") == "fp16")["chip_count"].min() == 2
    assert found.filter(pl.col("number_format") == "fp8")["chip_count"].min() == 1
    assert found.filter(pl.col("weight_gb") + pl.col("cache_gb") > 60 * pl.col("chip_count")).is_empty()


def test_a_chip_nobody_rents_has_a_speed_but_no_cost() -> None:
    row = one(decoded(architecture(), price=None), 1, 1)
    assert (row["cost_per_million_tokens_usd"], row["reason_code"]) == (None, "no_rental_price")
    assert (row["price_method"], row["price_provider_count"], row["price_as_of_date"]) == (None,) * 3


def test_a_cost_says_on_how_many_providers_its_rent_rests() -> None:
    row = one(decoded(architecture()), 1, 1)
    rested = (row["price_method"], row["price_provider_count"], row["price_as_of_date"])
    assert rested == ("median_of_offers", 1, date(2026, 8, 22))


REPORT = {
    "serving_report_id": "r", "organization_id": "deepseek", "model_ids": ["v3", "r1"],
    "period_start_at": datetime(2025, 2, 27, 4, tzinfo=UTC), "report_basis": "reported",
    "period_end_at": datetime(2025, 2, 28, 4, tzinfo=UTC), "average_node_count": 226.75,
    "gpus_per_node_count": 8.0, "period_hour_count": 24.0, "price_per_gpu_hour_usd": 2.0,
    "input_token_count": 608e9, "cached_input_token_count": 342e9, "output_token_count": 168e9,
    "price_per_million_cached_input_tokens_usd": 0.14,
    "price_per_million_uncached_input_tokens_usd": 0.55,
    "price_per_million_output_tokens_usd": 2.19,
}


def margins(report: dict[str, Any], *prices: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = made(
        "metric.serving_margin_by_org_period", ("core.price_index", INDEX),
        ("core.serving_report", frame("core.serving_report", report)),
        ("core.token_price", frame("core.token_price", *prices)),
        ("core.model_constant", constants()))
    return {row["scenario"]: row for row in found.iter_rows(named=True)}


def test_the_disclosed_day_by_hand() -> None:
    """226.75 x 8 x 24 x 2 = 87,072 USD; 342e3 x 0.14 + 266e3 x 0.55 + 168e3 x 2.19 = 562,100 USD.

    Markup (562,100 - 87,072) / 87,072 = 5.4556; margin 84.51 % of revenue.
    """
    row = margins(REPORT)["as_disclosed"]
    assert row["serving_cost_usd"] == pytest.approx(87072)
    assert row["serving_revenue_usd"] == pytest.approx(562100)
    assert row["markup_ratio"] == pytest.approx(5.4556, abs=1e-4)
    assert row["margin_share"] == pytest.approx(0.8451, abs=1e-4)
    assert row["cached_input_share"] == pytest.approx(0.5625)
    assert row["serving_revenue_usd_2023"] == pytest.approx(281050)


def test_half_paid_at_a_quarter_off_by_hand() -> None:
    """562,100 x 0.5 x 0.75 = 210,787.50 USD; a quarter paid at half price loses money."""
    found = margins(REPORT)
    assert found["partly_paid"]["serving_revenue_usd"] == pytest.approx(210787.5)
    assert found["partly_paid_low"]["markup_ratio"] < 0
    assert found["partly_paid"]["constant_ids"] == ["serving_discount_share", "serving_paid_share"]


def price(model: str, token_class: str, usd: float, **more: Any) -> dict[str, Any]:
    return {"source_id": "seed", "provider_id": "deepseek", "model_name": model, "model_id": model,
            "token_class": token_class, "service_tier": "standard", "min_prompt_token_count": 0,
            "time_of_day": "any", "effective_from_date": date(2025, 1, 1), "is_chosen": True,
            "weekdays": "any", "region": "any", "is_headline": True,
            "is_zero_stated": False, "price_per_million_tokens_usd": usd} | more


def test_list_prices_are_those_in_effect_that_day() -> None:
    """V3 at 0.07/0.27/1.10, R1 at 0.14/0.55/2.19; a price from 1 March on is not yet one.

    342e3 x 0.07 + 266e3 x 0.27 + 168e3 x 1.10 = 280,560 USD and, for R1, 562,100 USD.
    """
    classes = ("cached_input", "input", "output")
    listed = [price(model, name, usd) for model, prices in
              {"v3": (0.07, 0.27, 1.10), "r1": (0.14, 0.55, 2.19)}.items()
              for name, usd in zip(classes, prices, strict=True)]
    later = [price("r1", name, 9.0, effective_from_date=date(2025, 3, 1)) for name in classes]
    found = margins(REPORT, *listed, *later)
    assert found["list_price_low"]["serving_revenue_usd"] == pytest.approx(280560)
    assert found["list_price_high"]["serving_revenue_usd"] == pytest.approx(562100)


def test_what_a_report_does_not_say_is_named() -> None:
    found = margins(REPORT | {"price_per_gpu_hour_usd": None})
    assert found["as_disclosed"]["reason_code"] == "no_cost_inputs"
    assert found["list_price_low"]["reason_code"] == "no_cost_inputs"
    assert margins(REPORT)["list_price_low"]["reason_code"] == "no_token_price"


def test_the_roofline_holds_the_throughput_that_deepseek_reports(built: Any) -> None:
    """14,800 tokens/s per server of eight H800 in decoding: within the range for 64 chips, batch 1024."""
    rows = built("metric.decode_cost_by_model_chip_batch").filter(
        (pl.col("model_id") == "deepseek-v3") & (pl.col("chip_id") == "nvidia-h800-sxm")
        & (pl.col("number_format") == "fp8") & (pl.col("context_token_count") == 8192)
        & (pl.col("batch_count") == 1024) & (pl.col("chip_count") == 64))
    row = rows.row(0, named=True)
    low, high = (row[f"tokens_per_second_count_{end}"] / 8 for end in ("low", "high"))
    assert low < 14800 < high
