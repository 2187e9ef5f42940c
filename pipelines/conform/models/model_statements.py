"""What each source says of a model, attribute by attribute; which of it is believed is not said here.

A statement names the attribute of ours, the publisher's column, and how one follows from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipelines.conform.facts import (
    NO_NUMBER,
    UNSAID,
    Curated,
    Statement,
    curated,
    facts_of,
    joined,
)
from pipelines.conform.names import BY_REGISTER, Names, Registers
from schemas import base
from schemas.models.model_release import TIERS, SeedModelRelease
from schemas.words import ACCESS, FORMATS
from schemas.words import COMPUTE_METHODS as METHODS

LISTS = ("raw.epoch_frontier_models", "raw.epoch_notable_models", "raw.epoch_large_scale_models",
         "raw.epoch_all_models")
"""Epoch AI's lists, the one that is believed first in front: the narrower, the better kept up."""

NOT_FACTS = ("model_id", "unknown", "citation", "citation_url", "compute_flop_basis",
             "compute_flop_low", "compute_flop_high")
OF_DEVELOPERS = {"organization_names": "organization_name", "country_codes": "country_code",
                 "parent_country_codes": "ultimate_parent_country_code"}
"""What the register of organizations adds to a bundled model, by its column there."""
REGISTER = Curated(
    "model_id",
    (*(c.name for c in base.columns(SeedModelRelease) if c.name not in NOT_FACTS), *OF_DEVELOPERS),
    basis_of={"compute_flop": "compute_flop_basis"},
    bounds_of={"compute_flop": ("compute_flop_low", "compute_flop_high")},
    place_of=dict.fromkeys(OF_DEVELOPERS, f"organization_ids{BY_REGISTER}"),
)


