"""What a dollar of list price buys in 16-bit speed."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import marks, points, words
from pipelines.report.chart import Chart, Panel

VALUE = "peak_dense_per_usd_2023_flop_per_s"
HEIGHT = 320
KNOWN = {"NVIDIA Tesla P100 SXM2": "P100", "NVIDIA A100 SXM 80GB": "A100", "NVIDIA H100 SXM": "H100",
         "NVIDIA H20": "H20", "NVIDIA B200 SXM": "B200", "NVIDIA GeForce RTX 4090": "RTX 4090"}
TITLE = "Dense 16-bit GFLOP/s per dollar of 2023"


def finding(rows: pl.DataFrame) -> str:
    """Growth of the fit that is drawn, with its interval."""
    row = words.first(rows)
    more, low, high = (_percent(row[f"growth_per_year_ratio{end}"]) for end in ("", "_low", "_high"))
    return (
        f"A dollar of list price, at 2023 prices, has bought {words.number(more)} % more "
        f"16-bit speed each year since {rows['price_date'].min().year} "  # type: ignore[union-attr]
        f"({words.span(low, high)} % with 90 % confidence), a "
        f"fit through {rows.height} prices of {rows['chip_name'].n_unique()} chips."
    )


def _percent(growth: float | None) -> float:
    return 100 * (float(words.known(growth)) - 1)


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A point for every price, the fit and its band behind, and the names of a few."""
    rows = rows.with_columns(pl.col("fit_low", "fit", "fit_high") / 1e9, giga=pl.col(VALUE) / 1e9
                             ).drop_nulls("giga")
    scale = marks.log_scale(rows, "giga", height=HEIGHT)
    x = marks.years("price_date")
    y = marks.axis("giga", TITLE, scale, "~g")
    dots = alt.Chart(rows).mark_circle(size=42, opacity=0.75).encode(
        x=x, y=y, color=marks.painted("blue"),
        tooltip=["chip_name:N", alt.Tooltip("price_date:T", format="%d %b %Y"),
                 alt.Tooltip("price_usd:Q", format="$,.0f", title="price"),
                 alt.Tooltip("giga:Q", format=".3g", title="GFLOP/s per dollar")])
    fit = marks.fitted(rows, "price_date", TITLE, scale, "~g", marks.painted("grey"), {"strokeWidth": 1.5})
    return [marks.panel(*fit, dots, *points.names(_named(rows), "name", x, y, scale), height=HEIGHT)]


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    """With a name at the first price of each of a few chips that readers know."""
    is_first = pl.col("chip_name").is_first_distinct()
    return rows.with_columns(name=pl.when(is_first).then(
        pl.col("chip_name").replace_strict(KNOWN, default=None, return_dtype=pl.String)))


CHART = Chart(
    name="price_performance",
    title="Speed for a dollar",
    leaves_out=(
        "List prices of one chip or card, as first published or reported, which few large buyers pay; "
        "gaming cards stand beside data-center chips and do better. Power, memory, networks and the "
        "rest of a server cost extra. Peak speed is not speed in use."
    ),
    finding=finding,
    draw=draw,
    needs=("chip_name", "price_date", "peak_dense_per_usd_2023_flop_per_s"),
)
