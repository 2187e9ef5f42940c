"""The largest AI cluster known in each country."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel

TONES = {"United States": "blue", "China": "red"}
SURE, ALL = "likely or better", "all reports"
HEIGHT = 300


def finding(rows: pl.DataFrame) -> str:
    """The largest of each country at the last month end, likely ones and all reported."""
    us, china = (words.last(rows, country=country, counted=SURE) for country in TONES)
    us_all, china_all = (words.last(rows, country=country, counted=ALL) for country in TONES)
    ratio = us["h100e_count"] / china["h100e_count"]
    return (
        f"In {words.month(us['valid_date'])} the largest cluster that likely stood in the United States "
        f"({_name(us)}) had the compute of {words.number(us['h100e_count'])} H100s, "
        f"{words.times(ratio)} that of the largest in China; on all reports, including unconfirmed "
        f"ones, {words.times(us_all['h100e_count'] / china_all['h100e_count'])}."
    )


def _name(row: words.Row) -> str:
    return "its name withheld" if row["is_anonymised"] else str(row["cluster_name"])


def draw(rows: pl.DataFrame) -> list[Panel]:
    """Stepped lines: whole for likely systems, broken for all reports."""
    scale = marks.log_scale(rows, "h100e_count", height=HEIGHT)
    x, colour = marks.years(), marks.coloured("country", TONES)
    y = marks.axis("h100e_count", "H100 equivalents", scale, "~s")
    dash = alt.StrokeDash("counted:N", legend=None,
                          scale=alt.Scale(domain=[SURE, ALL], range=[[1, 0], [3, 3]]))
    tips = ["country:N", "cluster_name:N", alt.Tooltip("valid_date:T", format="%b %Y"),
            alt.Tooltip("h100e_count:Q", format=",.0f")]
    return [marks.panel(
        marks.line(rows, x, y, colour, {"interpolate": "step-after"}, strokeDash=dash, tooltip=tips),
        *labels.at_ends(words.only(rows, counted=SURE), "country", "valid_date", "h100e_count", scale,
                        TONES),
        *marks.through(rows["data_through_date"].max()),
        height=HEIGHT,
    )]


CHART = Chart(
    name="largest_cluster",
    title="The largest AI clusters",
    leaves_out=(
        "Whole lines are systems that likely stood, by the country of their site; broken lines add every "
        "report. Chinese owners say little: their largest systems are often nameless in the source, "
        "with figures of one digit, and may be missing. Owner and user may sit elsewhere. Sources count "
        "an H100's worth in two ways, by 8-bit speed and by the fastest format."
    ),
    finding=finding,
    draw=draw,
    needs=("country", "counted", "valid_date"),
)
