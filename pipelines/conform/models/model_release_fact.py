"""Every statement about a model, by source, and which of them is believed.

What the sources say stands in model_statements.py, how facts become the wide table in
core/model_release.sql.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.conform.models.model_names import Registers, aliases, seats_of
from pipelines.conform.models.model_statements import CURATED, LISTS, curated, identified, listed
from pipelines.recipe import recipe
from schemas import base
from schemas.models.model_release_fact import CoreModelReleaseFact

ORDER = (CURATED, *(table.removeprefix("raw.") for table in LISTS))
FINAL_REASONS = ("not_supported", "not_applicable")
"""Reasons that are knowledge, not the lack of it: no other source may fill the cell."""
COMPUTE = ("compute_flop", "confidence_tier")
DEVELOPERS = ("organization_names", "organization_ids", "country_codes", "parent_country_codes")
PAIRED = {"confidence_tier": "compute_flop", **dict.fromkeys(DEVELOPERS[1:], DEVELOPERS[0])}
"""Attributes that are believed of the record whose other attribute is believed."""

COMPUTE_RULE = "curated if reported or with an interval, else databases, else curated"
METHOD_RULE = "first that states the believed compute"
PAIRED_RULE = "of the record believed for {}"
CELL = ["model_id", "attribute"]
RECORD = ["model_id", "source_id", "source_key"]


@recipe(
    CoreModelReleaseFact,
    reads=["seed.model_release", "seed.model_alias", "seed.organization", "seed.organization_alias",
           "seed.country_alias", *LISTS],
)
def model_release_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All facts of all sources, with the believed one of each model and attribute marked."""
    organizations = frames["seed.organization"]
    registers = Registers(
        aliases(frames["seed.organization_alias"], "organization_id"),
        aliases(frames["seed.country_alias"], "country_code"),
        seats_of(organizations),
    )
    known = aliases(frames["seed.model_alias"], "model_id")
    records = identified({table: frames[table] for table in LISTS}, known, registers)
    facts = [*curated(frames["seed.model_release"], organizations), *listed(records)]
    return with_choice(pl.concat(facts)).select(c.name for c in base.columns(CoreModelReleaseFact))


def with_choice(facts: pl.DataFrame) -> pl.DataFrame:
    """Mark one fact per model and attribute as believed, and say by which rule."""
    ranked = facts.sort("model_id", "attribute", "source_id", "source_key").with_columns(
        rank=_rank(), rule=_rule())
    ranked = _only_of_believed_records(_only_of_believed_compute(ranked))
    best_first = ranked.sort(*CELL, "rank", "source_key", nulls_last=True)
    is_first = pl.int_range(pl.len()).over(CELL) == 0
    marked = best_first.with_columns(is_chosen=is_first & pl.col("rank").is_not_null())
    return marked.with_columns(
        chosen_by_rule=pl.when(pl.col("is_chosen")).then(pl.col("rule"))
    ).sort(*CELL, "source_id", "source_key")


def _rank() -> pl.Expr:
    """The lower, the better: a settling reason, a value by the order of sources, another reason."""
    place = pl.col("source_id").replace_strict({s: i for i, s in enumerate(ORDER)},
                                               return_dtype=pl.Int64)
    is_curated = pl.col("source_id") == CURATED
    is_estimate = (pl.col("attribute") == "compute_flop") & is_curated & (
        pl.col("basis") != "reported") & pl.col("value_low").is_null()
    return (
        pl.when(pl.col("reason_code").is_in(FINAL_REASONS)).then(-1)
        .when(pl.col("value").is_null()).then(100 + place)
        .when(is_estimate).then(50 + place)
        .otherwise(place)
    )


def _rule() -> pl.Expr:
    attribute = pl.col("attribute")
    paired = pl.format(PAIRED_RULE, attribute.replace_strict(PAIRED, default=None,
                                                             return_dtype=pl.String))
    return (
        pl.when(attribute == "compute_flop").then(pl.lit(COMPUTE_RULE))
        .when(attribute == "compute_method").then(pl.lit(METHOD_RULE))
        .when(attribute.is_in(list(PAIRED))).then(paired)
        .otherwise(pl.lit(f"first of {', '.join(ORDER)}"))
    )


def _chosen(facts: pl.DataFrame, attribute: str) -> pl.DataFrame:
    of_it = facts.filter((pl.col("attribute") == attribute) & pl.col("rank").is_not_null())
    return of_it.sort("model_id", "rank", "source_key").unique("model_id", keep="first",
                                                               maintain_order=True)


def _only_of_believed_records(facts: pl.DataFrame) -> pl.DataFrame:
    """Facts of paired attributes lose their rank unless their record is the believed one."""
    for leader in sorted(set(PAIRED.values())):
        followers = [name for name, other in PAIRED.items() if other == leader]
        believed = _chosen(facts, leader).select(*RECORD, is_led=pl.lit(value=True))
        facts = facts.join(believed, on=RECORD, how="left", maintain_order="left").with_columns(
            rank=pl.when(pl.col("attribute").is_in(followers) & pl.col("is_led").is_null())
            .then(None).otherwise(pl.col("rank"))
        ).drop("is_led")
    return facts


def _only_of_believed_compute(facts: pl.DataFrame) -> pl.DataFrame:
    """A method loses its rank unless its record states the compute that is believed."""
    stated = facts.filter((pl.col("attribute") == "compute_flop") & pl.col("value").is_not_null())
    believed = _chosen(facts, "compute_flop").select("model_id", believed="value_number")
    agreeing = stated.join(believed, on="model_id").filter(
        (pl.col("value_number") / pl.col("believed") - 1).abs() < 1e-3
    ).select(*RECORD, agrees=pl.lit(value=True))
    return facts.join(agreeing, on=RECORD, how="left", maintain_order="left").with_columns(
        rank=pl.when((pl.col("attribute") == "compute_method") & pl.col("agrees").is_null())
        .then(None).otherwise(pl.col("rank"))
    ).drop("agrees")
