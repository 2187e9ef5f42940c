"""Lists of token prices: entries in the publishers' forms, then all kept releases."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.sources import genai_prices, litellm_prices, models_dev
from warehouse.rows.records import Unreadable

NAMES = {"input": "input_price_per_million_tokens_usd",
         "cached": "cached_input_price_per_million_tokens_usd",
         "output": "output_price_per_million_tokens_usd"}
MILLION = 1e6


def litellm(models: dict[str, Any]) -> pl.DataFrame:
    found = litellm_prices.parse(json.dumps(models).encode())
    assert found.rejected == []
    return found.frame


def prices(frame: pl.DataFrame, *more: str) -> list[tuple[Any, ...]]:
    """Conditions and prices of each row, in order."""
    return sorted(frame.select(*more, NAMES["input"], NAMES["output"]).rows())


def test_a_price_per_token_becomes_one_per_million_without_loss_of_digits() -> None:
    """1.25e-7 USD per token are 0.125 USD per million, and 2.75e-06 are 2.75."""
    rows = litellm({"m": {"mode": "chat", "litellm_provider": "openai",
                          "input_cost_per_token": 1.25e-7, "output_cost_per_token": 2.75e-06}})
    assert prices(rows) == [(0.125, 2.75)]
    assert rows["provider_name"].to_list() == ["openai"]


def test_tiers_of_speed_and_length_are_rows_of_their_own() -> None:
    rows = litellm({"m": {
        "mode": "chat", "litellm_provider": "gemini",
        "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6,
        "input_cost_per_token_above_200k_tokens": 3e-6, "output_cost_per_token_above_200k_tokens": 4e-6,
        "input_cost_per_token_batches": 5e-7, "output_cost_per_token_batches": 1e-6,
        "input_cost_per_token_above_200k_tokens_priority": 9e-6,
        "input_cost_per_audio_token": 7e-6, "output_cost_per_image_token": 8e-6,
    }})
    assert prices(rows, "service_tier", "min_prompt_token_count") == [
        ("batch", 0, 0.5, 1.0), ("priority", 200_000, 9.0, None),
        ("standard", 0, 1.0, 2.0), ("standard", 200_000, 3.0, 4.0),
    ]


def test_the_sample_and_models_that_bill_otherwise_are_left_out_and_zero_is_kept() -> None:
    rows = litellm({
        "sample_spec": {"mode": "chat", "input_cost_per_token": 0.0},
        "img": {"mode": "image_generation", "input_cost_per_token": 1e-6},
        "old": {"mode": "completion", "input_cost_per_token": 0, "output_cost_per_token": 0},
        "none": {"mode": "chat", "litellm_provider": "x"},
    })
    assert rows.select("model_name", "provider_name").rows() == [("old", "none")]
    assert prices(rows) == [(0.0, 0.0)]


def test_either_name_of_a_cached_token_is_read() -> None:
    rows = litellm({"a": {"mode": "chat", "input_cost_per_token_cache_hit": 1e-7},
                    "b": {"mode": "chat", "cache_read_input_token_cost": 2e-7}})
    assert rows.sort("model_name")[NAMES["cached"]].to_list() == [0.1, 0.2]


def test_a_price_per_million_given_as_one_per_token_is_set_aside() -> None:
    found = litellm_prices.parse(json.dumps({
        "good": {"mode": "chat", "output_cost_per_token": 1e-6},
        "bad": {"mode": "chat", "output_cost_per_token": 0.6},
        "text": {"mode": "chat", "output_cost_per_token": "a lot"},
    }).encode())
    prices = dict(found.frame.select("model_name", "output_price_per_million_tokens_usd").iter_rows())
    assert prices == {"good": 1.0, "bad": None, "text": None}
    assert sorted((c.value, c.check_name) for c in found.set_aside) == [
        ("600000.0", "less_than_or_equal_to(1000)"), ("a lot", "not a number")]


@pytest.mark.parametrize("source", [litellm_prices, genai_prices, models_dev])
@pytest.mark.parametrize("data", [b"", b"3", b'["a"]', b'{"a": 1}'])
def test_another_kind_of_file_is_refused(source: Any, data: bytes) -> None:
    with pytest.raises(Unreadable):
        source.parse(data)


def genai(model_prices: Any) -> pl.DataFrame:
    model = {"id": "m", "match": {}, "prices": model_prices}
    found = genai_prices.parse(json.dumps([{"id": "openai", "models": [model]}]).encode())
    assert found.rejected == []
    return found.frame


def test_a_price_may_have_tiers_by_length() -> None:
    rows = genai({"input_mtok": {"base": 1.25, "tiers": [{"start": 200000, "price": 2.5}]},
                  "output_mtok": 10, "requests_kcount": 5})
    assert prices(rows, "min_prompt_token_count") == [(0, 1.25, 10.0), (200_000, 2.5, None)]


def test_a_dated_price_ends_the_one_before() -> None:
    rows = genai([
        {"prices": {"input_mtok": 10, "output_mtok": 40}},
        {"constraint": {"start_date": "2025-06-10"}, "prices": {"input_mtok": 2, "output_mtok": 8}},
    ]).sort("price_number")
    assert rows.select(pl.col("stated_from_date", "stated_to_date").cast(pl.String)).rows() == [
        (None, "2025-06-10"), ("2025-06-10", None)]
    assert rows[NAMES["output"]].to_list() == [40.0, 8.0]


def test_a_price_beside_one_with_hours_has_the_other_hours() -> None:
    rows = genai([
        {"prices": {"input_mtok": 0.135}},
        {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"},
         "prices": {"input_mtok": 0.27}},
    ])
    assert dict(rows.select("time_of_day", NAMES["input"]).iter_rows()) == {
        "16:30-00:30": 0.135, "00:30-16:30": 0.27}
    assert rows["price_number"].to_list() == [1, 1]


def test_models_dev_states_prices_per_million_and_leaves_models_without_costs_out() -> None:
    document = {"openai": {"id": "openai", "models": {
        "a": {"cost": {"input": 1, "output": 2.5, "cache_read": 0.1,
                       "context_over_200k": {"input": 2, "output": 5}}},
        "b": {"release_date": "2025-01-01"}, "c": {"cost": {"reasoning": 3}}}}}
    rows = models_dev.parse(json.dumps(document).encode()).frame
    assert prices(rows, "model_name", "min_prompt_token_count") == [
        ("a", 0, 1.0, 2.5), ("a", 200_000, 2.0, 5.0)]


def test_all_releases_of_litellm_say_what_the_file_says(shared_data: Path) -> None:
    for file in sorted((shared_data / "llm_prices_litellm").glob("*.json")):
        models = json.loads(file.read_bytes())
        found = litellm_prices.parse(file.read_bytes())
        base = found.frame.filter((pl.col("service_tier") == "standard")
                                  & (pl.col("min_prompt_token_count") == 0))
        dearest = base.group_by("model_name").agg(pl.col(NAMES["input"]).max())
        read = dict(dearest.drop_nulls().iter_rows())
        stated = {
            name: about["input_cost_per_token"] * MILLION for name, about in models.items()
            if about.get("mode") in litellm_prices.TEXT_MODES and name != "sample_spec"
            and about.get("input_cost_per_token") is not None
        }
        missing = {name: price for name, price in stated.items() if name not in read}
        assert all(price > 400 for price in missing.values()), missing
        assert {name: read[name] for name in read if name in stated} == pytest.approx(
            {name: stated[name] for name in read if name in stated})
        assert all({"tiered_pricing", "alias_of"} & models[name].keys() for name in read.keys() - stated)
        assert {cell.check_name for cell in found.rejected} <= {
            "less_than_or_equal_to(1000)", "a model listed before; the first entry counts"}


def test_all_releases_of_genai_prices_are_read_whole(shared_data: Path) -> None:
    for file in sorted((shared_data / "llm_prices_genai_prices").glob("*.json")):
        found = genai_prices.parse(file.read_bytes())
        priced = Counter(
            (provider["id"], model["id"])
            for provider in json.loads(file.read_bytes()) for model in provider["models"]
            for entry in (model["prices"] if isinstance(model["prices"], list)
                          else [{"prices": model["prices"]}])
            if entry["prices"].keys() & genai_prices.CLASSES.keys()
        )
        assert found.rejected == []
        assert set(found.frame.select("provider_name", "model_name").rows()) == priced.keys()


def test_the_kept_copy_of_models_dev_is_read_whole(shared_data: Path) -> None:
    (file,) = (shared_data / "models_dev").glob("*.json")
    found = models_dev.parse(file.read_bytes())
    models = [m for p in json.loads(file.read_bytes()).values() for m in p["models"].values()]
    assert found.rejected == []
    assert found.frame.height == sum(bool(model.get("cost")) for model in models)
