"""Who owns how many AI chips, as sold and with those smuggled to China counted there."""

from __future__ import annotations

import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel

OWNERS = {"United States": "blue", "other or unknown owner": "grey", "China": "red"}
SHORT = {"other or unknown owner": "other, unknown"}
SOLD, MIDDLE = "as sold", "with smuggling, middle"
COUNTED = {SOLD: "red", "middle estimate": "purple"}
HEIGHT = 280
FIELDS = ("stock_h100e_count_low", "stock_h100e_count", "stock_h100e_count_high")


def finding(rows: pl.DataFrame) -> str:
    """The last quarter: the two countries, and China with smuggling."""
    us, sold, more = (words.last(rows, owner=owner, counted=counted) for owner, counted in
                      (("United States", SOLD), ("China", SOLD), ("China", MIDDLE)))
    return (
        f"At the end of {words.month(sold['quarter_end_date'])} Chinese owners held chips worth "
        f"{words.number(sold['stock_h100e_count'])} H100s, {words.share(sold['world_share'])} of the "
        f"world's; with smuggled chips, by the middle estimate, {words.number(more['stock_h100e_count'])} "
        f"or {words.share(more['world_share'])}. American owners held "
        f"{words.number(us['stock_h100e_count'])}, {words.share(us['world_share'])}."
    )


def draw(rows: pl.DataFrame) -> list[Panel]:
    """The world on a scale of powers, and China alone with its scenarios."""
    sold = words.only(rows, counted=SOLD).with_columns(pl.col("owner").replace(SHORT))
    tones = {SHORT.get(name, name): tone for name, tone in OWNERS.items()}
    return [_world(sold, tones), _china(words.only(rows, owner="China"))]


def _world(rows: pl.DataFrame, tones: dict[str, str]) -> Panel:
    scale = marks.log_scale(rows, *FIELDS, height=HEIGHT)
    x, colour = marks.years("quarter_end_date"), marks.coloured("owner", tones)
    low, y, _ = (marks.axis(name, "H100 equivalents", scale, "~s") for name in FIELDS)
    return marks.panel(
        marks.band(rows, x, low, FIELDS[2], colour), marks.line(rows, x, y, colour),
        *labels.at_ends(rows, "owner", "quarter_end_date", FIELDS[1], scale, tones),
        height=HEIGHT, title="By country of the owner, as sold")


def _china(rows: pl.DataFrame) -> Panel:
    scale = marks.linear_scale(rows, "stock_h100e_count", height=HEIGHT)
    x = marks.years("quarter_end_date")
    low, y = (marks.axis(name, "H100 equivalents", scale, "~s") for name in ("low", FIELDS[1]))
    span = rows.filter(pl.col("counted").str.contains("low|high")).group_by("quarter_end_date").agg(
        low=pl.col(FIELDS[1]).min(), high=pl.col(FIELDS[1]).max()).sort("quarter_end_date")
    shown = words.only(rows, counted=(SOLD, MIDDLE)).with_columns(
        pl.col("counted").replace({MIDDLE: "middle estimate"}))
    colour = marks.coloured("counted", COUNTED)
    return marks.panel(
        marks.band(span, x, low, "high", marks.painted("purple")), marks.line(shown, x, y, colour),
        *labels.at_ends(shown, "counted", "quarter_end_date", FIELDS[1], scale, COUNTED),
        *marks.through(rows["data_through_date"].max()),
        height=HEIGHT, title="China, with smuggling from low to high")


CHART = Chart(
    name="owned_compute",
    title="Who owns the chips, with and without smuggling",
    leaves_out=(
        "Chips sold since 2022, in the 8-bit speed of an H100, by where the owner's parent has its seat; "
        "chips that Chinese firms rent abroad count for their owner. Designers are counted from the "
        "quarter in which their sales are known, so that early quarters are too low. Smuggling is an "
        "estimate of others, from a low to a high scenario. Chips broken or stored still count."
    ),
    finding=finding,
    draw=draw,
    needs=("owner", "counted", "quarter_end_date"),
)
