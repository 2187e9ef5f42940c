"""Draws of stocks over time, for the fits of their growth; how they are fitted stands in trends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from pipelines.recipe import CONSTANTS, recipe
from pipelines.statistics.kit.draws import rounded
from pipelines.statistics.stock.installed_base import by_country, cases, country_of_owner, framed
from pipelines.statistics.stock.shipments import BETWEEN, known_shipments
from pipelines.statistics.stock.stock_draws import LIFE, Stock, life
from schemas.stock.stock_trend_draw import StockTrendDraw

DRAWS = 100
Row = dict[str, object]


@recipe(StockTrendDraw, reads=["core.chip_shipment"], constants=LIFE, is_covered=True)
def stock_trend_draw(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The first draws of every country's stock, by designer and over all of them."""
    shipments, survival = known_shipments(frames), life(frames[CONSTANTS])
    countries = country_of_owner(shipments)
    rows: list[Row] = []
    for case, quarters, groups in cases(shipments, survival, ["dense_int8"], (BETWEEN,)):
        for (country, designer), stock in by_country(groups, countries, case.coverage).items():
            about: Row = {"country_code": country, "designer_id": designer,
                     "survival_model": case.survival_model}
            rows += _rows(about, stock, quarters)
    return framed(StockTrendDraw, rows)


def _rows(about: Row, stock: Stock, quarters: Sequence[date]) -> Iterator[Row]:
    for place in stock.known_places(quarters):
        for number, value in enumerate(stock.draws[place][:DRAWS]):
            if value > 0:
                yield about | {"quarter_end_date": quarters[place], "draw_number": number,
                               "stock_h100e_count": rounded(value)}
