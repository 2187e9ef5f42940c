"""A scored model that a list of prices spells out is priced, and a curated price names its model."""

from pathlib import Path

import pytest

from tests.dbt_like_sql.check.test_price_checks import failing
from tests.support.homes import opened
from tests.support.tiny import frame
from warehouse.paths import Home

NAMED = "scored_model_is_priced_where_a_list_names_it"
MEANT = "name_means_one_model"


@pytest.mark.parametrize(("name", "source", "model", "found"), [
    ("vertex_ai/gemini-1.5-flash", "litellm_prices", None, 1),
    ("gemini-1.5-flash-002", "litellm_prices", None, 1),
    ("gemini-1.5-flash", "litellm_prices", "gemini-1-5-flash", 0),
    ("gemini-1.5-flash-lite", "litellm_prices", None, 0),
])
def test_a_scored_model_that_a_list_names_has_a_price(
    name: str, source: str, model: str | None, found: int
) -> None:
    price = {"model_name": name, "source_id": source, "model_id": model, "is_chosen": True}
    score = {"model_id": "gemini-1-5-flash", "is_chosen": True}
    assert len(failing(NAMED, {"core.token_price": frame("core.token_price", price),
                               "core.benchmark_score": frame("core.benchmark_score", score)})) == found


def test_a_curated_price_without_its_model_is_told_though_lists_have_another() -> None:
    """The bundled price of gpt-4o-mini named no model, and kept the lists' price of it out."""
    prices = [{"model_name": "gpt-4o-mini", "source_id": "seed", "model_id": None, "is_chosen": True},
              {"model_name": "gpt-4o-mini", "source_id": "x", "model_id": "gpt-4o-mini", "is_chosen": True}]
    score = {"model_id": "gpt-4o-mini", "is_chosen": True}
    assert [row["source_id"] for row in failing(NAMED, {
        "core.token_price": frame("core.token_price", *prices),
        "core.benchmark_score": frame("core.benchmark_score", score)})] == ["seed"]


def test_a_name_that_two_models_are_meant_by_is_told() -> None:
    """GPT-3.5 Turbo had scores and no price, since lists of prices gave its name to GPT-3.5."""
    scores = [{"model_version": name, "model_id": model, "is_chosen": True} for name, model in (
        ("gpt-3.5-turbo-1106", "gpt-3-5-turbo"), ("gemini-2.5-pro_32K", "jun"), ("o1_high", "o1"))]
    prices = [{"model_name": name, "model_id": model, "source_id": "litellm_prices"} for name, model in (
        ("openai/gpt-3.5-turbo-1106", "gpt-3-5"), ("gemini-2.5-pro", "mar"), ("o1", "o1"), ("o1", None))]
    found = failing(MEANT, {"core.token_price": frame("core.token_price", *prices),
                            "core.benchmark_score": frame("core.benchmark_score", *scores)})
    assert sorted(row["printed_name"] for row in found) == ["gemini-2.5-pro", "gpt-3.5-turbo-1106"]


def test_what_comes_with_the_code_means_one_model_by_a_name(first_refresh: Path) -> None:
    with opened(Home(first_refresh).published) as con:
        assert con.execute("select failure_count from meta.check_result where check_name like ?",
                           [f"%{MEANT}"]).fetchall() == [(0,)]
