"""What drawings share: their look, axes, lines with bands, the day through which data reach.

Colours stand in palette.py, the placing of names in labels.py and points.py; what a chart shows in its
own module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10
from typing import Any

import altair as alt
import polars as pl

from pipelines.report.chart import Panel, Spec
from pipelines.report.palette import tone

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
SIZE = 12
CONFIG: Spec = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "aria": False,
    "axis": {"labelColor": tone("soft"), "titleColor": tone("soft"), "gridColor": tone("grid"),
             "domainColor": tone("rule"), "tickColor": tone("rule"), "labelFontSize": SIZE,
             "titleFontSize": SIZE, "titleFontWeight": "normal", "domain": False, "ticks": False,
             "labelPadding": 6, "titlePadding": 10},
    "axisX": {"grid": False, "domain": True, "ticks": True},
    "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -24,
              "titleBaseline": "bottom"},
    "legend": {"labelColor": tone("ink"), "titleColor": tone("soft"), "labelFontSize": SIZE,
               "titleFontSize": SIZE, "orient": "top", "title": None, "symbolType": "square",
               "columns": 3, "labelLimit": 300},
    "text": {"fontSize": SIZE, "color": tone("ink")},
    "rule": {"color": tone("rule")},
}


@dataclass(frozen=True)
class Scale:
    """A vertical axis whose ends are known, so that names can be placed without touching."""

    low: float
    high: float
    height: int
    is_log: bool = False

    def pixel(self, value: float) -> float:
        """Distance from the top."""
        low, high, at = ((log10(x) for x in (self.low, self.high, max(value, self.low)))
                         if self.is_log else (self.low, self.high, value))
        return self.height * (1 - (min(at, high) - low) / (high - low))

    @property
    def powers(self) -> list[float]:
        """Powers of ten within a scale of logarithms."""
        exponents = range(ceil(log10(self.low) - 1e-9), floor(log10(self.high) + 1e-9) + 1)
        return [10.0**n for n in exponents]

    @property
    def drawn(self) -> alt.Scale:
        """As Vega-Lite wants it."""
        kind = {"type": "log"} if self.is_log else {}
        return alt.Scale(domain=[self.low, self.high], nice=False, **kind)  # type: ignore[arg-type]


def log_scale(rows: pl.DataFrame, *fields: str, height: int, least: float = 0.0) -> Scale:
    """From the power of ten, or half of one, below all values to the one above."""
    values = [v for f in fields for v in rows[f].drop_nulls().to_list() if v > 0]
    low, high = min(values, default=1.0), max(values, default=10.0)
    return Scale(max(_half_power(low, floor), least), _half_power(high, ceil), height, is_log=True)


def _half_power(value: float, towards: Any) -> float:
    half = towards(2 * log10(value))
    return float(10 ** (half // 2) * (3 if half % 2 else 1))


def linear_scale(rows: pl.DataFrame, *fields: str, height: int) -> Scale:
    """From zero to a little above all values."""
    values = [v for f in fields for v in rows[f].drop_nulls().to_list()]
    return Scale(min(0.0, *values, 0.0), 1.06 * max([*values, 1e-9]), height)


def panel(*layers: Any, height: float, title: str = "") -> Panel:
    """A drawing as wide as its place on the page, names beside lines included."""
    chart = alt.layer(*layers) if len(layers) > 1 else layers[0]
    spec: Spec = chart.properties(width="container", height=height).to_dict()
    spec["config"] = CONFIG
    spec["padding"] = {"left": 5, "right": 12, "top": 5, "bottom": 5}
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return Panel(spec, title)


def years(field: str = "valid_date", **more: Any) -> alt.X:
    """An axis of years."""
    shown = alt.Axis(format="%Y", tickCount="year", labelOverlap="greedy", labelSeparation=8)
    return alt.X(f"{field}:T", title=None, axis=shown, **more)


def axis(field: str, title: str, scale: Scale, form: str | None = None) -> alt.Y:
    """A vertical axis whose title, with its unit, stands above it."""
    ticks: Spec = {"values": scale.powers} if scale.is_log else {"tickCount": 5}
    text = f"replace(format(datum.value, '{form}'), 'G', 'B')" if form else alt.Undefined
    return alt.Y(f"{field}:Q", title=title, scale=scale.drawn, axis=alt.Axis(labelExpr=text, **ticks))


def coloured(field: str, tones: Mapping[str, str], legend: Any = None) -> alt.Color:
    """Colour by name, in the order given."""
    scale = alt.Scale(domain=list(tones), range=[tone(name) for name in tones.values()])
    return alt.Color(f"{field}:N", scale=scale, legend=legend)


def painted(name: str) -> Any:
    """One colour for all."""
    return alt.value(tone(name))


def band(rows: pl.DataFrame, x: alt.X, y: alt.Y, high: str, colour: Any, **mark: Any) -> alt.Chart:
    """The interval around a line, from the field of y up to another."""
    look: Spec = {"opacity": 0.16, "clip": True, **mark}
    found: alt.Chart = alt.Chart(rows).mark_area(**look).encode(
        x=x, y=y, y2=alt.Y2(f"{high}:Q"), color=colour)
    return found


def line(rows: pl.DataFrame, x: alt.X, y: alt.Y, colour: Any, mark: Mapping[str, Any] | None = None,
         **more: Any) -> alt.Chart:
    """A line through what is known."""
    shown = rows.drop_nulls(str(y.shorthand).partition(":")[0])
    look: Spec = {"strokeWidth": 2.25, "clip": True, **(mark or {})}
    found: alt.Chart = alt.Chart(shown).mark_line(**look).encode(x=x, y=y, color=colour, **more)
    return found


def fitted(
    rows: pl.DataFrame, x: str, title: str, scale: Scale, form: str, colour: Any,
    look: Mapping[str, Any],
) -> list[alt.Chart]:
    """The line that the warehouse fits with its band, on the days of the rows that have one."""
    told = rows.drop_nulls("fit").unique(x).sort(x)
    if not told.height:
        return []
    low, y = (axis(name, title, scale, form) for name in ("fit_low", "fit"))
    return [band(told, years(x), low, "fit_high", colour), line(told, years(x), y, colour, look)]


def written(chart: alt.Chart, place: Mapping[str, Any], **encoded: Any) -> list[alt.Chart]:
    """Text with a rim in the colour of the page, so that it can be read upon lines."""
    look: Spec = {"fontSize": 11, **place}
    return [chart.mark_text(**look, stroke=tone("page"), strokeWidth=3, strokeJoin="round").encode(**encoded),
            chart.mark_text(**look).encode(**encoded)]


def through(day: Any) -> list[alt.Chart]:
    """A line at the day through which the data reach, with its date."""
    if not isinstance(day, date):
        return []
    rows = pl.DataFrame({"day": [day], "said": [f"data through {day.day} {day:%b %Y}"]})
    base = alt.Chart(rows)
    return [base.mark_rule(strokeDash=[3, 3]).encode(x=alt.X("day:T")),
            base.mark_text(align="right", baseline="bottom", dy=-4, fontSize=11, color=tone("soft"))
            .encode(x=alt.X("day:T"), y=alt.value(0), text="said:N")]
