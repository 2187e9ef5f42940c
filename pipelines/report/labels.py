"""Names beside lines instead of legends, moved apart where they would touch."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from pipelines.report.marks import Scale
from pipelines.report.palette import tone

THROUGH = "data_through_date"
LINE, LINE_LENGTH = 15, 46
"""Pixels of a line of text, and its longest in letters."""
APART = 15.0
"""Pixels between the middles of two names."""


def at_ends(
    rows: pl.DataFrame, series: str, x: str, y: str, scale: Scale, tones: Mapping[str, str]
) -> list[alt.Chart]:
    """The name of each line, right of its last point and of the day through which data reach."""
    known = rows.drop_nulls(y).sort(x)
    ends = known.group_by(series, maintain_order=True).last().select(series, x, y).rows()
    placed = apart([scale.pixel(value) for _, _, value in ends], scale.height)
    latest: Any = known[x].max()
    if THROUGH in rows.columns and isinstance(latest, date):
        latest = max([latest, *rows[THROUGH].drop_nulls().to_list()])
    return [_name(name, latest, place, tones.get(name, "ink"))
            for (name, _, _), place in zip(ends, placed, strict=True)]


def above(
    names: Sequence[str], keys: Sequence[str], y: alt.Y, *, gap: int, weight: int = 400
) -> list[alt.Chart]:
    """A name above each bar, from the left edge on, on at most two lines since a phone is narrow."""
    wrapped = [textwrap.wrap(name, LINE_LENGTH, max_lines=2, placeholder=" …") for name in names]
    rows = pl.DataFrame({"key": keys, "last": [lines[-1] if lines else "" for lines in wrapped],
                         "first": [lines[0] if len(lines) > 1 else "" for lines in wrapped]})
    return [_edge(rows, y, text, dy, weight) for text, dy in (("last", gap), ("first", gap + LINE))]


def _edge(rows: pl.DataFrame, y: alt.Y, text: str, up: int, weight: int) -> alt.Chart:
    mark = alt.Chart(rows).mark_text(align="left", baseline="bottom", dy=-up, limit=2000,
                                     fontWeight=weight)  # type: ignore[arg-type]
    named: alt.Chart = mark.encode(x=alt.value(0), y=y, text=f"{text}:N")
    return named


def apart(pixels: list[float], height: float) -> list[float]:
    """Places near those given, in the same order, at least a line of text apart."""
    order = sorted(range(len(pixels)), key=pixels.__getitem__)
    placed = list(pixels)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + APART)
    over = max([placed[order[-1]] - height, 0.0]) if order else 0.0
    for n, index in enumerate(reversed(order)):
        limit = height - n * APART
        placed[index] = min(placed[index], limit) if over else placed[index]
    return placed


def _name(name: str, day: Any, pixel: float, colour: str) -> alt.Chart:
    rows = pl.DataFrame({"day": [day], "name": [name]})
    kind = "T" if isinstance(day, date) else "Q"
    mark = alt.Chart(rows).mark_text(align="left", dx=7, fontWeight=600, color=tone(colour))
    named: alt.Chart = mark.encode(x=alt.X(f"day:{kind}"), y=alt.value(pixel), text="name:N")
    return named
