"""How well each believed number and date is supported by somebody besides the bundled register.

Which statement is believed is not decided here, and a judgement on a dispute is a bundled row.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.conform.quality.publishers import family_of
from pipelines.conform.quality.statements import CELL, cells, statements
from pipelines.conform.quality.strength import strength_of
from pipelines.recipe import recipe
from schemas import base
from schemas.quality.cell_confirmation import STRENGTHS, CoreCellConfirmation

AGREEMENT = 0.05
"""Relative difference up to which two numbers are the same figure."""
AGREEMENT_DAYS = 31
"""Days up to which two dates are the same: many sources know the month alone."""
ENOUGH = 2
"""Independent publishers that confirm a cell."""
MAKERS, NAMED = STRENGTHS[:2]
CONFIRMS = [MAKERS, NAMED]
"""Strengths of readings that confirm: a reader can go where they were read."""


@recipe(
    CoreCellConfirmation,
    reads=["core.chip_fact", "core.model_release_fact", "core.cluster_fact", "core.chip_price",
           "core.evidence", "core.adjudication", "seed.chip_shipment", "seed.item"],
)
def cell_confirmation(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per believed number or date, with the publishers that agree and that do not."""
    believed = cells(frames)
    said = statements(frames).with_columns(
        family_of(pl.col("source_id"), pl.col("publisher"), pl.col("copied_from")).alias("family"))
    support = believed.join(said, on=CELL, how="inner").with_columns(_agrees().alias("agrees"))
    counted = believed.join(_counted(support), on=CELL, how="left")
    judged = counted.join(frames["core.adjudication"], on=CELL, how="left")
    columns = [c.name for c in base.columns(CoreCellConfirmation)]
    return judged.with_columns(_known()).with_columns(
        _status().alias("confirmation_status"), _is_judged().alias("is_adjudicated"),
    ).select(columns).sort(CELL)


def _agrees() -> pl.Expr:
    """Whether a statement says what is believed."""
    number, said = _number("value"), _number("said")
    days = (pl.col("value").str.to_date(strict=False) - pl.col("said").str.to_date(strict=False))
    is_near = (said - number).abs() <= AGREEMENT * number.abs()
    return pl.when("is_calendar_day").then(days.dt.total_days().abs() <= AGREEMENT_DAYS).otherwise(is_near)


def _number(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Float64, strict=False)


def _counted(support: pl.DataFrame) -> pl.DataFrame:
    """Publishers per cell; one that says both, for two of its records, agrees."""
    graded = support.filter(pl.col("agrees").is_not_null()).with_columns(strength_of().alias("strength"))
    per_family = graded.group_by([*CELL, "family"]).agg(
        pl.col("agrees").any(), pl.col("strength").filter("agrees").min())
    is_named = pl.col("strength").cast(pl.String).is_in(CONFIRMS)
    return per_family.group_by(CELL).agg(
        (pl.col("agrees") & is_named).sum().cast(pl.Int64).alias("agreeing_publisher_count"),
        (pl.col("agrees") & ~is_named).sum().cast(pl.Int64).alias("weak_agreeing_count"),
        (~pl.col("agrees")).sum().cast(pl.Int64).alias("dissenting_publisher_count"),
        pl.col("strength").min().cast(pl.String).alias("best_strength"),
    )


def _known() -> list[pl.Expr]:
    """Zero where nobody said anything."""
    counts = ("agreeing_publisher_count", "weak_agreeing_count", "dissenting_publisher_count")
    return [pl.col(count).fill_null(0) for count in counts]


def _status() -> pl.Expr:
    """Whoever dissents counts, however weak: a doubt costs a reader less than a figure."""
    named, weak = pl.col("agreeing_publisher_count"), pl.col("weak_agreeing_count")
    dissenting = pl.col("dissenting_publisher_count")
    is_enough = (named >= ENOUGH) & (named + weak > dissenting)
    return (
        pl.when((pl.col("best_strength") == MAKERS) | is_enough).then(pl.lit("confirmed"))
        .when(dissenting > 0).then(pl.lit("disputed"))
        .when(named + weak > 0).then(pl.lit("single"))
        .otherwise(pl.lit("unread"))
    )


def _is_judged() -> pl.Expr:
    """A judgement on this very value; one on an earlier value is none."""
    is_near = (_number("believed_value") - _number("value")).abs() <= 1e-6 * _number("value").abs()
    is_same = pl.coalesce(is_near, pl.col("believed_value") == pl.col("value"))
    return is_same.fill_null(value=False)
