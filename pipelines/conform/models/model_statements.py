"""What each source says of a model, attribute by attribute; which of it is believed is not said here.

A statement names the attribute of ours, the publisher's column, and how one follows from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from pipelines.conform.models.model_names import Aliases, Registers, model_id_of
from schemas import base
from schemas.columns import measure_name
from schemas.models.model_release import TIERS, SeedModelRelease
from schemas.models.model_release_fact import CoreModelReleaseFact
from warehouse.seeds import reasons_of

CURATED = "seed"
LISTS = ("raw.epoch_frontier_models", "raw.epoch_notable_models", "raw.epoch_large_scale_models",
         "raw.epoch_all_models")
"""Epoch AI's lists, the one that is believed first in front: the narrower, the better kept up."""

ACCESS = {
    "Open weights (unrestricted)": "open", "Open source": "open", "Fully open-source": "open",
    "Fully open-source (depr.)": "open", "Permissive license": "open",
    "Permissive license (depr.)": "open", "Open weights (restricted use)": "restricted",
    "Open weights (non-commercial)": "restricted", "Open access (restricted use)": "restricted",
    "Open access (non-commercial)": "restricted", "Weights available": "restricted",
    "Weights available (depr.)": "restricted", "API access": "api", "API accessible": "api",
    "Hosted access (no API)": "hosted", "Unreleased": "unreleased",
}
METHODS = {
    "Reported": "reported", "Operation counting": "operation_counting", "Hardware": "hardware",
    "Comparison with other models": "comparison", "Benchmarks": "benchmarks",
}
FORMATS = {"FP64": "fp64", "FP32": "fp32", "TF32": "tf32", "FP16": "fp16", "BF16": "fp16",
           "FP8": "fp8", "INT8": "int8", "FP4": "fp4"}
SCHEMA = {c.name: c.dtype for c in base.columns(CoreModelReleaseFact)
          if c.name not in ("is_chosen", "chosen_by_rule")}
NOTHING = pl.lit(None, pl.Float64)
UNSAID = pl.lit(None, pl.String)
NOT_FACTS = ("model_id", "unknown", "citation", "citation_url", "compute_flop_basis",
             "compute_flop_low", "compute_flop_high")


@dataclass(frozen=True)
class Statement:
    """How a source's columns speak of one attribute: as text, or as a number with an interval."""

    attribute: str
    column: str
    text: pl.Expr | None = None
    number: pl.Expr | None = None
    low: pl.Expr = NOTHING
    high: pl.Expr = NOTHING
    basis: pl.Expr = UNSAID


def joined(column: str) -> pl.Expr:
    """A list as text; one without entries says nothing."""
    text = pl.col(column).list.drop_nulls().list.join("; ")
    return pl.when(text != "").then(text)


