"""What an hour of a chip costs to rent."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import marks, words
from pipelines.report.chart import Chart, Panel
from pipelines.report.palette import tone

ROW = 24
PRICE = "price_per_gpu_hour_usd"
SHORT = "NVIDIA |GeForce |AMD Instinct |Tesla | Blackwell| Edition| Generation| GPU| \\(.*\\)"
"""Parts of names that readers do not need to tell these chips apart."""


def finding(rows: pl.DataFrame) -> str:
    """The dearest, and an H100, with how many providers said so."""
    top, h100 = words.first(rows), words.first(rows, chip_name="NVIDIA H100 SXM")
    return (
        f"In {words.month(h100['last_offer_date'])} an hour of an H100 cost {words.usd(h100[PRICE])} "
        f"without commitment ({_span(h100)} across {h100['provider_count']} providers), and of the "
        f"dearest, the {top['chip_name']}, {words.usd(top[PRICE])}."
    )


def _span(row: words.Row) -> str:
    return words.span(row[f"{PRICE}_low"], row[f"{PRICE}_high"], words.usd)


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A dot and its range for each chip, the dearest on top."""
    shown = rows.with_columns(name=pl.col("chip_name").str.replace_all(SHORT, ""))
    order = shown["name"].to_list()
    y = alt.Y("name:N", sort=order, title=None)
    x = alt.X(f"{PRICE}:Q", title="Dollars per hour, on demand",
              axis=alt.Axis(format="$~f", grid=True, tickCount=6))
    base = alt.Chart(shown).encode(y=y)
    spans = base.mark_rule(strokeWidth=6, opacity=0.3, strokeCap="round", color=tone("blue")).encode(
        x=alt.X(f"{PRICE}_low:Q"), x2=f"{PRICE}_high:Q")
    dots = base.mark_circle(size=70, opacity=1, color=tone("blue")).encode(
        x=x, tooltip=["chip_name:N", alt.Tooltip(f"{PRICE}:Q", format="$.2f", title="per hour"),
                      "provider_count:Q"])
    return [marks.panel(spans, dots, height=ROW * len(order))]


CHART = Chart(
    name="rental_price",
    title="What an hour of a chip costs to rent",
    leaves_out=(
        "Public prices without commitment, of providers that publish them; large customers pay less "
        "under contracts nobody sees. The bar is the 90 % interval of the level that matched providers "
        "set. Chips that too few of them offer have no level and are left out, as is renting by the "
        "second or at auction."
    ),
    finding=finding,
    draw=draw,
    needs=("chip_name", "price_per_gpu_hour_usd", "provider_count"),
)
