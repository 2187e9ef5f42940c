"""What a row of `raw.ear_country_group` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import RawTable


class RawEarCountryGroup(
    RawTable, name="raw.ear_country_group", key=("group_code", "listed_name"),
    grain="group and listed name", group="countries"
):
    """Supplement No. 1 to part 740 of the EAR: which countries stand in which country group."""

    group_code: str = column("Country group, such as D:5")
    listed_name: str = column("Country as the supplement names it")
    ecfr_date: pl.Date = column("Date of the eCFR text the table was read from")
