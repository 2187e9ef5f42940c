"""Conditions of token prices: region, hours, length and tier, and fields that no rule reads."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.sources import genai_prices, litellm_prices, models_dev
from warehouse.rows.records import Parsed, Unreadable

INPUT = "input_price_per_million_tokens_usd"
OUTPUT = "output_price_per_million_tokens_usd"
CHAT = {"mode": "chat", "litellm_provider": "acme"}


def litellm(models: dict[str, Any]) -> Parsed:
    return litellm_prices.parse(json.dumps(models).encode())


def rows(found: Parsed, *columns: str) -> list[tuple[Any, ...]]:
    return sorted(found.frame.select(*columns, INPUT).rows())


def test_a_region_in_a_name_is_a_condition_of_the_price() -> None:
    entries = {name: CHAT | {"input_cost_per_token": price} for name, price in {
        "acme/m": 2e-6, "acme/eu/m": 3e-6, "acme/global/m": 2e-6, "us.maker.m-v1:0": 4e-6}.items()}
    assert rows(litellm(entries), "model_name", "region") == [
        ("acme/eu/m", "eu", 3), ("acme/global/m", "any", 2), ("acme/m", "any", 2),
        ("us.maker.m-v1:0", "us", 4)]


def test_a_region_that_nobody_knows_is_a_condition_and_is_told() -> None:
    """In every list; without its own, each such price would be one of all regions."""
    prices = {"acme/eu/m": 2, "acme/us/m": 3, "acme/kr/m": 4, "latam.maker.m": 5, "us.maker.m": 6}
    expected = [("acme/eu/m", "eu", 2), ("acme/kr/m", "kr", 4), ("acme/us/m", "us", 3),
                ("latam.maker.m", "latam", 5), ("us.maker.m", "us", 6)]
    lists = [
        litellm({name: CHAT | {"input_cost_per_token": f"{price}e-6"} for name, price in prices.items()}),
        models_dev.parse(json.dumps({"acme": {"models": {
            name: {"cost": {"input": price}} for name, price in prices.items()}}}).encode()),
        genai_prices.parse(json.dumps([{"id": "acme", "models": [
            {"id": name, "prices": {"input_mtok": price}} for name, price in prices.items()]}]).encode())]
    for found in lists:
        assert rows(found, "model_name", "region") == expected
        assert found.unread == {"region kr": 1, "region latam": 1}


def test_off_peak_hours_leave_the_plain_price_the_other_hours() -> None:
    windows = [{"hours_utc": ["00:00-06:00", "10:00-00:00"], "weekdays": [1, 2, 3, 4, 5]},
               {"hours_utc": "00:00-00:00", "weekdays": [6, 7]}]
    found = litellm({"m": CHAT | {
        "input_cost_per_token": 2e-6, "cache_read_input_token_cost": 1e-7,
        "off_peak_pricing": {"input_cost_per_token": 1e-6, "windows": windows}}})
    assert rows(found, "weekdays", "time_of_day") == [
        ("12345", "00:00-06:00", 1), ("12345", "06:00-10:00", 2), ("12345", "10:00-24:00", 1),
        ("67", "00:00-24:00", 1), ("any", "any", None)]
    assert found.unread == {}


@pytest.mark.parametrize("off_peak", [
    {"input_cost_per_token": 1e-6}, {"windows": []}, {"windows": [{"hours_utc": "night"}]}, "half"])
def test_hours_that_cannot_be_read_keep_the_model_out_and_are_told(off_peak: Any) -> None:
    found = litellm({"m": CHAT | {"input_cost_per_token": 2e-6, "off_peak_pricing": off_peak},
                     "n": CHAT | {"input_cost_per_token": 2e-6}})
    assert found.frame["model_name"].to_list() == ["n"]
    assert [(cell.column_name, cell.value) for cell in found.rejected] == [("model_name", "m")]


def test_steps_and_tiers_are_read_as_printed() -> None:
    found = litellm({"m": CHAT | {
        "input_cost_per_token_balanced": 3e-6, "input_cost_per_token_above_272k_tokens": 9e-6,
        "tiered_pricing": [{"range": [0, 32000.0], "input_cost_per_token": 1e-6},
                           {"range": [32000.0, 128000], "input_cost_per_token": 2e-6,
                            "output_cost_per_reasoning_token": 8e-6}]}})
    assert rows(found, "service_tier", "min_prompt_token_count") == [
        ("balanced", 0, 3), ("standard", 0, 1), ("standard", 32_000, 2), ("standard", 272_000, 9)]
    assert found.unread == {"tiered_pricing.output_cost_per_reasoning_token": 1}


def test_every_field_that_speaks_of_a_price_and_is_not_read_is_counted() -> None:
    found = litellm({name: CHAT | {"input_cost_per_token": 1e-6, "input_cost_per_token_turbo": 9e-6,
                                   "input_cost_per_audio_token": 2e-6, "max_tokens": 5}
                     for name in ("a", "b")} | {"c": CHAT | {"eu_uplift_multiplier": 1.1}})
    assert found.unread == {"input_cost_per_token_turbo": 2, "input_cost_per_audio_token": 2,
                            "eu_uplift_multiplier": 1}


def test_a_model_listed_twice_keeps_its_first_entry_and_the_second_is_told() -> None:
    entry = '"m": {"mode": "chat", "input_cost_per_token": %s}'
    data = "{" + entry % "2e-6" + "," + entry % "5e-6" + "}"
    found = litellm_prices.parse(data.encode())
    assert found.frame[INPUT].to_list() == [2]
    assert [(c.value, c.check_name) for c in found.rejected] == [
        ("m", "a model listed before; the first entry counts")]


def test_another_name_of_a_model_has_its_prices_and_one_of_none_is_told() -> None:
    found = litellm({"a-latest": {"alias_of": "a-middle"}, "a-middle": {"alias_of": "a"},
                     "a": CHAT | {"input_cost_per_token": 1e-6}, "b": {"alias_of": "gone"},
                     "c": {"alias_of": "c"}})
    assert rows(found, "model_name") == [("a", 1), ("a-latest", 1), ("a-middle", 1)]
    assert [cell.value for cell in found.rejected] == ["b", "c"]


def models(cost: dict[str, Any]) -> Parsed:
    document = {"acme": {"models": {"m": {"cost": cost}}}}
    return models_dev.parse(json.dumps(document).encode())


def test_tiers_of_context_count_before_the_field_of_200k() -> None:
    tiers = [{"input": 5, "tier": {"type": "context", "size": 272000}}]
    found = models({"input": 2.5, "tiers": tiers, "context_over_200k": {"input": 5}})
    assert rows(found, "min_prompt_token_count") == [(0, 2.5), (272_000, 5)]
    legacy = models({"input": 2.5, "context_over_200k": {"input": 5}, "input_audio": 7})
    assert rows(legacy, "min_prompt_token_count") == [(0, 2.5), (200_000, 5)]
    assert legacy.unread == {"cost.input_audio": 1}


def test_a_tier_of_another_kind_is_counted_and_not_read_as_a_length() -> None:
    found = models({"input": 1, "tiers": [{"input": 2, "tier": {"type": "hour", "size": 5}}]})
    assert (rows(found, "min_prompt_token_count"), found.unread) == ([(0, 1)], {"cost.tiers of hour": 1})


def genai(model: Any) -> Parsed:
    return genai_prices.parse(json.dumps([{"id": "acme", "models": [model]}]).encode())


def test_the_third_shape_of_a_list_says_what_the_second_said() -> None:
    """Its providers stand beside the units of their prices; another unit than ours is not passed over."""
    providers = [{"id": "acme", "models": [{"id": "m", "prices": {"input_mtok": 2, "output_mtok": 6}}]}]
    units: dict[str, Any] = {"input_tokens": {"per": 1_000_000, "price_key": "input_mtok"},
                             "requests": {"per": 1000, "price_key": "requests_kcount"}, "odd": None}
    second, third = (genai_prices.parse(json.dumps(document).encode())
                     for document in (providers, {"units": units, "providers": providers}))
    assert third.frame.equals(second.frame) and third.frame.height == 1
    units["input_tokens"]["per"] = 1000
    with pytest.raises(Unreadable, match=r"another number of tokens than 1000000: .*'input_mtok': '1000'"):
        genai_prices.parse(json.dumps({"units": units, "providers": providers}).encode())


def test_several_windows_leave_the_price_without_hours_the_rest() -> None:
    def at(start: str, end: str, price: float) -> dict[str, Any]:
        return {"constraint": {"start_time": start, "end_time": end}, "prices": {"input_mtok": price}}
    found = genai({"id": "m", "prices": [
        {"prices": {"input_mtok": 1, "input_audio_mtok": 9}},
        at("06:00:00Z", "08:00:00Z", 2), at("20:00:00Z", "22:00:00Z", 3)]})
    assert rows(found, "time_of_day") == [
        ("06:00-08:00", 2), ("08:00-20:00", 1), ("20:00-22:00", 3), ("22:00-06:00", 1)]
    assert found.unread == {"input_audio_mtok": 1}


@pytest.mark.parametrize("model", [
    None, [], {"id": "m"}, {"id": "m", "prices": None}, {"id": "m", "prices": [None]},
    {"id": "m", "prices": {"input_mtok": {"base": 1}}},
    {"id": "m", "prices": [{"constraint": {"region": "eu"}, "prices": {"input_mtok": 1}}]}])
def test_a_model_of_another_kind_stops_no_other(model: Any) -> None:
    document = [{"id": "acme", "models": [model, {"id": "n", "prices": {"input_mtok": 1}}]}]
    found = genai_prices.parse(json.dumps(document).encode())
    assert found.frame["model_name"].to_list() == ["n"]
    assert [cell.column_name for cell in found.rejected] == ["model_name"]


@pytest.mark.parametrize("terms", [
    {"currency": "CNY"}, {"unit": "1k"}, {"price_unit": "per_1k_tokens"}, {"service_tier": "priority"},
    {"effective_date": "2027-01-01"}, {"valid_until": "2025-01-01"}])
def test_prices_on_terms_that_no_rule_reads_are_no_prices_in_any_list(terms: dict[str, str]) -> None:
    """A model in yuan stood in dollars; its neighbour is read, and so is one that states our own terms."""
    ours = {"currency": "usd", "unit": "token"}
    lists = [
        litellm({name: CHAT | {"input_cost_per_token": 1e-6} | said
                 for name, said in (("odd", terms), ("plain", {}), ("said", ours))}),
        models_dev.parse(json.dumps({"acme": {"models": {
            name: {"cost": {"input": 1}} | said
            for name, said in (("odd", terms), ("plain", {}), ("said", ours))}}}).encode()),
        genai_prices.parse(json.dumps([{"id": "acme", "models": [
            {"id": name, "prices": {"input_mtok": 1}} | said
            for name, said in (("odd", terms), ("plain", {}), ("said", ours))]}]).encode())]
    for found in lists:
        assert rows(found, "model_name") == [("plain", 1), ("said", 1)]
        (told,) = found.rejected
        assert told.value == "odd" and "terms that no rule reads" in told.check_name


@pytest.mark.parametrize("price", [
    {"base": 1, "tiers": [], "currency": "EUR"},
    {"base": 1, "tiers": [{"start": 9, "price": 2, "kind": "batch"}]}])
def test_a_price_that_says_more_than_is_read_is_refused(price: dict[str, Any]) -> None:
    found = genai({"id": "m", "prices": {"input_mtok": price}})
    assert found.frame.is_empty() and "a price of another kind" in found.rejected[0].check_name


def test_prices_deep_in_an_entry_are_told() -> None:
    deep = {"experimental": {"modes": {"fast": {"cost": {"input": 5}}}}}
    found = models_dev.parse(json.dumps({"acme": {"models": {"m": {"cost": {"input": 1}} | deep}}}).encode())
    assert (rows(found, "model_name"), found.unread) == ([("m", 1)], {"experimental.modes.fast.cost": 1})
    other = genai({"id": "m", "prices": {"input_mtok": 1}, "batch_prices": {"input_mtok": 0.5}})
    assert other.unread == {"batch_prices": 1}


def test_a_size_of_context_in_another_unit_is_counted_and_not_read() -> None:
    found = models({"input": 1, "tiers": [{"input": 2, "tier": {"type": "context", "size": 5, "unit": "k"}}]})
    assert rows(found, "min_prompt_token_count") == [(0, 1)]
    assert found.unread == {"cost.tiers of context, unit": 1}


def test_lengths_in_thousands_and_millions_are_read_however_they_are_written() -> None:
    found = litellm({"m": CHAT | {"input_cost_per_token": 1e-6,
                                  "input_cost_per_token_above_200K_tokens": 2e-6,
                                  "input_cost_per_token_above_1m_tokens_batch": 3e-6}})
    assert rows(found, "service_tier", "min_prompt_token_count") == [
        ("batch", 1_000_000, 3), ("standard", 0, 1), ("standard", 200_000, 2)]