def _mapped(column: str, words: Mapping[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(words, default=None, return_dtype=pl.String)


def _plain(attribute: str, column: str) -> Statement:
    return Statement(attribute, column, pl.col(column), basis=pl.lit("estimated"))


def _compute(bounds: Sequence[str]) -> Statement:
    """Training compute; bounds count only where the figure lies between them."""
    value = pl.col("training_compute_flop")
    low, high = (pl.col(name) for name in bounds) if bounds else (NO_NUMBER, NO_NUMBER)
    inside = (low < value) & (value < high)
    return Statement(
        "compute_flop", "training_compute_flop", value,
        low=pl.when(inside).then(low), high=pl.when(inside).then(high),
        basis=pl.when(pl.col("is_reported")).then(pl.lit("reported")).when(~pl.col("is_unclear"))
        .then(pl.lit("estimated")),
    )


def _tokens(has_epochs: bool) -> Statement:
    """Data seen: its size times the passes; of two sizes in a cell the ends stay an interval."""
    passes = pl.col("epoch_count").fill_null(1.0) if has_epochs else pl.lit(1.0)
    low, high = (pl.col(f"dataset_size_count_{end}") * passes for end in ("low", "high"))
    return Statement(
        "dataset_token_count", "dataset_size", pl.when(low == high).then(low),
        low=pl.when(low < high).then(low), high=pl.when(low < high).then(high),
        basis=pl.lit("estimated"),
    )


COMMON = (
    Statement("model_name", "model_name", pl.col("model_name")),
    Statement("domains", "domains", joined("domains")),
    Statement("organization_names", "organization_names", joined("organization_names")),
    Statement("organization_ids", "organization_names", joined("organization_ids")),
    *(Statement(name, "country_names", joined(name), record_place=pl.col("country_place"))
      for name in ("country_codes", "parent_country_codes")),
    Statement("release_date", "publication_date", pl.col("publication_date").cast(pl.String)),
    Statement("base_model_id", "base_models", pl.col("base_model_id")),
    Statement("is_fine_tune", "base_models",
              pl.when(pl.col("base_model_id").is_not_null()).then(pl.lit("true"))),
    Statement("confidence_tier", "confidence",
              _mapped("confidence", {tier: tier for tier in TIERS})),
    Statement("training_hardware", "training_hardware", joined("training_hardware")),
    Statement("weights_access", "model_accessibility", _mapped("model_accessibility", ACCESS)),
    _plain("parameter_count", "parameter_count"),
    _plain("training_chip_count", "hardware_count"),
    _plain("training_hour_count", "training_hour_count"),
    _plain("mfu_share", "mfu_share"),
    _plain("finetune_compute_flop", "finetune_compute_flop"),
)
OF_TRAINING = (
    Statement("number_format", "number_format", _mapped("number_format", FORMATS)),
    _plain("publisher_cost_usd_2023", "training_cost_usd_2023"),
)
OF_HARDWARE = (
    _compute(("training_compute_flop_low", "training_compute_flop_high")),
    _plain("training_chip_hour_count", "training_chip_hour_count"),
    Statement("compute_method", "compute_methods", pl.col("compute_method")),
)
NOTABILITY = Statement("notability_criteria", "notability_criteria", joined("notability_criteria"))
IS_FRONTIER = pl.when(pl.col("is_frontier")).then(pl.lit("true"))
STATEMENTS: dict[str, tuple[Statement, ...]] = {
    "raw.epoch_frontier_models": (
        *COMMON, *OF_TRAINING, *OF_HARDWARE, _tokens(has_epochs=True),
        Statement("is_frontier", "model_name", pl.lit("true"))),
    "raw.epoch_notable_models": (
        *COMMON, *OF_TRAINING, _compute(()), _tokens(has_epochs=True), NOTABILITY,
        Statement("is_frontier", "is_frontier", IS_FRONTIER)),
    "raw.epoch_large_scale_models": (*COMMON, _compute(()), _tokens(has_epochs=False)),
    "raw.epoch_all_models": (
        *COMMON, *OF_TRAINING, *OF_HARDWARE, _tokens(has_epochs=True), NOTABILITY),
}


ATTRIBUTES = tuple(dict.fromkeys(
    [*REGISTER.attributes, *(said.attribute for told in STATEMENTS.values() for said in told)]))


def identified(
    records: Mapping[str, pl.DataFrame], names: Names, registers: Registers
) -> dict[str, pl.DataFrame]:
    """The lists' records that count, with model, base model, developers and countries by id."""
    named = {table: _with_ids(records[table], names, registers) for table in LISTS}
    figure, methods = ["model_id", "training_compute_flop"], ("is_reported", "is_unclear")
    said = pl.concat([
        frame.select(
            *figure, is_reported=(pl.col("compute_method") == "reported").fill_null(value=False),
            is_unclear=pl.col("compute_methods").list.first().is_not_null()
            & pl.col("compute_method").is_null())
        for frame in named.values() if "compute_method" in frame.columns
    ]).group_by(figure).agg(pl.col(methods).any())
    return {
        table: frame.join(said, how="left", on=figure, maintain_order="left")
        .with_columns(pl.col(methods).fill_null(value=False))
        for table, frame in named.items()
    }


def _with_ids(records: pl.DataFrame, names: Names, registers: Registers) -> pl.DataFrame:
    counts = pl.col("occurrence") == 1
    if "is_excluded" in records.columns:
        counts &= ~pl.col("is_excluded")
    kept = records.filter(counts)
    found = [_ids(row, names, registers) for row in kept.iter_rows(named=True)]
    lists = dict.fromkeys(("organization_ids", "country_codes", "parent_country_codes"),
                          base.TEXT_LIST)
    ids = pl.DataFrame(
        found, orient="row", schema={"model_id": pl.String, "base_model_id": pl.String, **lists,
                                     "country_place": pl.String})
    with_ids = pl.concat([kept, ids], how="horizontal")
    if "compute_methods" not in kept.columns:
        return with_ids
    first = pl.col("compute_methods").list.first()
    method = first.replace_strict(METHODS, default=None, return_dtype=pl.String)
    return with_ids.with_columns(compute_method=pl.when(first.is_not_null()).then(method))


def _ids(
    row: Mapping[str, object], names: Names, registers: Registers
) -> tuple[str, str | None, list[str], list[str], list[str], str]:
    source = str(row["source_id"])
    developers, countries, bases = (_words(row[name]) for name in
                                    ("organization_names", "country_names", "base_models"))
    who = registers.developers(source, developers, countries)
    base_model = names.id_of(source, bases[0]) if bases else None
    return (
        names.id_of(source, str(row["model_name"])), base_model,
        list(who.organization_ids), list(who.country_codes), list(who.parent_country_codes),
        " and ".join([f"organization_names{BY_REGISTER}"] * who.is_registered
                     + ["country_names"] * who.is_stated),
    )


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def listed(records: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The facts that the lists state."""
    for table, frame in records.items():
        stated = frame.with_columns(source_key=pl.col("model_name"), citation=UNSAID)
        yield facts_of(stated, "model_id", STATEMENTS[table])


def of_register(models: pl.DataFrame, organizations: pl.DataFrame) -> pl.DataFrame:
    """The facts of the bundled models, with names and countries of their developers."""
    ids = pl.col("organization_ids").list.eval
    for name, column in OF_DEVELOPERS.items():
        words = dict(organizations.select("organization_id", column).iter_rows())
        found = ids(pl.element().replace_strict(words, default=None, return_dtype=pl.String))
        found = found.list.drop_nulls()
        is_set = name != "organization_names"
        models = models.with_columns((found.list.unique().list.sort() if is_set else found)
                                     .alias(name))
    return curated(models, REGISTER, SeedModelRelease)
