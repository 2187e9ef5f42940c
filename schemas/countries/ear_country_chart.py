"""What a row of `raw.ear_country_chart` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import RawTable


class RawEarCountryChart(
    RawTable, name="raw.ear_country_chart", key=("listed_name", "chart_column"),
    grain="listed name and chart column", group="countries"
):
    """The Commerce Country Chart, Supplement No. 1 to part 738: one row per mark.

    Embargoed countries have no marks but a pointer; absence of a mark never means permission.
    """

    listed_name: str = column("Country as the chart names it")
    chart_column: str = column("Reason and column, such as `RS 1`; `none` for a row without marks")
    pointer: str = column("Where an embargoed country's row sends the reader", nullable=True)
    footnotes: str = column("Numbers of the footnotes at the country, joined by `; `",
                            nullable=True)
    ecfr_date: pl.Date = column("Date of the eCFR text the chart was read from")
