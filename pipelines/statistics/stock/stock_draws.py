"""Stocks from statements, as draws: running totals where they are published, else added flows.

How statements are drawn stands in shipments.py; what becomes rows of a table, in the recipes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from statistics import NormalDist

import numpy as np
import polars as pl

from pipelines.statistics.kit.intervals import DRAW_COUNT, Vector
from pipelines.statistics.kit.published import DAYS_PER_YEAR, weakest
from pipelines.statistics.stock.shipments import ALL, Normals, Series, Statement

LIFE = ("chip_life_median_years", "chip_life_log_sd_ratio")
"""The assumptions of survival model lognormal_5y."""
Survival = Callable[[float], float]


@dataclass
class Stock:
    """Draws of a stock at every quarter, and what they are made of."""

    draws: Vector
    statements: list[Statement] = field(default_factory=list)
    published: dict[int, Statement] = field(default_factory=dict)
    incomplete: set[int] = field(default_factory=set)
    first: int = 0

    def __add__(self, other: Stock) -> Stock:
        """Two stocks together: no percentile published for one holds for the sum."""
        return Stock(self.draws + other.draws, [*self.statements, *other.statements], {},
                     self.incomplete | other.incomplete, min(self.first, other.first))

    @property
    def through(self) -> date:
        """The last day through which all of its designers are known."""
        return min(s.covered_through for s in self.statements)

    @property
    def complete_since(self) -> date:
        """The day on which the last of its designers enters the data."""
        return max(s.covered_since for s in self.statements)

    def is_incomplete(self, place: int, quarter: date) -> bool:
        """Part of it is not known, or one of its designers is not covered yet."""
        return place in self.incomplete or quarter < self.complete_since

    def known_places(self, quarters: Sequence[date]) -> list[int]:
        """The quarters from the first that is spoken of to the last that is known."""
        return [p for p in range(self.first, len(quarters)) if quarters[p] <= self.through]

    def inputs(self, until: date) -> list[Statement]:
        """The statements that speak of a quarter or one before it."""
        return [s for s in self.statements if s.quarter_end <= until]

    def basis(self, until: date) -> str:
        """The weakest basis of these."""
        return weakest(*(s.basis for s in self.inputs(until)))


def added(stocks: Sequence[Stock]) -> Stock:
    """The sum of some stocks; of a single one, the stock itself."""
    total = stocks[0]
    for stock in stocks[1:]:
        total = total + stock
    return total


def life(constants: pl.DataFrame) -> Survival:
    """Share of chips that still run at an age in years: log-normal lives (METRICS M12)."""
    values = dict(constants.select("constant_id", "value").iter_rows())
    median, spread = (values[name] for name in LIFE)
    lives = NormalDist(math.log(median), spread)
    return cache(lambda age: 1.0 - lives.cdf(math.log(age)) if age > 0 else 1.0)


def flows(series: Series, quarters: Sequence[date], normals: Normals, correlation: float) -> Vector:
    """Draws of the additions of every quarter; a series of running totals gives their differences.

    Differences are of draws that share their normals, so no median is taken from another.
    """
    if not series.flows:
        return np.diff(_running(series, quarters, normals, correlation), axis=0, prepend=0).clip(0)
    found = np.zeros((len(quarters), DRAW_COUNT))
    for place, quarter in enumerate(quarters):
        if quarter in series.flows:
            found[place] = normals.draws(series.flows[quarter], correlation)
    return found


def without_retirement(
    series: Series, quarters: Sequence[date], normals: Normals, correlation: float
) -> Stock:
    """Every chip sold still counts."""
    published = {place: series.totals[quarter] for place, quarter in enumerate(quarters)
                 if quarter in series.totals}
    return Stock(_running(series, quarters, normals, correlation), series.statements, published,
                 _gaps(series, quarters), quarters.index(series.first))


def with_retirement(
    series: Series, quarters: Sequence[date], normals: Normals, correlation: float,
    survival: Survival,
) -> Stock:
    """The sum of past additions, each times the share that has survived until then."""
    ages = [[(q - bought).days / DAYS_PER_YEAR for bought in quarters] for q in quarters]
    shares = np.array([[survival(age) if age >= 0 else 0.0 for age in row] for row in ages])
    draws = np.einsum("qb,bn->qn", shares, flows(series, quarters, normals, correlation))
    return Stock(draws, series.statements, {}, _gaps(series, quarters),
                 quarters.index(series.first))


def _running(
    series: Series, quarters: Sequence[date], normals: Normals, correlation: float
) -> Vector:
    """Published running totals; from one on, or where there is none, the flows since are added."""
    found = np.zeros((len(quarters), DRAW_COUNT))
    for place, quarter in enumerate(quarters):
        if quarter in series.totals:
            found[place] = normals.draws(series.totals[quarter], correlation)
            continue
        found[place] = found[place - 1] if place else 0
        if quarter in series.flows:
            found[place] += normals.draws(series.flows[quarter], correlation)
    return found


def _gaps(series: Series, quarters: Sequence[date]) -> set[int]:
    """Quarters of which the series says only a part, or nothing although it says more later."""
    said = {statement.quarter_end for statement in series.statements}
    partial = {statement.quarter_end for statement in series.statements if statement.is_incomplete}
    return {
        place for place, quarter in enumerate(quarters)
        if quarter in partial
        or (not series.flows and quarter not in said and quarter > series.first)
    }


def by_designer_and_owner(
    series: Mapping[tuple[str, str, str], Series], make: Callable[[Series], Stock],
    *, with_chips: bool,
) -> dict[tuple[str, str], dict[str, Stock]]:
    """Per designer and owner, the stock of all chips under `all` and, if wanted, of each chip.

    A published total of all chips goes before the sum of the chips, and that before added totals.
    """
    groups: dict[tuple[str, str], dict[str, Series]] = {}
    for (designer, owner, chip), found in series.items():
        groups.setdefault((designer, owner), {})[chip] = found
    return {
        pair: _stocks(chips, make, with_chips) for pair, chips in groups.items()
    }


def _stocks(
    series: Mapping[str, Series], make: Callable[[Series], Stock], with_chips: bool
) -> dict[str, Stock]:
    """The stocks of one designer and owner."""
    whole = series.get(ALL)
    is_published = whole is not None and bool(whole.totals)
    chips = {chip: make(found) for chip, found in series.items()
             if chip != ALL and (with_chips or not is_published)}
    total = added(list(chips.values())) if chips and not is_published else make(series[ALL])
    return {**(chips if with_chips else {}), ALL: total}
