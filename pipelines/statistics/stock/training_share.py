"""Share of a country's allocated chip-hours that disclosed training runs used (M27): a lower bound.

Chip-hours are those a run states; none is inferred from compute, which would bring in utilization.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.coverage import known_through
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import Vector, summary
from pipelines.statistics.stock.deployed_base import prior
from pipelines.statistics.stock.installed_base import (
    WORLD,
    by_country,
    cases,
    country_of_owner,
    framed,
)
from pipelines.statistics.stock.shipments import ALL, BETWEEN, known_shipments
from pipelines.statistics.stock.stock_draws import Stock
from schemas.columns import LOWER_BOUND
from schemas.stock.training_share_by_country_year import TrainingShareByCountryYear

ALLOCATED, TO_PUBLICATION, USUAL_HOURS = (
    "allocated_share", "training_to_publication_days", "default_training_hours")
USED = (ALLOCATED, TO_PUBLICATION, USUAL_HOURS)
HOURS_PER_YEAR = 8766
PREFERRED = ("epoch-ai", "datasheet")
Row = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """A disclosed run: its hours on one kind of chip, when, and for whom."""

    model_id: str
    chip_id: str
    chip_hours: float
    is_stated: bool
    first: date
    last: date
    countries: tuple[str, ...]

    def hours_in(self, year: int) -> float:
        """Chip-hours that fall into a year, spread evenly over the run's days."""
        start, end = max(self.first, date(year, 1, 1)), min(self.last, date(year, 12, 31))
        days = max((end - start).days + 1, 0)
        return self.chip_hours * days / ((self.last - self.first).days + 1)


@recipe(
    TrainingShareByCountryYear, constants=USED,
    reads=["core.training_run", "core.model_release", "core.chip_shipment", "core.chip_weight"],
    is_covered=True,
)
def training_share_by_country_year(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Rows for the years in which a country has a stock of all its designers and a disclosed run."""
    constants, shipments = frames[CONSTANTS], known_shipments(frames)
    runs = runs_of(frames["core.training_run"], frames["core.model_release"], constants)
    countries, allocated = country_of_owner(shipments), prior(constants, ALLOCATED)
    runs_through = known_through(frames, "training_compute")
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, None):
        if case.correlation == BETWEEN:
            weights = weights_of(frames["core.chip_weight"], case.basis)
            stocks = by_country(groups, countries, case.coverage)
            for (country, designer), stock in stocks.items():
                if designer == ALL:
                    about = {"country_code": country, "h100e_basis": case.basis,
                             "data_through_date": min(stock.through, runs_through)}
                    rows += _rows(about, stock, quarters, runs, weights, allocated)
    return framed(TrainingShareByCountryYear, rows)


def weights_of(weights: pl.DataFrame, basis: str) -> dict[str, float]:
    """H100 equivalents per chip: the publisher's of the stock before the datasheet's."""
    found: dict[str, float] = {}
    for publisher in reversed(PREFERRED):
        rows = weights.filter(
            (pl.col("publisher_id") == publisher) & (pl.col("h100e_basis") == basis))
        found |= dict(rows.select("chip_id", "h100e_per_chip_ratio").iter_rows())
    return found


def runs_of(
    runs: pl.DataFrame, releases: pl.DataFrame, constants: pl.DataFrame
) -> list[Run]:
    """Runs that state chip-hours on a known chip; the phases of a model, or all of it, once."""
    values = dict(constants.select("constant_id", "value").iter_rows())
    hours = pl.coalesce(
        "training_chip_hour_count", pl.col("training_chip_count") * pl.col("training_hour_count"))
    known = runs.join(
        releases.select("model_id", "release_date", "country_codes"), on="model_id", how="inner",
    ).with_columns(hours.alias("hours")).filter(
        pl.col("hours").is_not_null() & pl.col("chip_id").is_not_null()
        & pl.col("release_date").is_not_null())
    found = []
    for _, phases in known.sort("model_id", "training_run_id").group_by(
        "model_id", maintain_order=True
    ):
        whole = phases.filter(pl.col("phase") == "all")
        parts = phases.filter(pl.col("phase") != "all")
        chosen = parts if (parts["hours"].sum() >= whole["hours"].sum()) else whole
        found += [_run(row, values) for row in chosen.iter_rows(named=True)]
    return found


def _run(row: Row, values: Mapping[str, float]) -> Run:
    """A run whose days are not stated ends some days before publication and lasts the usual time."""
    hours = row["training_hour_count"] or values[USUAL_HOURS]
    last = row["end_date"] or row["release_date"] - timedelta(days=values[TO_PUBLICATION])
    first = row["start_date"] or last - timedelta(days=int(hours // 24))
    return Run(
        row["model_id"], row["chip_id"], row["hours"],
        row["training_chip_hour_count_basis"] == "reported", min(first, last), last,
        tuple(row["country_codes"] or ()),
    )


def _rows(
    about: Row, stock: Stock, quarters: Sequence[date], runs: Sequence[Run],
    weights: Mapping[str, float], allocated: Vector,
) -> Iterator[Row]:
    country = about["country_code"]
    through = about["data_through_date"]
    ours = [r for r in runs if r.chip_id in weights and country in (WORLD, *r.countries)]
    for year in sorted({q.year for q in quarters if date(q.year, 12, 31) <= through}):
        places = [p for p, q in enumerate(quarters) if q.year == year and p >= stock.first]
        used = {run: weights[run.chip_id] * run.hours_in(year) for run in ours}
        used = {run: hours for run, hours in used.items() if hours > 0}
        if not places or not used or date(year, 1, 1) < stock.complete_since:
            continue
        mean: Vector = stock.draws[places].mean(axis=0)
        hours = sum(used.values())
        _, value, _ = summary(hours / (mean * HOURS_PER_YEAR * allocated))
        inputs = stock.inputs(quarters[places[-1]])
        yield about | {
            "year": year, "run_h100e_hour_count": rounded(hours), "run_count": len(used),
            "mean_stock_h100e_count": rounded(float(np.median(mean))),
            "training_share": value, "training_share_basis": LOWER_BOUND,
            "constant_ids": sorted(USED),
            "input_row_count": len(used) + len(inputs),
        }