def _mapped(column: str, words: Mapping[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(words, default=None, return_dtype=pl.String)


def _plain(attribute: str, column: str) -> Statement:
    return Statement(attribute, column, number=pl.col(column), basis=pl.lit("estimated"))


def _compute(bounds: Sequence[str]) -> Statement:
    """Training compute; bounds count only where the figure lies between them."""
    value = pl.col("training_compute_flop")
    low, high = (pl.col(name) for name in bounds) if bounds else (NOTHING, NOTHING)
    inside = (low < value) & (value < high)
    return Statement(
        "compute_flop", "training_compute_flop", number=value,
        low=pl.when(inside).then(low), high=pl.when(inside).then(high),
        basis=pl.when(pl.col("is_reported")).then(pl.lit("reported")).otherwise(pl.lit("estimated")),
    )


def _tokens(has_epochs: bool) -> Statement:
    """Data seen: its size times the passes; of two sizes in a cell the ends stay an interval."""
    passes = pl.col("epoch_count").fill_null(1.0) if has_epochs else pl.lit(1.0)
    low, high = (pl.col(f"dataset_size_count_{end}") * passes for end in ("low", "high"))
    return Statement(
        "dataset_token_count", "dataset_size", number=pl.when(low == high).then(low),
        low=pl.when(low < high).then(low), high=pl.when(low < high).then(high),
        basis=pl.lit("estimated"),
    )


COMMON = (
    Statement("model_name", "model_name", text=pl.col("model_name")),
    Statement("domains", "domains", text=joined("domains")),
    Statement("organization_names", "organization_names", text=joined("organization_names")),
    Statement("organization_ids", "organization_names", text=joined("organization_ids")),
    Statement("country_codes", "country_names", text=joined("country_codes")),
    Statement("parent_country_codes", "country_names", text=joined("parent_country_codes")),
    Statement("release_date", "publication_date", text=pl.col("publication_date").cast(pl.String)),
    Statement("base_model_id", "base_models", text=pl.col("base_model_id")),
    Statement("is_fine_tune", "base_models",
              text=pl.when(pl.col("base_model_id").is_not_null()).then(pl.lit("true"))),
    Statement("confidence_tier", "confidence",
              text=_mapped("confidence", {tier: tier for tier in TIERS})),
    Statement("training_hardware", "training_hardware", text=joined("training_hardware")),
    Statement("weights_access", "model_accessibility", text=_mapped("model_accessibility", ACCESS)),
    _plain("parameter_count", "parameter_count"),
    _plain("training_chip_count", "hardware_count"),
    _plain("training_hour_count", "training_hour_count"),
    _plain("mfu_share", "mfu_share"),
    _plain("finetune_compute_flop", "finetune_compute_flop"),
)
OF_TRAINING = (
    Statement("number_format", "number_format", text=_mapped("number_format", FORMATS)),
    _plain("publisher_cost_usd_2023", "training_cost_usd_2023"),
)
OF_HARDWARE = (
    _compute(("training_compute_flop_low", "training_compute_flop_high")),
    _plain("training_chip_hour_count", "training_chip_hour_count"),
    Statement("compute_method", "compute_methods", text=pl.col("compute_method")),
)
IS_FRONTIER = pl.when(pl.col("is_frontier")).then(pl.lit("true"))
STATEMENTS: dict[str, tuple[Statement, ...]] = {
    "raw.epoch_frontier_models": (
        *COMMON, *OF_TRAINING, *OF_HARDWARE, _tokens(has_epochs=True),
        Statement("is_frontier", "model_name", text=pl.lit("true"))),
    "raw.epoch_notable_models": (
        *COMMON, *OF_TRAINING, _compute(()), _tokens(has_epochs=True),
        Statement("is_frontier", "is_frontier", text=IS_FRONTIER)),
    "raw.epoch_large_scale_models": (*COMMON, _compute(()), _tokens(has_epochs=False)),
    "raw.epoch_all_models": (*COMMON, *OF_TRAINING, *OF_HARDWARE, _tokens(has_epochs=True)),
}


def identified(
    records: Mapping[str, pl.DataFrame], known: Aliases, registers: Registers
) -> dict[str, pl.DataFrame]:
    """The lists' records that count, with model, base model, developers and countries by id."""
    named = {table: _with_ids(records[table], known, registers) for table in LISTS}
    methods = pl.concat([frame.filter(pl.col("compute_method").is_not_null())
                         .select("model_id", "training_compute_flop", "compute_method")
                         for frame in named.values() if "compute_method" in frame.columns])
    reported = methods.filter(pl.col("compute_method") == "reported").drop("compute_method").unique()
    return {
        table: frame.join(reported.with_columns(is_reported=pl.lit(value=True)), how="left",
                          on=["model_id", "training_compute_flop"], maintain_order="left")
        .with_columns(pl.col("is_reported").fill_null(value=False))
        for table, frame in named.items()
    }


def _with_ids(records: pl.DataFrame, known: Aliases, registers: Registers) -> pl.DataFrame:
    counts = pl.col("occurrence") == 1
    if "is_excluded" in records.columns:
        counts &= ~pl.col("is_excluded")
    kept = records.filter(counts)
    found = [_ids(row, known, registers) for row in kept.iter_rows(named=True)]
    lists = dict.fromkeys(("organization_ids", "country_codes", "parent_country_codes"),
                          base.TEXT_LIST)
    ids = pl.DataFrame(found, schema={"model_id": pl.String, "base_model_id": pl.String, **lists},
                       orient="row")
    with_ids = pl.concat([kept, ids], how="horizontal")
    if "compute_methods" not in kept.columns:
        return with_ids
    first = pl.col("compute_methods").list.first()
    method = first.replace_strict(METHODS, default=pl.lit("other"), return_dtype=pl.String)
    return with_ids.with_columns(compute_method=pl.when(first.is_not_null()).then(method))


def _ids(
    row: Mapping[str, object], known: Aliases, registers: Registers
) -> tuple[str, str | None, list[str], list[str], list[str]]:
    source = str(row["source_id"])
    names, countries, bases = (_words(row[name]) for name in
                               ("organization_names", "country_names", "base_models"))
    who = registers.developers(source, names, countries)
    identify = partial(model_id_of, known, source)
    return (
        identify(str(row["model_name"])), identify(bases[0]) if bases else None,
        list(who.organization_ids), list(who.country_codes), list(who.parent_country_codes),
    )


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def listed(records: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The facts that the lists state."""
    for table, frame in records.items():
        for statement in STATEMENTS[table]:
            yield _facts(statement, frame)


def _facts(statement: Statement, frame: pl.DataFrame) -> pl.DataFrame:
    number = NOTHING if statement.number is None else statement.number
    text = number.cast(pl.String) if statement.text is None else statement.text
    facts = frame.select(
        "model_id", "source_id", "first_snapshot_id",
        attribute=pl.lit(statement.attribute), source_key=pl.col("model_name"),
        value=text, value_number=number, value_low=statement.low, value_high=statement.high,
        basis=statement.basis, reason_code=UNSAID,
        source_locator=pl.format(f"{{}}, column {statement.column}", "source_locator"),
        citation=UNSAID,
    )
    return facts.filter(pl.col("value").is_not_null() | pl.col("value_low").is_not_null()).select(
        pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())


def curated(models: pl.DataFrame, organizations: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The facts of the bundled register: a value, or the stated reason to have none."""
    named = _with_developers(models, organizations)
    attributes = [c for c in base.columns(SeedModelRelease) if c.name not in NOT_FACTS]
    for about in attributes:
        yield _curated_facts(named, about)
    for name in ("organization_names", "country_codes", "parent_country_codes"):
        yield _curated_facts(named, base.Column(name, base.TEXT_LIST, True, "", ()))


def _with_developers(models: pl.DataFrame, organizations: pl.DataFrame) -> pl.DataFrame:
    """The bundled models with the names and countries of their developers."""
    wanted = {"organization_names": ("organization_name", False),
              "country_codes": ("country_code", True),
              "parent_country_codes": ("ultimate_parent_country_code", True)}
    ids = pl.col("organization_ids").list.eval
    for name, (column, is_set) in wanted.items():
        words = dict(organizations.select("organization_id", column).iter_rows())
        found = ids(pl.element().replace_strict(words, default=None, return_dtype=pl.String))
        found = found.list.drop_nulls()
        models = models.with_columns((found.list.unique().list.sort() if is_set else found)
                                     .alias(name))
    return models


def _curated_facts(models: pl.DataFrame, about: base.Column) -> pl.DataFrame:
    name, is_compute = about.name, about.name == "compute_flop"
    value = joined(name) if about.dtype == base.TEXT_LIST else pl.col(name).cast(pl.String)
    reasons = [reasons_of(text).get(measure_name(name)) for text in models["unknown"]]
    place = f"seed/model_release.csv, model_id {{}}, column {name}"
    facts = models.with_columns(reason=pl.Series(reasons, dtype=pl.String)).select(
        "model_id", attribute=pl.lit(name), source_id=pl.lit(CURATED),
        source_key=pl.col("model_id"), value=value,
        value_number=pl.col(name) if about.dtype == pl.Float64 else NOTHING,
        value_low=pl.col("compute_flop_low") if is_compute else NOTHING,
        value_high=pl.col("compute_flop_high") if is_compute else NOTHING,
        basis=pl.col("compute_flop_basis") if is_compute else UNSAID,
        reason_code=pl.when(value.is_null()).then(pl.col("reason")),
        first_snapshot_id=UNSAID,
        source_locator=pl.format(place, "model_id"),
        citation=pl.concat_str("citation", "citation_url", separator=", ", ignore_nulls=True),
    )
    return facts.filter(pl.col("value").is_not_null() | pl.col("reason_code").is_not_null()).select(
        pl.col(column).cast(dtype) for column, dtype in SCHEMA.items())
