"""Stock and additions of each kind of chip by country, for joins with rules on chips (M12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from pipelines.recipe import recipe
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.kit.intervals import Vector
from pipelines.statistics.stock.installed_base import country_of_owner, quotable
from pipelines.statistics.stock.shipments import (
    ALL,
    BETWEEN,
    Key,
    Normals,
    Series,
    believed,
    ends,
    known_shipments,
    quarters_of,
    series_of,
)
from pipelines.statistics.stock.stock_draws import Stock, added, flows, without_retirement
from schemas.stock.chip_stock_by_country_quarter import ChipStockByCountryQuarter
from schemas.stock.chip_weight import H100E_BASES

Row = dict[str, object]


@dataclass(frozen=True)
class Counted:
    """Stock and flow of one chip in one country, in one measure."""

    stock: Stock
    flow: Vector


@recipe(ChipStockByCountryQuarter, reads=["core.chip_shipment"], is_covered=True)
def chip_stock_by_country_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Rows for every quarter from the first shipment of a chip to a country."""
    shipments = known_shipments(frames)
    countries = country_of_owner(shipments)
    rows: list[Row] = []
    for basis in H100E_BASES:
        statements = believed(shipments, basis)
        quarters, normals = quarters_of(statements), Normals()
        h100e = _by_country(series_of(statements), countries, quarters, normals)
        chips = _by_country(series_of(believed(shipments, basis, "unit_count")), countries,
                            quarters, normals)
        for key, counted in h100e.items():
            country, designer, chip = key
            about: Row = {"country_code": country, "designer_id": designer, "chip_id": chip,
                          "h100e_basis": basis}
            rows += _rows(about, counted, chips.get(key), quarters)
    return quotable(ChipStockByCountryQuarter, rows, frames)


def _by_country(
    series: Mapping[Key, Series], countries: Mapping[str, str], quarters: Sequence[date],
    normals: Normals,
) -> dict[Key, Counted]:
    """Per country, designer and chip, the sums over its owners."""
    parts: dict[Key, list[Series]] = {}
    for (designer, owner, chip), found in series.items():
        if chip != ALL:
            parts.setdefault((countries[owner], designer, chip), []).append(found)
    return {key: _counted(found, quarters, normals) for key, found in sorted(parts.items())}


def _counted(parts: Sequence[Series], quarters: Sequence[date], normals: Normals) -> Counted:
    stocks = [without_retirement(part, quarters, normals, BETWEEN) for part in parts]
    moved = [flows(part, quarters, normals, BETWEEN) for part in parts]
    return Counted(added(stocks), np.sum(moved, axis=0))


def _rows(
    about: Row, h100e: Counted, chips: Counted | None, quarters: Sequence[date]
) -> Iterator[Row]:
    """A row per quarter; where only H100 equivalents are stated, the number of chips is NULL."""
    summaries = {"stock_h100e_count": _ends(h100e.stock.draws), "flow_h100e_count": _ends(h100e.flow)}
    if chips:
        summaries |= {"stock_chip_count": _ends(chips.stock.draws)}
    for place in h100e.stock.known_places(quarters):
        inputs = h100e.stock.inputs(quarters[place])
        has_ends = any(s.low is not None for s in inputs)
        row = {name + end: rounded(values[place]) if has_ends or not end else None
               for name, drawn in summaries.items() for end, values in drawn.items()}
        yield about | row | {
            "quarter_end_date": quarters[place],
            "flow_chip_count": rounded(np.median(chips.flow[place])) if chips else None,
            "is_incomplete": h100e.stock.is_incomplete(place, quarters[place]),
            "data_through_date": h100e.stock.through,
            "interval_kind": "ci90" if has_ends else None, "input_row_count": len(inputs),
        }


def _ends(draws: Vector) -> dict[str, Vector]:
    return dict(zip(("_low", "", "_high"), ends(draws), strict=True))
