"""Operating stock from sold stock: one prior for the share that is deployed (M15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.draws import generator, rounded
from pipelines.statistics.kit.intervals import DRAW_COUNT, Vector, triangular
from pipelines.statistics.stock.installed_base import by_country, cases, country_of_owner, framed
from pipelines.statistics.stock.shipments import ALL, ends, known_shipments
from pipelines.statistics.stock.stock_draws import LIFE, Stock, life
from schemas.stock.deployed_base_by_country_quarter import DeployedBaseByCountryQuarter

SHARE = "deployed_share"
Row = dict[str, object]


@recipe(DeployedBaseByCountryQuarter, reads=["core.chip_shipment"], constants=(*LIFE, SHARE),
        is_covered=True)
def deployed_base_by_country_quarter(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Stock of every country times the share, drawn once for all of them."""
    shipments, constants = known_shipments(frames), frames[CONSTANTS]
    countries, share = country_of_owner(shipments), prior(constants, SHARE)
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, life(constants)):
        for (country, designer), stock in by_country(groups, countries, case.coverage).items():
            if designer == ALL:
                about = {"country_code": country, **case.about,
                         "constant_ids": sorted([*case.constant_ids, SHARE])}
                rows += _rows(about, stock, quarters, share)
    return framed(DeployedBaseByCountryQuarter, rows)


def prior(constants: pl.DataFrame, constant_id: str) -> Vector:
    """Draws of a triangular assumption, the same wherever it is used."""
    row = constants.row(by_predicate=pl.col("constant_id") == constant_id, named=True)
    uniforms = generator(CONSTANTS, constant_id).random(DRAW_COUNT)
    return triangular(row["value_low"], row["value"], row["value_high"], uniforms)


def _rows(
    about: Row, stock: Stock, quarters: Sequence[date], share: Vector
) -> Iterator[Row]:
    sold = np.median(stock.draws, axis=1)
    low, value, high = ends(stock.draws * share)
    for place in stock.known_places(quarters):
        yield about | {
            "quarter_end_date": quarters[place],
            "sold_h100e_count": rounded(sold[place]),
            "deployed_h100e_count_low": rounded(low[place]),
            "deployed_h100e_count": rounded(value[place]),
            "deployed_h100e_count_high": rounded(high[place]),
            "deployed_h100e_count_basis": "imputed", "interval_kind": "ci90",
            "is_incomplete": stock.is_incomplete(place, quarters[place]),
            "input_row_count": len(stock.inputs(quarters[place])),
            "data_through_date": stock.through,
        }
