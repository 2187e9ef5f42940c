"""Assumptions as rows: every number a metric assumes and no source of ours states."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

SHAPES = ["point", "range", "triangular", "lognormal_ci90", "lognormal_ci95"]


class ModelConstantColumns(Table):
    """One assumption with its range."""

    constant_id: str = column("Stable name of the constant", str_matches=r"^[a-z0-9_]+$")
    constant_name: str = column("What it is, in words")
    unit: str = column("Unit of the value, in words: share, ratio, years, months, hours, USD")
    value_low: float = column("Low end; NULL for a point", nullable=True)
    value: float = column("Central value")
    value_high: float = column("High end; NULL for a point", nullable=True)
    shape: str = column("What the ends mean: none (point), a range without probabilities, the ends "
                        "of a triangle, or the 90 or 95 % interval of a log-normal",
                        isin=SHAPES)
    value_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    note: str = column("What a reader must know to use it", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)
    stated_date: pl.Date = column(
        "Last day by which that document stated it; NULL for our own assumption, and where the note "
        "says that the day is not known", nullable=True)


class SeedModelConstant(
    ModelConstantColumns, name="seed.model_constant", key=("constant_id",),
    grain="constant",
                        group="assumptions"):
    """Assumptions that metrics use, curated with a citation per row.

    They belong to the method, not to what was known of the world: a build of an earlier belief uses
    today's, so each row is known from before the first fact. What such a belief owes to hindsight
    are the constants of a later `stated_date`.
    """


class CoreModelConstant(
    ModelConstantColumns, name="core.model_constant", key=("constant_id",), grain="constant",
                        group="assumptions",
    copies="seed.model_constant",
    question="What do the numbers assume?",
    example="select constant_id, value_low, value, value_high, unit, citation, stated_date from "
            "core.model_constant order by constant_id",
):
    """Assumptions that metrics use. A metric names the constants it reads and depends on no other."""
