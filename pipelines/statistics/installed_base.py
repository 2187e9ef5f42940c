"""The installed base by owner and by country (M12), as rows of draws summarised.

Where draws come from stands in shipments.py, how they become stocks in stock.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.draws import rounded
from pipelines.statistics.intervals import TAILS
from pipelines.statistics.shipments import (
    ALL,
    CORRELATIONS,
    Normals,
    Series,
    Statement,
    believed,
    owners_of,
    quarters_of,
    series_of,
)
from pipelines.statistics.stock import (
    LIFE,
    Stock,
    Survival,
    added,
    by_designer_and_owner,
    life,
    with_retirement,
    without_retirement,
)
from schemas import base
from schemas.base import Table
from schemas.installed_base import InstalledBaseByCountryQuarter, InstalledBaseByOwnerQuarter
from schemas.shipments import H100E_BASES

WORLD, UNSTATED = "WLD", "ZZZ"
Row = dict[str, Any]
Ends = tuple[float, float, float]


@dataclass(frozen=True)
class Case:
    """One way to count: a basis, a survival model and a correlation."""

    basis: str
    survival_model: str
    correlation: float

    @property
    def about(self) -> Row:
        """Its columns."""
        return {
            "h100e_basis": self.basis, "survival_model": self.survival_model,
            "correlation_ratio": self.correlation,
            "constant_ids": list(LIFE) if self.survival_model == "lognormal_5y" else [],
        }


@recipe(InstalledBaseByOwnerQuarter, reads=["core.chip_shipment"], constants=LIFE)
def installed_base_by_owner_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Stock of every owner, by designer and chip and over all of them."""
    shipments, survival = frames["core.chip_shipment"], life(frames[CONSTANTS])
    kinds = owners_of(shipments)
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, survival):
        for (owner, designer), stocks in by_owner(groups).items():
            for chip, stock in stocks.items():
                about = {"owner_id": owner, "owner_kind": kinds[owner][0],
                         "designer_id": designer, "chip_id": chip}
                rows += stock_rows(about | case.about, stock, quarters)
    return framed(InstalledBaseByOwnerQuarter, rows)


@recipe(InstalledBaseByCountryQuarter, reads=["core.chip_shipment"], constants=LIFE)
def installed_base_by_country_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Stock of the owners of every country, by designer and over all of them."""
    shipments, survival = frames["core.chip_shipment"], life(frames[CONSTANTS])
    countries = country_of_owner(shipments)
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, survival):
        for (country, designer), stock in by_country(groups, countries).items():
            about = {"country_code": country, "designer_id": designer}
            rows += stock_rows(about | case.about, stock, quarters)
    return framed(InstalledBaseByCountryQuarter, rows)


Groups = dict[tuple[str, str], dict[str, Stock]]


def cases(
    shipments: pl.DataFrame, survival: Survival, bases: Sequence[str] = tuple(H100E_BASES),
    models: Sequence[str] = ("none", "lognormal_5y"),
) -> Iterator[tuple[Case, list[date], Groups]]:
    """Every way to count, with the stocks by designer and owner, and by chip in each."""
    for basis in bases:
        statements = believed(shipments, basis)
        series, quarters, normals = series_of(statements), quarters_of(statements), Normals()
        for correlation in CORRELATIONS:
            for model in models:
                def make(found: Series, model: str = model, rho: float = correlation) -> Stock:
                    if model == "none":
                        return without_retirement(found, quarters, normals, rho)
                    return with_retirement(found, quarters, normals, rho, survival)

                groups = by_designer_and_owner(series, make, quarters)
                yield Case(basis, model, correlation), quarters, groups


def by_owner(groups: Groups) -> dict[tuple[str, str], dict[str, Stock]]:
    """The stocks by owner and designer, and of each owner over all designers."""
    found = {(owner, designer): stocks for (designer, owner), stocks in groups.items()}
    for owner in sorted({owner for _, owner in groups}):
        whole = [stocks[ALL] for (_, of), stocks in sorted(groups.items()) if of == owner]
        found[owner, ALL] = {ALL: added(whole)}
    return found


def country_of_owner(shipments: pl.DataFrame) -> dict[str, str]:
    """The country whose stock an owner's is part of; all sales are the world's."""
    return {
        owner: WORLD if kind == ALL else country or UNSTATED
        for owner, (kind, country) in owners_of(shipments).items()
    }


def by_country(
    groups: Groups, countries: Mapping[str, str]
) -> dict[tuple[str, str], Stock]:
    """The stocks by country and designer, and of each country over all designers."""
    parts: dict[tuple[str, str], list[Stock]] = {}
    for (designer, owner), stocks in sorted(groups.items()):
        for designers in (designer, ALL):
            parts.setdefault((countries[owner], designers), []).append(stocks[ALL])
    return {key: added(stocks) for key, stocks in parts.items()}


def stock_rows(about: Row, stock: Stock, quarters: Sequence[date]) -> Iterator[Row]:
    """A row per quarter from the first one that is spoken of."""
    places = range(stock.first, len(quarters))
    drawn = _quantiles(stock, [place for place in places if place not in stock.published])
    for place in places:
        until = quarters[place]
        inputs = stock.inputs(until)
        yield about | {
            "quarter_end_date": until, "is_incomplete": place in stock.incomplete,
            "complete_since_date": max(s.covered_since for s in stock.statements),
            "stock_h100e_count_basis": "imputed" if about["constant_ids"] else stock.basis(until),
            "input_row_count": len(inputs),
        } | _measures(inputs, stock.published.get(place), drawn.get(place))


def _quantiles(stock: Stock, places: Sequence[int]) -> dict[int, Ends]:
    """Ends and median of the draws, only where the publisher states none."""
    if not places:
        return {}
    low, high = TAILS["ci90"]
    found = np.quantile(stock.draws[list(places)], [low, 0.5, high], axis=1).T
    return {place: (row[0], row[1], row[2]) for place, row in zip(places, found, strict=True)}


def _measures(inputs: Sequence[Statement], said: Statement | None, drawn: Ends | None) -> Row:
    """The publisher's percentiles where they exist, else those of the draws."""
    low, value, high = (said.low, said.value, said.high) if said else drawn or (None, 0.0, None)
    has_ends = any(s.low is not None for s in ([said] if said else inputs))
    return {
        "stock_h100e_count_low": rounded(low) if has_ends and low is not None else None,
        "stock_h100e_count": rounded(value),
        "stock_h100e_count_high": rounded(high) if has_ends and high is not None else None,
        "interval_kind": "ci90" if has_ends else None,
        "method": "published" if said else "monte_carlo",
    }


def framed(table: type[Table], rows: Sequence[Row]) -> pl.DataFrame:
    """Rows as a frame of a table class."""
    columns = base.columns(table)
    return pl.DataFrame(rows, schema={c.name: c.dtype for c in columns}).select(
        c.name for c in columns
    )
