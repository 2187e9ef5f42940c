"""What a row of `meta.metric_vintage` means."""

from __future__ import annotations

import polars as pl

from schemas.base import Table
from schemas.columns import column
from schemas.headlines import UNITS, headline_id


class MetaMetricVintage(
    Table, name="meta.metric_vintage", key=("headline_id", "belief"),
    grain="headline and belief", group="meta", may_be_empty=True,
    question="How was each headline number revised?",
    example="select headline_id, belief, belief_date, data_through_date, round(value, 3) as value, unit from "
            "meta.metric_vintage order by headline_id, belief_date, belief limit 10",
):
    """The headline numbers as this release, earlier ones and beliefs of earlier days have them.

    A row says what was answered (`belief`) for which time (`data_through_date`). Where is_same_method
    is true, only what was known differs. `chipledger vintages` adds the beliefs of many days.
    """

    headline_id: str = headline_id()
    belief: str = column("Release that has the number")
    belief_date: pl.Date = column("Day by whose end that was known: as asked, else the day the release "
                                  "speaks of", nullable=True)
    as_known_at: pl.Date = column("Day by whose end all was known; NULL for all there is", nullable=True)
    is_now: bool = column("The belief of this file")
    is_same_method: bool = column("Made by the same queries, so that only knowledge differs")
    data_through_date: pl.Date = column("Last day through which its inputs were known", nullable=True)
    value_low: float = column("Low end of the interval, in the unit of the row", nullable=True)
    value: float = column("The answer, in the unit of the row", nullable=True)
    value_high: float = column("High end of the interval", nullable=True)
    unit: str = column("Unit of the answer; growth is a factor per year", nullable=True, isin=UNITS)
    reason_code: str = column("Why there was no answer, or no interval", nullable=True)
