"""Conditions decide which prices speak of each other, and which one a buyer without any pays."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.dbt_like_sql.check.test_price_checks import failing
from tests.dbt_like_sql.core.test_token_price import (
    LOOKS,
    believed,
    chosen,
    listing,
    record,
    stated,
)

PEAK, OFF_PEAK = {"time_of_day": "06:00-10:00"}, {"time_of_day": "10:00-06:00"}


def every_day(price: float, model: str = "m", **more: Any) -> list[dict[str, Any]]:
    return [record(day, price, model, **more) for day in LOOKS]


def headlines(prices: pl.DataFrame) -> list[tuple[str, float]]:
    rows = prices.filter(pl.col("is_headline")).sort("model_name")
    return rows.select("model_name", "price_per_million_tokens_usd").rows()


@pytest.mark.parametrize("more", [
    {"region": "eu"}, {"service_tier": "batch"}, {"min_prompt_token_count": 272_000}])
def test_a_price_under_a_condition_stands_beside_the_plain_one(more: dict[str, Any]) -> None:
    """An alphabetically earlier name in a region costs 9; the plain price of 8 is still believed."""
    found = listing(*every_day(8.0, "acme/m"), *every_day(9.0, "acme/eu/m", **more))
    prices = believed([], found)
    assert sorted(chosen(prices)) == [
        ("litellm_prices", "2025-01-01", None, price) for price in (8.0, 9.0)]
    assert ("acme/m", 8.0) in headlines(prices)
    assert "acme/eu/m" not in dict(headlines(prices))


def test_the_plainer_of_two_names_is_believed() -> None:
    found = listing(*every_day(8.0, "acme/m"), *every_day(9.0, "acme/accounts/m"))
    assert chosen(believed([], found)) == [("litellm_prices", "2025-01-01", None, 8.0)]


def test_names_that_end_alike_are_not_one_model() -> None:
    found = listing(*every_day(4.0, "acme/r1/community"), *every_day(0.9, "acme/v3/community"))
    assert {("acme/r1/community", 4.0), ("acme/v3/community", 0.9)} <= set(headlines(believed([], found)))


def test_a_provider_before_the_name_and_letters_of_case_tell_no_models_apart() -> None:
    """genai-prices says 4 of org/new at acme; LiteLLM's 5 of acme/Org/New is the same and gives way."""
    found = listing(*every_day(4.0, "org/new", source_id="genai_prices"), *every_day(5.0, "acme/Org/New"))
    assert ("org/new", 4.0) in headlines(believed([], found))
    assert "acme/Org/New" not in dict(headlines(believed([], found)))


def test_prices_of_several_hours_hold_side_by_side_and_the_dearest_is_the_headline() -> None:
    prices = believed([], listing(*every_day(8.0, **PEAK), *every_day(4.0, **OFF_PEAK)))
    assert sorted(row[-1] for row in chosen(prices)) == [4.0, 8.0]
    assert ("m", 8.0) in headlines(prices)
    assert ("m", 4.0) not in headlines(prices)


def test_a_price_at_any_hour_never_stands_beside_those_of_a_better_list() -> None:
    hours = [*every_day(8.0, source_id="genai_prices", **PEAK),
             *every_day(4.0, source_id="genai_prices", **OFF_PEAK)]
    prices = believed([], listing(*hours, *every_day(6.0)))
    assert {(row[0], row[-1]) for row in chosen(prices)} == {("genai_prices", 8.0), ("genai_prices", 4.0)}


def test_an_open_bundled_price_ends_where_the_list_begins_to_part_the_hours() -> None:
    found = listing(*[record(day, 5.0) for day in LOOKS[:2]], *[
        one for day in LOOKS[2:] for one in (record(day, 6.0, **PEAK), record(day, 3.0, **OFF_PEAK))])
    assert sorted(chosen(believed([stated(5.0, date(2024, 1, 1))], found))) == [
        ("litellm_prices", "2025-03-01", None, 3.0), ("litellm_prices", "2025-03-01", None, 6.0),
        ("seed", "2024-01-01", "2025-03-01", 5.0)]


def test_one_price_at_any_hour_beside_windows_in_a_list_blocks() -> None:
    """The check of the kind finds the pair, and nothing where the windows stand alone."""
    check = "token_price_of_all_hours_stands_alone"
    both = believed([], listing(*every_day(6.0), *every_day(8.0, **PEAK)))
    alone = believed([], listing(*every_day(4.0, **OFF_PEAK), *every_day(8.0, **PEAK)))
    assert len(failing(check, {"core.token_price": both})) == 1
    assert failing(check, {"core.token_price": alone}) == []
