"""Share of a quarter's new compute that goes to a country (M13), the part drawn with its whole.

The whole is what designers sold. A part of a sale is the sale times a share, with just the spread
that gives the part its published interval; where the part is surer than the whole, they move
together. A share above 1 is cut to 1, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from pipelines.recipe import recipe
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import Vector
from pipelines.statistics.kit.published import weakest
from pipelines.statistics.stock.installed_base import WORLD, country_of_owner, quotable
from pipelines.statistics.stock.shipments import (
    ALL,
    CORRELATIONS,
    MOST_MISSING_SHARE,
    Coverage,
    Key,
    Normals,
    Series,
    Statement,
    believed,
    coverage_of,
    ends,
    known_shipments,
    quarters_of,
    series_of,
)
from pipelines.statistics.stock.stock_draws import flows
from schemas.stock.chip_weight import H100E_BASES
from schemas.stock.flow_share_by_country_quarter import FlowShareByCountryQuarter

Row = dict[str, object]


@dataclass(frozen=True)
class Market:
    """All series of one basis, by who designed and who owns."""

    series: dict[Key, Series]
    quarters: list[date]
    countries: dict[str, str]
    normals: Normals
    coverage: Coverage

    def sales(self, designer: str) -> list[Series]:
        """What a designer sold to everybody, by chip."""
        return [s for (d, owner, chip), s in self.series.items()
                if (d, owner) == (designer, ALL) and chip != ALL]

    def missing_share(self, name: str, country: str) -> float:
        """Share of a country's chips of one or all designers that this basis does not count."""
        owners = [owner for owner, of in self.countries.items() if of == country]
        return self.coverage.missing_share(
            {d for d, _ in self.coverage.sizes if name in (d, ALL)}, owners)

    def through(self, designers: Sequence[str]) -> date:
        """The last day through which all of some designers are known."""
        return min(s.covered_through for d in designers for one in self.sales(d)
                   for s in one.statements)

    def covers(self, designer: str, quarter: date) -> bool:
        """Whether a designer's sales of a quarter are known, and to whom they went."""
        return {(designer, quarter, True), (designer, quarter, False)} <= self._told

    @cached_property
    def _told(self) -> set[tuple[str, date, bool]]:
        """Designers and quarters of which all sales, or those to an owner, are stated."""
        return {(designer, one.quarter_end, owner == ALL)
                for (designer, owner, _), s in self.series.items() for one in s.statements}

    def purchases(self, designer: str, country: str) -> list[Series]:
        """What a country's owners had of it: by chip where that is known, else all chips."""
        owners = sorted(o for o, c in self.countries.items() if c == country)
        found = []
        for owner in owners:
            own = [s for (d, o, _), s in self.series.items() if (d, o) == (designer, owner)]
            by_chip = [s for s in own if s.key[2] != ALL]
            found += by_chip or own
        return found


@recipe(FlowShareByCountryQuarter, reads=["core.chip_shipment"], is_covered=True)
def flow_share_by_country_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Shares by country, designer and quarter, at each correlation."""
    rows: list[Row] = []
    shipments = known_shipments(frames)
    for basis in H100E_BASES:
        statements = believed(shipments, basis)
        market = Market(series_of(statements), quarters_of(statements), country_of_owner(shipments),
                        Normals(), coverage_of(shipments, basis))
        for correlation in CORRELATIONS:
            rows += _rows(market, basis, correlation)
    return quotable(FlowShareByCountryQuarter, rows, frames)


def _rows(market: Market, basis: str, rho: float) -> Iterator[Row]:
    designers = sorted({d for d, owner, _ in market.series if owner == ALL})
    sold = {d: _sold(market, d, rho) for d in designers}
    for country in sorted({*market.countries.values()} - {WORLD}):
        bought = {d: found for d in designers if (found := market.purchases(d, country))}
        if not bought:
            continue
        parts = {d: _bought(market, sold[d], series, rho) for d, series in bought.items()}
        for name, group in [*((d, [d]) for d in parts), (ALL, designers)]:
            missing = market.missing_share(name, country)
            if missing > MOST_MISSING_SHARE:
                continue
            about: Row = {"h100e_basis": basis, "correlation_ratio": rho, "country_code": country,
                          "designer_id": name, "is_incomplete": missing > 0}
            yield from _group(market, about, [d for d in group if d in parts], parts, bought, group, sold)


def _sold(market: Market, designer: str, rho: float) -> dict[str, Vector]:
    """Draws of the sales of each chip, and under `all` of all of them."""
    chips = {s.key[2]: flows(s, market.quarters, market.normals, rho)
             for s in market.sales(designer)}
    return chips | {ALL: np.sum(list(chips.values()), axis=0)}


def _bought(
    market: Market, sold: Mapping[str, Vector], purchases: Sequence[Series], rho: float
) -> Vector:
    """Draws of what a country's owners bought of one designer."""
    total: Vector = np.sum([_part(market, sold, one, rho) for one in purchases], axis=0)
    return total


