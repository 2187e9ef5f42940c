"""Every statement about a model, by source, and which of them is believed.

What the sources say stands in model_statements.py, how facts become the wide table in
core/model_release.sql.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.conform import facts
from pipelines.conform.facts import CURATED, Choice
from pipelines.conform.models.model_statements import (
    ATTRIBUTES,
    LISTS,
    identified,
    listed,
    of_register,
)
from pipelines.conform.names import Names, Registers
from pipelines.recipe import recipe
from schemas.models.model_release_fact import CoreModelReleaseFact

ORDER = (CURATED, *(table.removeprefix("raw.") for table in LISTS))
COMPUTE, METHOD, DEVELOPERS = "compute_flop", "compute_method", "organization_names"
LED = {"confidence_tier": COMPUTE, **dict.fromkeys(
    ("organization_ids", "country_codes", "parent_country_codes"), DEVELOPERS)}
"""Attributes that are believed of the record whose other attribute is believed."""
RULES = {
    COMPUTE: "curated if reported or with an interval, else databases, else curated",
    METHOD: "first that states the believed compute",
}
AFTER_DATABASES = 50
RECORD = ["model_id", "source_id", "source_key"]


def choice_of(attribute: str) -> Choice:
    """The bundled register first, then the lists; developers are believed of one record."""
    leader = LED.get(attribute)
    rule = f"of the record believed for {leader}" if leader else facts.first_of(*ORDER).rule
    return Choice(ORDER, RULES.get(attribute, rule), leader)


@recipe(
    CoreModelReleaseFact,
    reads=["seed.model_release", "seed.model_alias", "seed.organization", "seed.organization_alias",
           "seed.country_alias", *LISTS],
)
def model_release_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All facts of all sources, with the believed one of each model and attribute marked."""
    names = Names.of(frames["seed.model_alias"], "model_id")
    records = identified({table: frames[table] for table in LISTS}, names, Registers.of(frames))
    stated = pl.concat([
        of_register(frames["seed.model_release"], frames["seed.organization"]), *listed(records)])
    ranked = facts.ranked(stated, {name: choice_of(name) for name in ATTRIBUTES})
    agreed = _only_of_believed_compute(ranked.with_columns(rank=_with_weak_estimates_last()))
    return facts.with_choice(agreed, "model_id", CoreModelReleaseFact)


def _with_weak_estimates_last() -> pl.Expr:
    """A curated compute that is neither reported nor has an interval comes after the databases."""
    is_weak = (pl.col("attribute") == COMPUTE) & (pl.col("source_id") == CURATED) & (
        pl.col("basis") != "reported") & pl.col("value_low").is_null()
    late = pl.when(is_weak.fill_null(value=False)).then(AFTER_DATABASES).otherwise(0)
    return pl.col("rank") + late


def _only_of_believed_compute(ranked: pl.DataFrame) -> pl.DataFrame:
    """A method loses its rank unless its record states the compute that is believed."""
    stated = ranked.filter((pl.col("attribute") == COMPUTE) & pl.col("value").is_not_null())
    believed = facts.best(ranked, "model_id", COMPUTE).select("model_id", believed="value_number")
    agreeing = stated.join(believed, on="model_id").filter(
        (pl.col("value_number") / pl.col("believed") - 1).abs() < 1e-3
    ).select(*RECORD, agrees=pl.lit(value=True))
    return ranked.join(agreeing, on=RECORD, how="left", maintain_order="left").with_columns(
        rank=pl.when((pl.col("attribute") == METHOD) & pl.col("agrees").is_null())
        .then(None).otherwise(pl.col("rank"))
    ).drop("agrees")
