"""Names beside lines and above bars instead of legends, where they touch nothing and lose no word.

Names of single points are placed by points.py; how lines and bars look stands in marks.py.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import altair as alt
import polars as pl

from pipelines.report.marks import Scale
from pipelines.report.palette import tone

THROUGH = "data_through_date"
LINE = 15
"""Pixels of a line of text."""
LETTERS, BOLD_LETTERS, END_LETTERS = 46, 40, 15
"""Letters of a line above a bar that a phone has room for, plain and bold, and of one beside a line."""
BOLD: Literal[600] = 600
OVER, UNDER = 5, 17
"""Pixels between a name and its bar, and from a bar to the next name."""


class Headed(NamedTuple):
    """Bars with a name above each, which has as many lines as it needs."""

    places: list[float]
    height: float
    names: alt.Chart


def at_ends(
    rows: pl.DataFrame, series: str, x: str, y: str, scale: Scale, tones: Mapping[str, str]
) -> list[alt.Chart]:
    """The name of each line, right of its last point and of the day through which data reach."""
    known = rows.drop_nulls(y).sort(x)
    ends = known.group_by(series, maintain_order=True).last().select(series, x, y).rows()
    names = ["\n".join(textwrap.wrap(name, END_LETTERS)) for name, _, _ in ends]
    gap = float(LINE * max((name.count("\n") + 1 for name in names), default=1))
    placed = apart([scale.pixel(value) for _, _, value in ends], scale.height, gap)
    latest: Any = known[x].max()
    if THROUGH in rows.columns and isinstance(latest, date):
        latest = max([latest, *rows[THROUGH].drop_nulls().to_list()])
    return [_name(name, latest, place, tones.get(end[0], "ink"))
            for name, end, place in zip(names, ends, placed, strict=True)]


def _name(name: str, day: Any, pixel: float, colour: str) -> alt.Chart:
    rows = pl.DataFrame({"day": [day], "name": [name]})
    kind = "T" if isinstance(day, date) else "Q"
    mark = alt.Chart(rows).mark_text(align="left", dx=7, dy=-name.count("\n") * LINE / 2, lineBreak="\n",
                                     lineHeight=LINE, fontWeight=BOLD, color=tone(colour))
    named: alt.Chart = mark.encode(x=alt.X(f"day:{kind}"), y=alt.value(pixel), text="name:N")
    return named


def apart(pixels: list[float], height: float, gap: float) -> list[float]:
    """Places near those given, in the same order, at least so many pixels apart."""
    order = sorted(range(len(pixels)), key=pixels.__getitem__)
    placed = list(pixels)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + gap)
    over = max([placed[order[-1]] - height, 0.0]) if order else 0.0
    for n, index in enumerate(reversed(order)):
        limit = height - n * gap
        placed[index] = min(placed[index], limit) if over else placed[index]
    return placed


def headed(names: Sequence[str], *, bar: int, is_bold: bool = False) -> Headed:
    """Where each bar stands under its name, in pixels from the top, and the names."""
    top, places, lines = 0.0, [], []
    for name in names:
        for line in textwrap.wrap(name, BOLD_LETTERS if is_bold else LETTERS):
            top += LINE
            lines.append((line, top))
        places.append(top + OVER + bar / 2)
        top += OVER + bar + UNDER
    rows = pl.DataFrame(lines, schema={"line": pl.String, "pixel": pl.Float64}, orient="row")
    text = alt.Chart(rows).mark_text(align="left", baseline="bottom", limit=2000,
                                     fontWeight=BOLD if is_bold else 400)
    return Headed(places, top, text.encode(x=alt.value(0), y=placed("pixel"), text="line:N"))


def placed(field: str) -> alt.Y:
    """A column of pixels from the top."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)