def _part(market: Market, sold: Mapping[str, Vector], purchase: Series, rho: float) -> Vector:
    """Draws of one owner's purchases of one chip, quarter by quarter."""
    whole = sold.get(purchase.key[2])
    if whole is None or not purchase.flows:
        return flows(purchase, market.quarters, market.normals, rho)
    sales = market.series.get((purchase.key[0], ALL, purchase.key[2]))
    found = np.zeros_like(whole)
    for place, quarter in enumerate(market.quarters):
        if quarter in purchase.flows:
            sale = sales.flows.get(quarter) if sales else None
            found[place] = part_of(purchase.flows[quarter], sale, whole[place], market.normals, rho)
    return found


def part_of(
    part: Statement, sale: Statement | None, whole: Vector, normals: Normals, rho: float
) -> Vector:
    """Draws of a part of a whole whose draws are given."""
    if part.is_all_of_it:
        return whole
    spread, total_spread = part.spread, sale.spread if sale else _spread(whole)
    if spread is None or total_spread is None or not whole.any():
        return normals.draws(part, rho)
    if spread >= total_spread:
        extra = (spread**2 - total_spread**2) ** 0.5
        share: Vector = np.exp(extra * normals.named(part.name))
        return whole * share * (part.value / float(np.median(whole)))
    return part.at(normals.of(sale, rho)) if sale else normals.draws(part, rho)


def _spread(whole: Vector) -> float | None:
    """Spread of the logarithm of a sum of draws."""
    return float(np.log(whole).std()) if (whole > 0).all() else None


def _group(
    market: Market, about: Row, named: Sequence[str], parts: Mapping[str, Vector],
    bought: Mapping[str, Sequence[Series]], group: Sequence[str],
    sold: Mapping[str, Mapping[str, Vector]],
) -> Iterator[Row]:
    """Rows of one country and one or all designers, from the first quarter with a purchase.

    Both sides of a share count the designers whose sales of the quarter are known by owner.
    """
    purchases = [s for d in named for s in bought[d]]
    first, through = min(s.first for s in purchases), market.through(group)
    for place, quarter in enumerate(market.quarters):
        covered = [d for d in group if market.covers(d, quarter)]
        whole = np.sum([sold[d][ALL][place] for d in covered], axis=0)
        if first <= quarter <= through and np.any(whole):
            part = np.sum([parts[d][place] for d in covered if d in parts], axis=0)
            inputs = [s for d in covered for one in (*market.sales(d), *bought.get(d, ()))
                      for s in one.statements if s.quarter_end == quarter]
            uncovered = [d for d in group if d not in covered]
            yield about | _measures(part + np.zeros_like(whole), whole) | {
                "quarter_end_date": quarter, "covered_designer_ids": covered,
                "uncovered_designer_ids": uncovered,
                "flow_share_basis": weakest(*(s.basis for s in inputs)),
                "is_incomplete": bool(uncovered or about["is_incomplete"])
                or _has_gap(purchases, quarter),
                "input_row_count": len(inputs), "data_through_date": through,
            }


def _has_gap(purchases: Sequence[Series], quarter: date) -> bool:
    """A quarter known only in part, or an owner with a gap in its running totals."""
    partial = any(s.is_incomplete for one in purchases for s in one.statements
                  if s.quarter_end == quarter)
    return partial or any(
        not s.flows and s.first <= quarter and quarter not in s.totals for s in purchases)


def _measures(part: Vector, whole: Vector) -> Row:
    share = part / np.maximum(whole, np.finfo(float).tiny)
    row: Row = {"clipped_draw_share": rounded(float((share > 1).mean())), "interval_kind": "ci90"}
    drawn = {"flow_h100e_count": part, "world_flow_h100e_count": whole,
             "flow_share": share.clip(0, 1)}
    for name, draws in drawn.items():
        row |= {name + end: rounded(value)
                for end, value in zip(("_low", "", "_high"), ends(draws), strict=True)}
    return row
