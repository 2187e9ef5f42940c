"""What the final training run of the largest models cost."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import marks, points, words
from pipelines.report.chart import Chart, Panel

HEIGHT = 340
TITLE = "Dollars of 2023, final run"
KINDS = {"among the ten largest when released": "blue", "other, for comparison": "red"}
NAMED = ("GPT-3 175B (davinci)", "GPT-4 (Mar 2023)", "GPT-4", "Grok 3", "DeepSeek-V3", "AlphaGo Zero")


def finding(rows: pl.DataFrame) -> str:
    """Growth of the trend, and where the cheapest well-known run lies."""
    largest = words.last(rows.filter("is_frontier").sort("cost_usd_2023"))
    growth = words.times(largest["growth_per_year_ratio"])
    ends = words.span(largest["growth_per_year_ratio_low"], largest["growth_per_year_ratio_high"])
    return (
        f"The chips and energy of the largest training runs have cost {growth} as much each year "
        f"({ends} with 90 % confidence), up to "
        f"{words.usd(largest['cost_usd_2023'])} for {largest['model_name']}{_deepseek(rows)}."
    )


def _deepseek(rows: pl.DataFrame) -> str:
    found = rows.filter(pl.col("model_name") == "DeepSeek-V3")
    if not found.height:
        return ""
    row = words.first(found)
    ends = words.span(row["cost_usd_2023_low"], row["cost_usd_2023_high"], words.usd)
    return f"; by the same method DeepSeek-V3's took {words.usd(row['cost_usd_2023'])} ({ends})"


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A point with its interval for every model, and the fit through the largest."""
    first, second = KINDS
    rows = rows.with_columns(kind=pl.when("is_frontier").then(pl.lit(first)).otherwise(pl.lit(second)))
    fields = ("cost_usd_2023_low", "cost_usd_2023", "cost_usd_2023_high")
    scale = marks.log_scale(rows, *fields, height=HEIGHT)
    x, colour = marks.years("release_date"), marks.coloured("kind", KINDS)
    y = marks.axis("cost_usd_2023", TITLE, scale, "$~s")
    base = alt.Chart(rows).encode(x=x, color=colour)
    spans = base.mark_rule(opacity=0.35).encode(y=marks.axis(fields[0], TITLE, scale, "$~s"),
                                                y2=f"{fields[2]}:Q")
    dots = base.mark_circle(size=48, opacity=1).encode(
        y=y, tooltip=["model_name:N", alt.Tooltip("cost_usd_2023:Q", format="$,.3s"), "chip_name:N"])
    told = rows.with_columns(told=pl.when(pl.col("model_name").is_in(NAMED)).then("model_name"))
    fit = marks.fitted(rows.filter("is_frontier"), "release_date", TITLE, scale, "$~s", marks.painted("grey"),
                       {"strokeWidth": 1.5})
    return [marks.panel(*fit, spans, dots, *points.names(told, "told", x, y, scale), height=HEIGHT)]


CHART = Chart(
    name="training_cost",
    title="What training a model costs",
    leaves_out=(
        "The final run alone: chips, their servers and network written off over their life, and energy. "
        "Staff, failed runs, experiments and data are not in it, and are most of what a laboratory "
        "spends. Chip-hours are published for few models and otherwise estimated; the thin lines are "
        "90 % intervals. The fit leaves out the models shown for comparison."
    ),
    finding=finding,
    draw=draw,
    needs=("model_name", "release_date", "is_frontier", "cost_usd_2023"),
    legend=KINDS,
)
