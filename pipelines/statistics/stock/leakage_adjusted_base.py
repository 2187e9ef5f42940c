"""The stock with smuggled chips moved and undeclared dies added, scenario by scenario (M14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import polars as pl

from pipelines.recipe import recipe
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import DRAW_COUNT, Vector
from pipelines.statistics.kit.published import weakest
from pipelines.statistics.stock.installed_base import (
    WORLD,
    Groups,
    by_country,
    cases,
    country_of_owner,
    quotable,
)
from pipelines.statistics.stock.shipments import ALL, ends, known_shipments
from pipelines.statistics.stock.stock_draws import Stock
from schemas.stock.leakage_adjusted_base_by_country_quarter import (
    LeakageAdjustedBaseByCountryQuarter,
)
from schemas.stock.leakage_estimate import SCENARIOS

DIES_SHIP_IN = "huawei"
"""Whose shipped chips hold dies of the undeclared stock, so that they are in the base already."""
NONE = "none"
Row = dict[str, object]


@dataclass(frozen=True)
class Estimate:
    """What a scenario says of one path by which chips moved, with the draws' inputs."""

    scenario: str
    pathway: str
    period_start_date: date
    period_end_date: date
    country_code: str
    first_sale_country_code: str | None
    arrived_h100e_count: float
    unit_count: float
    chip_share: float
    retention_share: float
    unit_count_basis: str
    retention_share_basis: str


@recipe(LeakageAdjustedBaseByCountryQuarter, reads=["core.chip_shipment", "core.leakage_estimate"],
        is_covered=True)
def leakage_adjusted_base_by_country_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every scenario beside `none`, for every country and quarter."""
    shipments = known_shipments(frames)
    named = [field.name for field in fields(Estimate)]
    estimates = [Estimate(*row) for row in frames["core.leakage_estimate"].select(named).iter_rows()]
    countries = country_of_owner(shipments)
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, None, ["dense_int8"]):
        stocks = {c: s for (c, d), s in by_country(groups, countries, case.coverage).items()
                  if d == ALL}
        shipped = _shipped(groups, len(quarters))
        for scenario in (NONE, *SCENARIOS):
            told = [e for e in estimates if e.scenario == scenario]
            about = {"scenario": scenario, "correlation_ratio": case.correlation,
                     "h100e_basis": case.basis, "interval_kind": "scenario"}
            rows += _rows(about, stocks, told, quarters, shipped)
    return quotable(LeakageAdjustedBaseByCountryQuarter, rows, frames)


def arrived_share(estimate: Estimate, until: date) -> float:
    """Share of a period's arrivals that lie before the end of a day, spread evenly over it."""
    start, end = estimate.period_start_date, estimate.period_end_date
    return float(np.clip(((until - start).days + 1) / ((end - start).days + 1), 0, 1))


def _shipped(groups: Groups, quarter_count: int) -> Vector:
    """Draws of what shipped in chips that hold such dies."""
    stocks = groups.get((DIES_SHIP_IN, ALL))
    return stocks[ALL].draws if stocks else np.zeros((quarter_count, DRAW_COUNT))


def changes(
    country: str, estimates: Sequence[Estimate], until: date, shipped: Vector
) -> tuple[Vector, float]:
    """Draws of what a scenario adds to a country by a day, and the chips that moved by then."""
    found, chips = np.zeros(DRAW_COUNT), 0.0
    for estimate in estimates:
        part = arrived_share(estimate, until)
        h100e = estimate.arrived_h100e_count * part
        sign = (country == estimate.country_code) - (
            country == estimate.first_sale_country_code)
        if estimate.pathway == "new_supply":
            unshipped = np.maximum(h100e - shipped, 0)
            found = found + unshipped * (country in (estimate.country_code, WORLD))
        elif sign:
            found = found + sign * h100e
            chips += sign * estimate.unit_count * estimate.chip_share * (
                estimate.retention_share) * part
    return found, chips


def _rows(
    about: Row, stocks: Mapping[str, Stock], estimates: Sequence[Estimate],
    quarters: Sequence[date], shipped: Vector,
) -> Iterator[Row]:
    """None while too much of the world's stock is not counted for a sum."""
    if WORLD not in stocks:
        return
    for place in stocks[WORLD].known_places(quarters):
        quarter = quarters[place]
        world = stocks[WORLD].draws[place] + changes(WORLD, estimates, quarter, shipped[place])[0]
        for country, stock in stocks.items():
            if place not in stock.known_places(quarters):
                continue
            change, chips = changes(country, estimates, quarter, shipped[place])
            inputs = stock.inputs(quarter)
            here = [e for e in estimates if e.period_start_date <= quarter
                    and country in (e.country_code, e.first_sale_country_code)]
            yield about | _measures(stock.draws[place], change, world) | {
                "country_code": country, "quarter_end_date": quarter,
                "leakage_chip_count": rounded(chips),
                "stock_h100e_count_basis": weakest(*[
                    *(s.basis for s in inputs), *(e.unit_count_basis for e in here),
                    *(e.retention_share_basis for e in here)]),
                "is_incomplete": stock.is_incomplete(place, quarter),
                "input_row_count": len(inputs) + len(here),
                "data_through_date": min(stock.through, stocks[WORLD].through),
            }


def _measures(base: Vector, change: Vector, world: Vector) -> Row:
    """A country cannot hold less than nothing, nor more than the world."""
    stock = np.maximum(base + change, 0)
    row: Row = {"base_stock_h100e_count": rounded(np.median(base)),
                "leakage_h100e_count": rounded(np.median(change))}
    drawn = {"stock_h100e_count": stock,
             "world_share": (stock / np.maximum(world, np.finfo(float).tiny)).clip(0, 1)}
    for name, draws in drawn.items():
        row |= {name + end: rounded(value)
                for end, value in zip(("_low", "", "_high"), ends(draws), strict=True)}
    return row
