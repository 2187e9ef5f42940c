"""What a row of `core.country_group_listing` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.country_group import GROUP_CODE


class CoreCountryGroupListing(
    Table, name="core.country_group_listing", key=("group_code", "listed_name"),
    grain="group and listed name", group="countries",
    may_be_empty=True,
):
    """The publisher's own table of country groups at one date, for the groups we keep."""

    group_code: str = column(GROUP_CODE)
    listed_name: str = column("Country as the supplement names it")
    country_code: str = column("Country, ISO 3166-1 alpha-3; NULL for a name nobody matched",
                               nullable=True)
    listed_date: pl.Date = column("Date of the eCFR text")
    source_id: str = columns.source_id()
    source_locator: str = column("Snapshot and row of the record")
