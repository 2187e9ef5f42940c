"""What a row of `metric.threshold_headroom_by_item_threshold_date` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.columns import column
from schemas.status.headroom import HeadroomColumns, country_code


class ThresholdHeadroomByItem(
    HeadroomColumns, name="metric.threshold_headroom_by_item_threshold_date",
    key=("item_id", "threshold_id", "as_of_date"),
    grain="item, threshold and date", group="status", may_be_empty=True,
    counts=("item_parameter",),
):
    """Distance of each chip and memory stack to every numeric threshold while its rule exists (M04).

    A day D is in a row when as_of_date <= D and (valid_to_date is NULL or D < valid_to_date).
    Boards, servers and racks have the numbers of one contained chip and are left out.
    """

    item_id: str = column("Chip or memory stack, see core.item", str_matches=columns.SLUG)
    item_name: str = column("Name in common use")
    item_kind: str = column("chip or hbm_stack", isin=["chip", "hbm_stack"])
    maker_country_code: str = country_code("Country of the designer's headquarters")
    release_date: pl.Date = column("Day it was announced", nullable=True)
