"""What changed since the release before."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel
from pipelines.report.palette import tone

ROW = 46
MOST = 12


def finding(rows: pl.DataFrame) -> str:
    """How many tables differ, and the one in which most rows came or went, if in any."""
    top = words.first(rows)
    differ = "table differs" if rows.height == 1 else "tables differ"
    moved = (f"the most rows came or went in {top['table_name']} ({top['row_count_change']:+,})"
             if top["row_count_change"] else "no row came or went, and numbers changed in place")
    return f"{words.count(rows.height).capitalize()} {differ} from the release before; {moved}."


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A bar for each of the tables that changed most; the table tells those that changed in place."""
    shown = rows.filter(pl.col("row_count_change") != 0).head(MOST)
    if shown.is_empty():
        return []
    named = shown.with_columns(key=pl.col("table_name"))
    order = named["key"].to_list()
    y = alt.Y("key:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.6, paddingOuter=0.9))
    bars = alt.Chart(named).mark_bar(height=9, color=tone("blue")).encode(
        y=y, x=alt.X("row_count_change:Q", title="Rows more or fewer", axis=alt.Axis(grid=True)),
        tooltip=["table_name:N", "row_count_before:Q", "row_count_now:Q", "what:N"])
    names = labels.above([name.partition(".")[2] for name in order], order, y, gap=6)
    return [marks.panel(bars, *names, height=ROW * named.height)]


CHART = Chart(
    name="release_change",
    title="What changed since the release before",
    leaves_out=(
        "Rows that came or went, table by table; a row whose numbers changed in place counts as none "
        "here, but makes its table differ. Only the release before is kept beside the published one."
    ),
    finding=finding,
    draw=draw,
    needs=("table_name",),
    nothing="No release before this one is kept here, or nothing differs from it.",
)
