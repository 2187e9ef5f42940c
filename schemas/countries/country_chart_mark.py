"""The Commerce Country Chart by our countries. The publisher's record stands in ear_country_chart.py."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class CountryChartMark(
    Table, name="core.country_chart_mark", key=("listed_name", "chart_column"),
    grain="listed name and chart column",
                       group="countries", may_be_empty=True):
    """Marks of Supplement No. 1 to part 738: for which reasons a country needs a licence.

    A country without marks may be embargoed: then `pointer` says where to read on. The absence of a
    mark is never a permission.
    """

    listed_name: str = column("Country as the chart names it")
    country_code: str = column("Country, ISO 3166-1 alpha-3; NULL where no alias is listed",
                               nullable=True, str_matches=columns.COUNTRY)
    chart_column: str = column("Reason and column, such as `RS 1`; `none` for a row without marks")
    pointer: str = column("Where an embargoed country's row sends the reader", nullable=True)
    footnotes: str = column("Numbers of the footnotes at the country, joined by `; `", nullable=True)
    ecfr_date: pl.Date = column("Date of the eCFR text the chart was read from")
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("Snapshot it was first seen in")
    source_locator: str = column("Row of that snapshot")
