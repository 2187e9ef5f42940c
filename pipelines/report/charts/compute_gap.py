"""How many times more compute goes into models of the United States than into China's."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel

TONES = {"all estimates": "blue", "likely or better": "purple", "confident only": "gold"}
HEIGHT = 320
LEAST = 0.1


def finding(rows: pl.DataFrame) -> str:
    """The latest gap on all estimates, and whether parity is excluded on the confident ones."""
    wide = words.last(rows, counted_models="all estimates")
    sure = words.last(rows, counted_models="confident only")
    parity = (", which does not rule out parity"
              if sure["compute_gap_ratio_low"] <= 1 else "")
    return (
        f"In {words.month(wide['valid_date'])} the largest American models took about "
        f"{words.times(wide['compute_gap_ratio'])} the training compute of the largest Chinese ones "
        f"({_span(wide)} with 90 % confidence); counting only compute that is known with confidence "
        f"it is {words.times(sure['compute_gap_ratio'])} ({_span(sure)}){parity}."
    )


def _span(row: words.Row) -> str:
    return words.span(row["compute_gap_ratio_low"], row["compute_gap_ratio_high"])


def draw(rows: pl.DataFrame) -> list[Panel]:
    """One line for each way of counting; the band belongs to the widest."""
    fields = ("compute_gap_ratio_low", "compute_gap_ratio", "compute_gap_ratio_high")
    scale = marks.log_scale(rows, *fields, height=HEIGHT, least=LEAST)
    x, colour = marks.years(), marks.coloured("counted_models", TONES)
    low, y, _ = (marks.axis(name, "American / Chinese compute, times", scale, "~g") for name in fields)
    widest = words.only(rows, counted_models="all estimates")
    parity = alt.Chart(pl.DataFrame({"one": [1.0], "said": ["parity"]})).encode(y=alt.Y("one:Q"))
    return [marks.panel(
        marks.band(widest, x, low, "compute_gap_ratio_high", colour),
        parity.mark_rule(),
        parity.mark_text(align="right", dy=9, dx=-4, fontSize=11).encode(x=alt.value("width"), text="said:N"),
        marks.line(rows, x, y, colour),
        *labels.at_ends(rows, "counted_models", "valid_date", "compute_gap_ratio", scale, TONES),
        *marks.through(rows["data_through_date"].max()),
        height=HEIGHT,
    )]


CHART = Chart(
    name="compute_gap",
    title="The compute gap between American and Chinese models",
    leaves_out=(
        "Training compute is mostly estimated by others, not stated by developers, and a model counts "
        "for the country of its developer's headquarters. The lines are trends through the ten "
        "largest models at each release, not single models. Runs that nobody has estimated are absent, "
        "so a country that publishes less looks further behind, and the lines end with the quarter in "
        "which the last large run of either side was estimated. Quarters before the first controls, "
        "with few models on the Chinese side, are not drawn. The band is the 90 % interval of all "
        "estimates; the table holds those of the others."
    ),
    finding=finding,
    draw=draw,
    needs=("valid_date", "counted_models"),
)
