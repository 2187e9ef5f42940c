"""How the numbers that the field quotes stood in earlier beliefs, beside what they are now."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import marks, words
from pipelines.report.chart import Chart, Panel
from pipelines.report.palette import tone

ROW = 24
MOST = 15
TONES = {"the same queries": "blue", "earlier queries": "gold"}


def finding(rows: pl.DataFrame) -> str:
    """How many numbers were revised, and the one that moved most."""
    count = rows["headline_id"].n_unique()
    moved = rows.filter((pl.col("ratio_to_now") - 1).abs() > 1e-6)
    begin = f"{words.count(count).capitalize()} numbers are known from earlier beliefs too"
    if not moved.height:
        return f"{begin}; none of them stood otherwise."
    top = words.first(moved.sort(pl.col("ratio_to_now").log().abs(), descending=True, maintain_order=True))
    return (f"{begin}; {words.count(moved['headline_id'].n_unique())} of them stood otherwise, most of all "
            f"{top['headline_id']}, {words.number(top['value'], 3)} on "
            f"{words.day_of(top['belief_date'])} and "
            f"{words.number(top['value_now'], 3)} now.")


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A line of points for each of the numbers that were revised most."""
    names = rows["headline_id"].unique(maintain_order=True).to_list()[:MOST]
    shown = rows.filter(pl.col("headline_id").is_in(names)).with_columns(
        made_by=pl.when(pl.col("is_same_method")).then(pl.lit("the same queries"))
        .otherwise(pl.lit("earlier queries")))
    y = alt.Y("headline_id:N", sort=names, title=None, axis=alt.Axis(labelLimit=280, grid=True))
    x = alt.X("ratio_to_now:Q", title="Earlier answer over the one of now",
              scale=alt.Scale(type="log"), axis=alt.Axis(grid=True))
    points = alt.Chart(shown).mark_point(filled=True, size=60).encode(
        x=x, y=y, color=marks.coloured("made_by", TONES),
        tooltip=["headline_id:N", "belief_date:T", "value:Q", "value_now:Q", "unit:N"])
    one = alt.Chart(pl.DataFrame({"now": [1.0]})).mark_rule(color=tone("rule")).encode(x="now:Q")
    return [marks.panel(one, points, height=ROW * max(len(names), 1))]


CHART = Chart(
    name="headline_vintage",
    title="How the quoted numbers were revised",
    leaves_out=(
        "Numbers that are zero or below, or that an earlier belief could not give. An earlier answer may be "
        "of an earlier day than that of now, as of a record that was broken since: the table says through "
        "which day each is known. `chipledger vintages` adds the beliefs of many days, each made by today's "
        "queries from what was known then."
    ),
    finding=finding,
    draw=draw,
    needs=("headline_id", "belief_date", "value", "value_now", "ratio_to_now"),
    nothing="No earlier belief is kept here: `chipledger vintages --from DAY --to DAY` makes some.",
)
