"""What a row of `step.item_situation_by_period` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.status.item_words import item_id
from schemas.status.situation import BearingColumns


class ItemSituation(
    BearingColumns, name="step.item_situation_by_period", key=("item_id", "valid_from_date"),
    grain="item and period",
    group="status", may_be_empty=True,
):
    """What bears on the status of an item in a period: its legal cases and the events about it.

    Items with the same situation_id are treated alike by the law.
    """

    item_id: str = item_id()
    valid_from_date: pl.Date = column("First day of the period, see core.legal_period")
    valid_to_date: pl.Date = column("First day of the next period", nullable=True)
