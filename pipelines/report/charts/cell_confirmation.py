"""How many numbers of chips stand on more than one publisher."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import cells, marks, words
from pipelines.report.chart import Chart, Panel

KINDS = {"confirmed": "free", "single": "maybe", "disputed": "denied", "unread": "unknown"}
LEGEND = {"read at the maker, or two named publishers agree": "free", "one publisher": "maybe",
          "publishers disagree": "denied", "not read anywhere": "unknown"}
ROW = 22


def finding(rows: pl.DataFrame) -> str:
    """The share of all numbers together."""
    counts = {kind: int(rows[f"{kind}_cell_count"].sum()) for kind in KINDS}
    total = sum(counts.values())
    return (
        f"Of {total:,} numbers of chips, {words.share(counts['confirmed'] / total)} are read in their "
        f"maker's document or stated alike by two named publishers, and {counts['disputed']} are disputed."
    )


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A bar of shares for each kind of number."""
    named = rows.with_columns(
        number=pl.col("column_name").map_elements(lambda name: cells.header(name, {}), pl.String))
    order = named["number"].to_list()
    long = pl.concat([named.select("number", pl.lit(kind).alias("kind"), pl.lit(n).alias("place"),
                                  pl.col(f"{kind}_cell_count").alias("cells"))
                      for n, kind in enumerate(KINDS)])
    bars = alt.Chart(long).mark_bar(height={"band": 0.78}).encode(
        y=alt.Y("number:N", sort=order, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("cells:Q", stack="normalize", title="Share of the numbers",
                axis=alt.Axis(format=".0%", grid=True)),
        color=marks.coloured("kind", KINDS), order="place:Q",
        tooltip=["number:N", "kind:N", "cells:Q"])
    return [marks.panel(bars, height=ROW * len(order))]


CHART = Chart(
    name="cell_confirmation",
    title="How well the numbers of chips are confirmed",
    leaves_out=(
        "Agreement is not truth: publishers copy each other, and a publisher that names its source counts "
        "for that source. Dates are left out here. Prices, shipments, clusters and models mostly rest on "
        "one publisher each, and are not in this chart."
    ),
    finding=finding,
    draw=draw,
    needs=("column_name", "confirmed_cell_count", "single_cell_count",
           "disputed_cell_count", "unread_cell_count"),
    legend=LEGEND,
)
