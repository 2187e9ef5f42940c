"""Names beside lines instead of legends, moved apart where they would touch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from pipelines.report.marks import Scale
from pipelines.report.palette import tone

APART = 15.0
"""Pixels between the middles of two names."""


def at_ends(
    rows: pl.DataFrame, series: str, x: str, y: str, scale: Scale, tones: Mapping[str, str]
) -> list[alt.Chart]:
    """The name of each line, right of its last point."""
    known = rows.drop_nulls(y).sort(x)
    ends = known.group_by(series, maintain_order=True).last().select(series, x, y).rows()
    placed = apart([scale.pixel(value) for _, _, value in ends], scale.height)
    latest = known[x].max()
    return [_name(name, latest, place, tones.get(name, "ink"))
            for (name, _, _), place in zip(ends, placed, strict=True)]


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
