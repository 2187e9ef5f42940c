"""The days on which the status of chips toward China changed, and by which measure."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel

TONES = {"stricter": "denied", "less strict": "free", "into or out of doubt": "unknown"}
BAR = 14


def finding(rows: pl.DataFrame) -> str:
    """The day with the most chips caught, and all days together."""
    top = words.first(rows.sort("tightened_chip_count", descending=True))
    loose = rows.filter(pl.col("loosened_chip_count") > 0)
    eased = (f"; {words.count(int(loose['loosened_chip_count'].sum()))} chips were eased, in "
             f"{words.listed(words.month(day) for day in loose['change_date'])}" if loose.height else "")
    return (
        f"On {words.count(rows.height)} days the status toward China of chips already on the market "
        f"changed; the most, {words.count(top['tightened_chip_count'])}, met stricter terms on "
        f"{words.day_of(top['change_date'])}{eased}."
    )


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A row a day, in order of time, with the name of the measure above its bars."""
    texts = rows.select(pl.format(
        "{}: {}", pl.col("change_date").dt.strftime("%-d %b %Y"), pl.col("measure"))).to_series()
    head = labels.headed(texts.to_list(), bar=BAR, is_bold=True)
    named = rows.with_columns(text=texts, pixel=pl.Series(head.places, dtype=pl.Float64))
    counts = pl.concat([
        named.select("pixel", "text", pl.lit(kind).alias("kind"), pl.lit(n).alias("place"),
                     pl.col(f"{column}_chip_count").alias("chips"))
        for n, (kind, column) in enumerate(zip(TONES, ("tightened", "loosened", "unclear"), strict=True))
    ])
    bars = alt.Chart(counts).mark_bar(orient="horizontal", size=BAR).encode(
        y=labels.placed("pixel"),
        x=alt.X("chips:Q", title="Chips on the market whose status changed", stack=True,
                axis=alt.Axis(tickMinStep=10, grid=True)),
        color=marks.coloured("kind", TONES), order="place:Q",
        tooltip=["text:N", "kind:N", "chips:Q"])
    return [marks.panel(bars, head.names, height=head.height)]


CHART = Chart(
    name="rule_timeline",
    title="Rules and letters, and the chips they changed",
    leaves_out=(
        "Counts are of chips in the warehouse's register that were on sale that day, for an ordinary "
        "buyer in China; a chip that many firms buy counts like one that none does. Chips whose status "
        "nobody can work out, for want of a published number, are counted apart. Rules that moved no "
        "chip toward China, such as the diffusion framework of January 2025, do not appear."
    ),
    finding=finding,
    draw=draw,
    needs=("change_date", "measure", "tightened_chip_count", "loosened_chip_count", "unclear_chip_count"),
    legend=TONES,
)
