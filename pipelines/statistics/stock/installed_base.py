"""The installed base by owner and by country (M12), as rows of draws summarised.

Where draws come from stands in shipments.py, how they become stocks in stock_draws.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.assumptions import Assumptions
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.published import marked
from pipelines.statistics.stock.shipments import (
    ALL,
    CORRELATIONS,
    MOST_MISSING_SHARE,
    Coverage,
    Normals,
    Series,
    Statement,
    believed,
    coverage_of,
    ends,
    known_shipments,
    owners_of,
    quarters_of,
    series_of,
)
from pipelines.statistics.stock.stock_draws import (
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
from schemas.stock.chip_weight import H100E_BASES
from schemas.stock.installed_base_by_country_quarter import InstalledBaseByCountryQuarter
from schemas.stock.installed_base_by_owner_quarter import InstalledBaseByOwnerQuarter

WORLD, UNSTATED = "WLD", "ZZZ"
Row = dict[str, object]
Ends = tuple[float, float, float]


@dataclass(frozen=True)
class Case:
    """One way to count: a basis, a survival model and a correlation."""

    basis: str
    survival_model: str
    correlation: float
    coverage: Coverage

    @property
    def constant_ids(self) -> list[str]:
        """What is assumed of how long chips live, where they are taken to die at all."""
        return list(LIFE) if self.survival_model == "lognormal_5y" else []

    @property
    def about(self) -> Row:
        """Its columns."""
        return {
            "h100e_basis": self.basis, "survival_model": self.survival_model,
            "correlation_ratio": self.correlation, "constant_ids": self.constant_ids,
        }


@recipe(InstalledBaseByOwnerQuarter, reads=["core.chip_shipment"], constants=LIFE, is_covered=True)
def installed_base_by_owner_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Stock of every owner, by designer and chip and over all of them."""
    shipments, survival = known_shipments(frames), life(frames[CONSTANTS])
    kinds = owners_of(shipments)
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, survival, with_chips=True):
        for (owner, designer), stocks in by_owner(groups, case.coverage).items():
            for chip, stock in stocks.items():
                about = {"owner_id": owner, "owner_kind": kinds[owner][0],
                         "designer_id": designer, "chip_id": chip}
                rows += stock_rows(about | case.about, stock, quarters)
    return quotable(InstalledBaseByOwnerQuarter, rows, frames)


@recipe(InstalledBaseByCountryQuarter, reads=["core.chip_shipment"], constants=LIFE, is_covered=True)
def installed_base_by_country_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Stock of the owners of every country, by designer and over all of them."""
    shipments, survival = known_shipments(frames), life(frames[CONSTANTS])
    countries = country_of_owner(shipments)
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, survival):
        for (country, designer), stock in by_country(groups, countries, case.coverage).items():
            about = {"country_code": country, "designer_id": designer}
            rows += stock_rows(about | case.about, stock, quarters)
    return quotable(InstalledBaseByCountryQuarter, rows, frames)


Groups = dict[tuple[str, str], dict[str, Stock]]


def cases(
    shipments: pl.DataFrame, survival: Survival | None, bases: Sequence[str] = tuple(H100E_BASES),
    correlations: Sequence[float] = CORRELATIONS, *, with_chips: bool = False,
) -> Iterator[tuple[Case, list[date], Groups]]:
    """Every way to count, with the stocks by designer and owner and, if wanted, by chip in each.

    Without a survival function there is only the model without retirement.
    """
    for basis in bases:
        statements, coverage = believed(shipments, basis), coverage_of(shipments, basis)
        quarters, normals = quarters_of(statements), Normals()
        for correlation in correlations:
            def make(
                found: Series, lives: Survival | None = None, quarters: list[date] = quarters,
                normals: Normals = normals, rho: float = correlation,
            ) -> Stock:
                if lives is None:
                    return without_retirement(found, quarters, normals, rho)
                return with_retirement(found, quarters, normals, rho, lives)

            for model, lives in (("none", None), ("lognormal_5y", survival)):
                if model == "none" or lives:
                    groups = by_designer_and_owner(
                        series_of(statements), partial(make, lives=lives),
                        with_chips=with_chips)
                    yield Case(basis, model, correlation, coverage), quarters, groups


def by_owner(groups: Groups, coverage: Coverage) -> dict[tuple[str, str], dict[str, Stock]]:
    """The stocks by owner and designer, and of each owner over all designers."""
    found = {(owner, designer): stocks for (designer, owner), stocks in groups.items()}
    designers = {designer for designer, _ in coverage.sizes}
    for owner in sorted({owner for _, owner in groups}):
        parts = [stocks[ALL] for (_, of), stocks in sorted(groups.items()) if of == owner]
        whole = _sum(parts, coverage.missing_share(designers, [owner]))
        if whole:
            found[owner, ALL] = {ALL: whole}
    return found


def _sum(parts: Sequence[Stock], missing_share: float) -> Stock | None:
    """The sum of stocks: incomplete where a part is not counted, none where too much is not."""
    if missing_share > MOST_MISSING_SHARE:
        return None
    total = added(parts)
    return replace(total, incomplete=set(range(len(total.draws)))) if missing_share else total


def country_of_owner(shipments: pl.DataFrame) -> dict[str, str]:
    """The country whose stock an owner's is part of; all sales are the world's."""
    return {
        owner: WORLD if kind == ALL else country or UNSTATED
        for owner, (kind, country) in owners_of(shipments).items()
    }


def by_country(
    groups: Groups, countries: Mapping[str, str], coverage: Coverage
) -> dict[tuple[str, str], Stock]:
    """The stocks by country and designer, and of each country over all designers."""
    parts: dict[tuple[str, str], list[Stock]] = {}
    for (designer, owner), stocks in sorted(groups.items()):
        for designers in (designer, ALL):
            parts.setdefault((countries[owner], designers), []).append(stocks[ALL])
    found = {}
    for (country, name), stocks_of in parts.items():
        owners = [owner for owner, of in countries.items() if of == country]
        designed_by = {d for d, _ in coverage.sizes if name in (d, ALL)}
        whole = _sum(stocks_of, coverage.missing_share(designed_by, owners))
        if whole:
            found[country, name] = whole
    return found


def stock_rows(about: Row, stock: Stock, quarters: Sequence[date]) -> Iterator[Row]:
    """A row per quarter from the first one that is spoken of."""
    places = stock.known_places(quarters)
    drawn = _quantiles(stock, [place for place in places if place not in stock.published])
    for place in places:
        until = quarters[place]
        inputs = stock.inputs(until)
        yield about | {
            "quarter_end_date": until, "is_incomplete": stock.is_incomplete(place, until),
            "complete_since_date": stock.complete_since,
            "stock_h100e_count_basis": "imputed" if about["constant_ids"] else stock.basis(until),
            "input_row_count": len(inputs), "data_through_date": stock.through,
        } | _measures(inputs, stock.published.get(place), drawn.get(place))


def _quantiles(stock: Stock, places: Sequence[int]) -> dict[int, Ends]:
    """Ends and median of the draws, only where the publisher states none."""
    if not places:
        return {}
    found = ends(stock.draws[list(places)]).T
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


def quotable(
    table: type[Table], rows: Sequence[Row], frames: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """The same, with the marks that its class puts on intervals."""
    return marked(table, framed(table, rows), Assumptions.of(frames[CONSTANTS]))
