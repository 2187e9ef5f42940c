"""How many months after American models China's best ones come, by what they can do."""

from __future__ import annotations

import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel

LEAD = "Epoch Capabilities Index"
NAMES = {LEAD: "Capabilities Index", "GPQA Diamond (science questions)": "GPQA Diamond",
         "METR time horizon (long tasks)": "METR time horizon"}
TONES = {"Capabilities Index": "blue", "GPQA Diamond": "green", "METR time horizon": "purple"}
HEIGHT = 300


def finding(rows: pl.DataFrame) -> str:
    """Where China stood last, and between which bounds it has stood."""
    lead = words.only(rows, scale=LEAD).drop_nulls("lag_months")
    lags: list[float] = lead["lag_months"].to_list()
    now = words.last(lead)
    return (
        f"On {words.day_of(now['valid_date'])} China's best model, "
        f"{now['best_chinese_model']}, was as capable as the American "
        f"{now['first_american_model_as_good']} of {words.number(now['lag_months'])} months "
        f"before; since {words.month(lead['valid_date'].min())} the lag has been between "  # type: ignore[arg-type]
        f"{words.number(min(lags))} and {words.number(max(lags))} months, by the {LEAD}."
    )


def draw(rows: pl.DataFrame) -> list[Panel]:
    """A line for each scale, with a band where the scale states intervals."""
    named = rows.with_columns(pl.col("scale").replace(NAMES))
    fields = ("lag_months_low", "lag_months", "lag_months_high")
    scale = marks.linear_scale(named, *fields, height=HEIGHT)
    x, colour = marks.years(), marks.coloured("scale", TONES)
    low, y, _ = (marks.axis(name, "Months behind", scale) for name in fields)
    return [marks.panel(
        marks.band(named, x, low, "lag_months_high", colour),
        marks.line(named, x, y, colour),
        *labels.at_ends(named, "scale", "valid_date", "lag_months", scale, TONES),
        *marks.through(rows["data_through_date"].max()),
        height=HEIGHT,
    )]


CHART = Chart(
    name="months_behind",
    title="Months between American and Chinese models of equal ability",
    leaves_out=(
        "Each line grows by a day a day until a better Chinese model appears, and then falls. Tests are "
        "not ability, and developers may train toward them; models that were never tested are absent, "
        "which makes a lag too long. A band is drawn where a scale states intervals. Release dates are the "
        "public ones; a model kept inside a company counts only from its release."
    ),
    finding=finding,
    draw=draw,
    needs=("scale", "valid_date"),
)
