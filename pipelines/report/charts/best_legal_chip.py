"""How the best chip that China may buy compares with the best on the market."""

from __future__ import annotations

import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel

FREE, ANY = "American, no licence", "of any country"
TONES = {FREE: "blue", ANY: "red"}
HEIGHT = 300


def finding(rows: pl.DataFrame) -> str:
    """What is left at the last month end, against the last time that it was most."""
    now = words.last(rows)
    was = words.last(rows.filter(pl.col("free_share") == pl.col("free_share").max()))
    return (
        f"In {words.month(now['as_of_date'])} the best American chip that could go to China without a "
        f"licence, the {now['free_chip']}, had {words.share(now['free_share'])} of the "
        f"training speed of the best chip on the market ({_span(now, 'free')}); as late as "
        f"{words.month(was['as_of_date'])} it had {words.share(was['free_share'])}, with the "
        f"{was['free_chip']}. With chips of every country, China's own among them, it is "
        f"{words.share(now['any_share'])}, with the {now['any_chip']}."
    )


def _span(row: words.Row, which: str) -> str:
    return words.span(row[f"{which}_share_low"], row[f"{which}_share_high"], words.share)


def draw(rows: pl.DataFrame) -> list[Panel]:
    """Two stepped lines; their bands say what the unknown shipping days leave open."""
    scale = marks.Scale(0.0, 1.05, HEIGHT)
    long = pl.concat([_series(rows, "free", FREE), _series(rows, "any", ANY)])
    x, colour = marks.years("as_of_date"), marks.coloured("which", TONES)
    low, y = (marks.axis(name, "Share of the best chip's training speed", scale, ".0%")
              for name in ("share_low", "share"))
    step = "step-after"
    return [marks.panel(
        marks.band(long, x, low, "share_high", colour, interpolate=step),
        marks.line(long, x, y, colour, {"interpolate": step}),
        *labels.at_ends(long, "which", "as_of_date", "share", scale, TONES),
        *marks.through(rows["data_through_date"].max()),
        height=HEIGHT,
    )]


def _series(rows: pl.DataFrame, which: str, name: str) -> pl.DataFrame:
    return rows.select(
        "as_of_date", labels.THROUGH, pl.lit(name).alias("which"),
        pl.col(f"{which}_share_low").alias("share_low"), pl.col(f"{which}_share").alias("share"),
        pl.col(f"{which}_share_high").alias("share_high"))


CHART = Chart(
    name="best_legal_chip",
    title="The best chip China may buy against the best there is",
    leaves_out=(
        "Dense 16-bit speed of one packaged chip, relative to an H100; wafer-scale machines are left "
        "out, and so are memory, interconnect, price and supply, which decide what a chip is worth. "
        "The line of any country also counts chips that no American licence stands before, China's own "
        "among them. The bands are wide because the day on which many chips first shipped is not known. "
        "Chips bought under a licence, or smuggled, do not count."
    ),
    finding=finding,
    draw=draw,
    needs=("as_of_date",),
)
