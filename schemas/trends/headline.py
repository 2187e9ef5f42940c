"""What rows of `seed.headline`, `core.headline` and `metric.headline` mean.

The series and tables that the numbers stand in are declared by their own classes.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.headlines import UNITS, headline_id, whose_country


class HeadlineColumns(Table):
    """A question that many ask, and where its answer stands."""

    headline_id: str = headline_id()
    question: str = column("The question, in words")
    country_basis: str = whose_country()
    unit: str = column("Unit of the answer; growth and decline are factors per year", isin=UNITS)
    series_id: str = column("Series of metric.trend that answers it; NULL where another table does",
                            nullable=True)
    query: str = column("SQL that gives value_low, value, value_high and data_through_date from the "
                        "table the answer stands in")
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedHeadline(
    HeadlineColumns, name="seed.headline", key=("headline_id",),
    grain="headline", group="trends"):
    """Questions that the field's publications lead with, with the document that asks each."""


class CoreHeadline(
    HeadlineColumns, name="core.headline", key=("headline_id",), grain="headline", group="trends",
    copies="seed.headline",
    question="By which query does each headline number come?",
    example="select question, query, citation from core.headline order by headline_id",
):
    """Questions that the field's publications lead with."""


class Headline(
    Table, name="metric.headline", key=("headline_id",),
    grain="headline", group="trends", may_be_empty=True,
    leaves_nothing="every question has a row; what its answer leaves out stands with its table",
):
    """Today's answer to each question that the field's publications lead with, one row each (M34).

    Every number stands in the table that `query` reads, with what it leaves out; here they are side
    by side. Units differ from row to row, so rows are read one by one and never added.
    """

    headline_id: str = headline_id()
    question: str = column("The question, in words")
    country_basis: str = whose_country()
    value_low: float = column("Low end of the interval, in the unit of the row; below zero where a lag "
                              "may be a lead", nullable=True)
    value: float = column("The answer, in the unit of the row", nullable=True)
    value_high: float = column("High end of the interval", nullable=True)
    unit: str = column("Unit of the answer; growth and decline are factors per year", isin=UNITS)
    interval_kind: str = column(
        "ci90; range: of what is unknown or assumed, or the least and most of the days averaged; "
        "scenario: of what is assumed throughout", nullable=True, isin=["ci90", "range", "scenario"])
    is_quotable: bool = columns.is_quotable("value", unit="unit")
    reason_code: str = column("Why there is no answer, or no interval: its source gives none, or the answer "
                              "is a lower bound, since of others nothing is known",
                              nullable=True, isin=["no_data", "others_unknown", "range_not_disclosed"])
    valid_date: pl.Date = column("Day the answer speaks of: the end of the last month or quarter that data "
                                 "reach, of token prices its first day; NULL for growth, which is of years",
                                 nullable=True)
    data_through_date: pl.Date = column("Last day through which the inputs are known; what came after the "
                                        "day the answer speaks of is not in it", nullable=True)
    single_input_share: float = column(
        "Share of the inputs that one publisher alone says, see "
        "metric.input_confirmation_by_headline; NULL where none is confirmed cell by cell",
        nullable=True, ge=0, le=1)
    query: str = column("SQL that gives the same from the table the answer stands in")
