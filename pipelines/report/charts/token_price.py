"""How fast the price of equal ability has fallen."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel

TONES = {"GPT-3.5 Turbo": "grey", "GPT-4 of March 2023": "blue", "o1 of December 2024": "purple",
         "GPT-5 of August 2025": "red"}
LEAD = "GPT-4 of March 2023"
HEIGHT = 320
TITLE = "Dollars per million tokens"
PRICE = "record_price_per_million_tokens_usd"


def finding(rows: pl.DataFrame) -> str:
    """The price of the lead level, first and last, and its fitted decline."""
    lead = _level(rows, LEAD)
    was, now = words.first(lead), words.last(lead)
    return (
        f"Ability at the level of {LEAD.replace(' of ', ' in ')} cost {words.usd(was[PRICE])} per million "
        f"tokens in {words.month(was['month_start_date'])} and {words.usd(now[PRICE])} in "
        f"{words.month(now['month_start_date'])}, a fall to one part in "
        f"{words.number(was[PRICE] / now[PRICE])}; a year divides the price by "
        f"{words.number(now['decline_per_year_ratio'])} "
        f"({words.span(now['decline_per_year_ratio_low'], now['decline_per_year_ratio_high'])})."
    )


def _level(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    return rows.filter(pl.col("as_good_as") == name).drop_nulls(PRICE)


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A stepped line of record prices for each level; the fit runs through the records of one."""
    scale = marks.log_scale(rows, PRICE, height=HEIGHT)
    x, colour = marks.years("month_start_date"), marks.coloured("as_good_as", TONES)
    y = marks.axis(PRICE, TITLE, scale, "$~g")
    tips = ["as_good_as:N", "record_model:N", alt.Tooltip(f"{PRICE}:Q", format="$.3g", title="price"),
            alt.Tooltip("month_start_date:T", format="%b %Y", title="month")]
    records = alt.Chart(rows.filter("is_record")).mark_circle(size=36, opacity=1).encode(
        x=x, y=y, color=colour, tooltip=tips)
    return [marks.panel(
        *marks.fitted(_level(rows, LEAD), "month_start_date", TITLE, scale, "$~g", marks.painted("blue"),
                      {"strokeWidth": 1, "strokeDash": [4, 3]}),
        marks.line(rows, x, y, colour, {"interpolate": "step-after"}), records,
        *labels.at_ends(rows, "as_good_as", "month_start_date", PRICE, scale, TONES),
        *marks.through(rows["data_through_date"].max()),
        height=HEIGHT,
    )]


CHART = Chart(
    name="token_price",
    title="The price of a million tokens at equal ability",
    leaves_out=(
        "The lowest public price at which a model as good could be called, three parts input and one "
        "part output; discounts, free tiers and cached input are left out. Models that think at length "
        "use more tokens for an answer, which the price of a token does not show. A price below cost "
        "counts like any other. The band is the 90 % band of a line through the record prices of one level."
    ),
    finding=finding,
    draw=draw,
    needs=("as_good_as", "month_start_date", "record_price_per_million_tokens_usd", "is_record"),
)
