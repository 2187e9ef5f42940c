"""A scored model that a list of prices spells out is priced, and a curated price names its model."""

import pytest

from tests.dbt_like_sql.check.test_price_checks import failing
from tests.support.tiny import frame

NAMED = "scored_model_is_priced_where_a_list_names_it"


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
