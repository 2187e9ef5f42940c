"""Token prices joined with scores: which price in effect buys which score on which day.

Series over months stand in token_price_at_capability.py.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.statistics.kit.intervals import Z

STATED = ("provider_id", "model_id", "source_id", "model_name")
BLEND_KINDS = ("input_3_output_1", "output")
FIRST_PARTY = ("core.model_release", "core.organization", "core.provider")
"""What tells whether a seller is the developer of what it sells."""


def blended(prices: pl.DataFrame, input_weight: float) -> pl.DataFrame:
    """Intervals in which both input and output price of a model held, with their blends.

    Only believed standard prices without conditions; a stated zero may mean unknown.
    """
    plain = prices.filter(
        pl.col("is_headline") & ~pl.col("is_zero_stated") & pl.col("model_id").is_not_null()
        & (pl.col("price_per_million_tokens_usd") > 0)
    ).select(*STATED, "token_class", "effective_from_date", "effective_to_date",
             price="price_per_million_tokens_usd")
    both = plain.filter(pl.col("token_class") == "input").join(
        plain.filter(pl.col("token_class") == "output"), on=list(STATED), suffix="_output")
    never = pl.date(9999, 12, 31)
    held = both.with_columns(
        from_date=pl.max_horizontal("effective_from_date", "effective_from_date_output"),
        to_date=pl.min_horizontal(pl.col("effective_to_date").fill_null(never),
                                  pl.col("effective_to_date_output").fill_null(never)),
        input_3_output_1=(input_weight * pl.col("price") + pl.col("price_output"))
        / (input_weight + 1),
        output=pl.col("price_output"),
    ).filter(pl.col("from_date") < pl.col("to_date"))
    return held.select(*STATED, "from_date", "to_date", *BLEND_KINDS)


def version_scores(scores: pl.DataFrame) -> pl.DataFrame:
    """Believed scores of the versions of a model, with an interval where one is stated."""
    margin = Z["ci90"] * pl.col("score_standard_error")
    known = scores.filter(pl.col("model_id").is_not_null() & pl.col("is_chosen")).with_columns(
        low=pl.coalesce("score_low", pl.col("score") - margin, "score"),
        high=pl.coalesce("score_high", pl.col("score") + margin, "score"),
        is_reasoning=pl.col("is_reasoning_model"),
    )
    version = ["scale_id", "model_id", "is_reasoning", "release_date"]
    ordered = known.sort(*version, "score", "source_id", "model_version",
                         descending=[False] * 4 + [True, False, False])
    return ordered.unique(version, keep="first", maintain_order=True).select(
        *version, "score", "low", "high")


def priced_scores(
    frames: Mapping[str, pl.DataFrame], input_weight: float
) -> pl.DataFrame:
    """Every interval of a price with every score of a version that was out by then.

    A price names a model, not a version: from a version's release on, it buys that version's score.
    """
    held = blended(frames["core.token_price"], input_weight).join(
        first_parties(frames), on=["provider_id", "model_id"], how="left",
    ).with_columns(pl.col("is_first_party").fill_null(False))
    scored = held.join(version_scores(frames["core.benchmark_score"]), on="model_id")
    dated = scored.with_columns(from_date=pl.max_horizontal("from_date", "release_date"))
    return dated.filter(pl.col("from_date") < pl.col("to_date")).sort(
        "scale_id", "model_id", "provider_id", "source_id", "model_name", "from_date", "score")


def first_parties(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Sellers and the models that they, or firms of their ultimate parent, developed."""
    heads = frames["core.organization"].select(
        "organization_id", head=pl.coalesce("ultimate_parent_id", "organization_id"))
    sellers = frames["core.provider"].select("provider_id", "organization_id").join(
        heads, on="organization_id")
    developers = frames["core.model_release"].select(
        "model_id", organization_id="organization_ids").explode("organization_id").join(
        heads, on="organization_id")
    return sellers.join(developers, on="head").select("provider_id", "model_id").unique(
        ).with_columns(is_first_party=pl.lit(True))
