"""From sightings of lists to intervals, and from intervals to one believed price, by hand."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.bundle import Bundle
from tests.support.tiny import frame, made

LOOKS = [date(2025, month, 1) for month in (1, 2, 3, 4, 5)]
TABLES = {"litellm_prices": "raw.litellm_price", "genai_prices": "raw.genai_price",
          "models_dev": "raw.models_dev_price"}
Interval = tuple[str, str | None, float]


def record(day: date, price: float | None, model: str = "m", **more: Any) -> dict[str, Any]:
    return {
        "observed_date": day, "source_id": "litellm_prices", "first_snapshot_id": f"s{day.month}",
        "source_locator": "row 1", "provider_name": "acme", "model_name": model,
        "service_tier": "standard", "min_prompt_token_count": 0, "time_of_day": "any",
        "weekdays": "any", "region": "any", "price_number": 1,
        "output_price_per_million_tokens_usd": price, **more,
    }


def listing(*records: dict[str, Any]) -> pl.DataFrame:
    """The intervals that sightings give; another model shows that the list was looked at."""
    seen = {(r["source_id"], r["observed_date"]) for r in records}
    others = [record(day, 9.0, "other", source_id="litellm_prices") for day in LOOKS]
    by_source: dict[str, list[dict[str, Any]]] = {"litellm_prices": others}
    for one in records:
        by_source.setdefault(one["source_id"], []).append(one)
    assert seen
    return made("core.token_price_listing", *[
        (TABLES[source], frame(TABLES[source], *rows)) for source, rows in by_source.items()])


def intervals(found: pl.DataFrame, model: str = "m") -> list[Interval]:
    rows = found.filter(pl.col("model_name") == model).sort("effective_from_date")
    dates = pl.col("effective_from_date", "effective_to_date").cast(pl.String)
    return rows.select(dates, "price_per_million_tokens_usd").rows()


def test_an_unchanged_price_is_one_interval_until_it_is_seen_to_differ() -> None:
    """5 on 1 January and 1 February, 4 on 1 March and since: 5 held from January until March."""
    seen = [5.0, 5.0, 4.0, 4.0, 4.0]
    found = listing(*[record(day, price) for day, price in zip(LOOKS, seen, strict=True)])
    assert intervals(found) == [("2025-01-01", "2025-03-01", 5.0), ("2025-03-01", None, 4.0)]
    first = found.filter(pl.col("model_name") == "m").row(0, named=True)
    assert (first["last_observed_date"], first["first_snapshot_id"]) == (LOOKS[1], "s1")
    assert first["effective_basis"] == "observed"


def test_a_price_that_is_gone_ends_at_the_next_look_and_may_come_back() -> None:
    found = listing(record(LOOKS[0], 5.0), record(LOOKS[3], 5.0), record(LOOKS[4], 5.0))
    assert intervals(found) == [("2025-01-01", "2025-02-01", 5.0), ("2025-04-01", None, 5.0)]


def test_a_dated_price_begins_when_the_list_says_and_cuts_the_one_before() -> None:
    """Undated 10 seen in January; from February the list also dates 2 from 20 January."""
    later = {"price_number": 2, "stated_from_date": date(2025, 1, 20)}
    ending = {"stated_to_date": date(2025, 1, 20)}
    found = listing(record(LOOKS[0], 10.0), *[
        one for day in LOOKS[1:] for one in (record(day, 10.0, **ending), record(day, 2.0, **later))])
    assert intervals(found) == [("2025-01-01", "2025-01-20", 10.0), ("2025-01-20", None, 2.0)]
    assert found.filter(pl.col("price_per_million_tokens_usd") == 2)["effective_basis"].item() == "stated"


def test_of_two_statements_about_one_date_the_latest_stands() -> None:
    dated = {"stated_from_date": date(2024, 6, 1)}
    found = listing(*[record(day, 3.0 if day < LOOKS[2] else 4.0, **dated) for day in LOOKS])
    assert intervals(found) == [("2024-06-01", None, 4.0)]


def test_a_price_that_ended_before_it_was_first_seen_is_left_out() -> None:
    ended = {"stated_to_date": date(2024, 12, 1)}
    assert intervals(listing(*[record(day, 5.0, **ended) for day in LOOKS])) == []


def test_conditions_are_prices_of_their_own() -> None:
    long = {"min_prompt_token_count": 200_000}
    found = listing(*[one for day in LOOKS for one in (record(day, 1.0), record(day, 2.0, **long))])
    assert sorted(intervals(found)) == [("2025-01-01", None, 1.0), ("2025-01-01", None, 2.0)]


# Which price is believed

ALIAS = frame("seed.provider_alias", *[
    {"source_id": source, "alias": "acme", "provider_id": "acme", "citation": "x"} for source in TABLES])
MODEL = frame("seed.token_model_alias", {"alias": "m", "model_id": "model-m", "citation": "x"})
LISTED = frame("core.model_release", {"model_id": "model-m", "model_name": "M"})


def stated(price: float, begin: date, end: date | None = None, **more: Any) -> dict[str, Any]:
    return {
        "token_price_id": f"p-{begin}", "provider_id": "acme", "model_name": "m",
        "model_id": "model-m", "service_tier": "standard", "min_prompt_token_count": 0,
        "time_of_day": "any", "weekdays": "any", "region": "any",
        "output_price_per_million_tokens_usd": price,
        "effective_from_date": begin, "effective_to_date": end, "price_basis": "reported",
        "citation": "x", **more,
    }


def believed(seeds: list[dict[str, Any]], found: pl.DataFrame) -> pl.DataFrame:
    return made(
        "core.token_price", ("seed.token_price", frame("seed.token_price", *seeds)),
        ("core.token_price_listing", found), ("seed.provider_alias", ALIAS),
        ("seed.token_model_alias", MODEL), ("core.model_release", LISTED))


def chosen(prices: pl.DataFrame) -> list[tuple[Any, ...]]:
    rows = prices.filter(pl.col("is_chosen") & (pl.col("model_id") == "model-m"))
    dates = pl.col("effective_from_date", "effective_to_date").cast(pl.String)
    return rows.sort("effective_from_date").select(
        "source_id", dates, "price_per_million_tokens_usd").rows()


def test_the_bundled_price_keeps_out_what_lists_say_of_the_same_days() -> None:
    found = listing(*[record(day, 7.0) for day in LOOKS])
    prices = believed([stated(5.0, date(2024, 1, 1), date(2025, 2, 15))], found)
    assert chosen(prices) == [("seed", "2024-01-01", "2025-02-15", 5.0)]
    assert prices.filter(pl.col("model_id") == "model-m").height == 2


def test_an_open_bundled_price_ends_where_a_list_that_agreed_sees_another() -> None:
    """Bundled 5 since 2024, open. The list says 5 in January and February and 3 from March on."""
    seen = [5.0, 5.0, 3.0, 3.0, 3.0]
    found = listing(*[record(day, price) for day, price in zip(LOOKS, seen, strict=True)])
    assert chosen(believed([stated(5.0, date(2024, 1, 1))], found)) == [
        ("seed", "2024-01-01", "2025-03-01", 5.0), ("litellm_prices", "2025-03-01", None, 3.0)]


def test_a_list_that_never_agreed_does_not_end_a_bundled_price() -> None:
    found = listing(*[record(day, price) for day, price in zip(LOOKS, [9, 9, 3, 3, 3], strict=True)])
    assert chosen(believed([stated(5.0, date(2024, 1, 1))], found)) == [
        ("seed", "2024-01-01", None, 5.0)]


def test_the_better_list_speaks_until_its_last_sighting_only() -> None:
    """genai-prices says 4 until it was last looked at in February; LiteLLM says 3 from April on."""
    genai = [record(day, 4.0, source_id="genai_prices") for day in LOOKS[:2]]
    prices = believed([], listing(*genai, *[record(day, 3.0) for day in LOOKS[3:]]))
    assert chosen(prices) == [
        ("genai_prices", "2025-01-01", "2025-04-01", 4.0), ("litellm_prices", "2025-04-01", None, 3.0)]


@pytest.mark.parametrize("changed", [
    {"provider_name": "nobody"}, {"output_price_per_million_tokens_usd": 0.0}])
def test_zeros_and_prices_of_unknown_providers_are_kept_but_not_believed(
    changed: dict[str, Any]
) -> None:
    prices = believed([], listing(*[record(day, 5.0, **changed) for day in LOOKS]))
    mine = prices.filter(pl.col("model_name") == "m")
    assert mine["is_chosen"].to_list() == [False]
    assert mine["is_zero_stated"].to_list() == [mine["price_per_million_tokens_usd"].item() == 0]


def test_a_model_is_told_by_its_name_after_the_last_slash() -> None:
    found = listing(*[record(day, 5.0, "acme/labs/m") for day in LOOKS])
    prices = believed([], found).filter(pl.col("model_name") == "acme/labs/m")
    assert prices["model_id"].to_list() == ["model-m"]


def test_bundled_prices_are_all_believed_and_reach_back_to_2020() -> None:
    prices = Bundle()("core.token_price")
    assert prices["effective_from_date"].min() < date(2021, 1, 1)
    assert prices.filter(pl.col("is_chosen")).height == prices.height
    assert prices["model_id"].n_unique() > 50
