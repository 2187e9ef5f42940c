"""What changed since the release before."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel
from pipelines.report.palette import tone

BAR = 9
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
    head = labels.headed([name.partition(".")[2] for name in shown["table_name"]], bar=BAR)
    bars = alt.Chart(shown.with_columns(pixel=pl.Series(head.places))).mark_bar(
        orient="horizontal", size=BAR, color=tone("blue")).encode(
            y=labels.placed("pixel"), x=alt.X("row_count_change:Q", title="Rows more or fewer",
                                              axis=alt.Axis(grid=True, tickCount=5)),
            tooltip=["table_name:N", "row_count_before:Q", "row_count_now:Q", "what:N"])
    return [marks.panel(bars, head.names, height=head.height)]


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
