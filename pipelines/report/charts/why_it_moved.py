"""Why numbers differ between two releases: a bar for each cause, from what was to what is."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import marks, points, words
from pipelines.report.chart import Chart, Panel

ROW = 26
ENDS = ("before", "now")
LABELS = {
    "before": "as it was published", "now": "as it is now", "code": "how it is computed",
    "new_rows": "rows that came", "changed_values": "values revised", "removed_rows": "rows that are gone",
    "identity": "names that mean another thing", "tiers": "how sure the sources are",
    "reference": "assumptions and reference data", "rules": "versions of the rules",
    "time": "the day of the build",
}
TONES = {"stood at": "grey", "raised it": "blue", "lowered it": "red"}
ASKED = ["question", "from_release_id", "to_release_id"]


def finding(rows: pl.DataFrame) -> str:
    """What moved the first number most."""
    own = next(iter(rows.partition_by(ASKED, maintain_order=True)))
    now = words.first(own)
    begin = (f"{_asked(now['question'])} {words.number(now['before'], 3)} in the release "
             f"{now['from_release_id']}, "
             f"{words.number(now['now'], 3)} in {now['to_release_id']}")
    steps = own.drop_nulls("moved_by").sort(pl.col("moved_by").abs(), descending=True)
    if not steps.height:
        return f"{begin}; nothing moved it."
    most = words.first(steps)
    row = f", most of all the row {most['row_that_moved_it_most']}" if most["row_that_moved_it_most"] else ""
    return (f"{begin}. What moved it most is {LABELS.get(most['cause'], most['cause'])} "
            f"({words.known(most['moved_by']):+.3g}){row}.")


def _asked(question: str) -> str:
    return question if question.endswith("?") else f"{question}:"


def bars(rows: pl.DataFrame) -> pl.DataFrame:
    """Each bar with its ends: a whole number from zero, a cause from the number before it."""
    is_end = pl.col("cause").is_in(ENDS)
    return rows.with_columns(
        label=pl.col("cause").replace(LABELS),
        begin=pl.when(is_end).then(0.0).otherwise(pl.col("number_after") - pl.col("moved_by")),
        did=pl.when(is_end).then(pl.lit("stood at")).when(pl.col("moved_by") > 0)
        .then(pl.lit("raised it")).otherwise(pl.lit("lowered it")),
        written=pl.when(is_end).then(pl.col("number_after")).otherwise(pl.col("moved_by")),
    ).drop_nulls(["begin", "written"])


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A waterfall for each answer that was asked for."""
    found = []
    for own in rows.partition_by(ASKED, maintain_order=True):
        shown = bars(own)
        name, begin, end = own.select(ASKED).row(0)
        order = shown["label"].to_list()
        y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=240))
        drawn = alt.Chart(shown).mark_bar(height={"band": 0.7}).encode(
            y=y, x=alt.X("begin:Q", title=None), x2="number_after:Q", color=marks.coloured("did", TONES),
            tooltip=["label:N", alt.Tooltip("written:Q", format="+.4g"), "row_that_moved_it_most:N"])
        text = alt.Chart(shown).encode(y=y, x=alt.X("number_after:Q"))
        found.append(marks.panel(
            drawn, *marks.written(text, points.SIDES["right"], text=alt.Text("written:Q", format=".3g")),
            height=ROW * max(shown.height, 1), title=f"{_asked(name)} {begin} to {end}"))
    return found


CHART = Chart(
    name="why_it_moved",
    title="Why a number is another than it was",
    leaves_out=(
        "Only numbers that somebody asked about, with `chipledger why`, are here. Causes that moved a "
        "number by nothing have no bar. Where causes meet, their common effect is shared out over all "
        "orders in which they could have come; of more than seven causes each counts in a fixed order. The "
        "first number is what that release published, the last what today's code makes of the later data."
    ),
    finding=finding,
    draw=draw,
    needs=("question", "from_release_id", "to_release_id", "cause", "number_after"),
    legend={"stood at": "grey", "raised it": "blue", "lowered it": "red"},
    nothing="Nobody has asked yet why a number moved: `chipledger why HEADLINE --from RELEASE` does.",
)
