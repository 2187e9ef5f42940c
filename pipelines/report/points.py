"""Names of single points, each on that side of its point where it covers least.

Names of lines and bars are placed by labels.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt
import polars as pl

from pipelines.report import marks
from pipelines.report.chart import Spec

SIDES: dict[str, Spec] = {
    "right": {"align": "left", "dx": 7}, "left": {"align": "right", "dx": -7},
    "above": {"align": "center", "dy": -13}, "below": {"align": "center", "dy": 13},
}
WIDTHS = (230, 720)
"""Pixels of a drawing on a phone and on a page: a name must be readable on both."""
LETTER, LINE = 6.2, 15
"""Pixels of a letter and of a line of a name."""
BESIDE_EDGE = 80
"""Pixels right of a drawing in which a name still has room."""


class Box(NamedTuple):
    """What a name covers, in pixels from the left and the top."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (self.left < other.right and other.left < self.right
                and self.top < other.bottom and other.top < self.bottom)


def names(rows: pl.DataFrame, name: str, x: alt.X, y: alt.Y, scale: marks.Scale) -> list[alt.Chart]:
    """What stands in the column `name`, where it stands in one, beside the points of x and y."""
    day, value = (str(one.shorthand).partition(":")[0] for one in (x, y))
    known = rows.drop_nulls([day, value])
    at = list(zip(_fractions(known[day]), map(scale.pixel, known[value]), strict=True))
    sides = freest(at, known[name].to_list())
    told = known.with_columns(side=pl.Series(sides, dtype=pl.String))
    return [layer for side, look in SIDES.items() for shown in [told.filter(pl.col("side") == side)]
            if shown.height for layer in marks.written(alt.Chart(shown), look, x=x, y=y, text=f"{name}:N")]


def _fractions(values: pl.Series) -> list[float]:
    """Where each value lies between the first and the last, from 0 to 1."""
    numbers = values.to_physical().cast(pl.Float64)
    low, high = numbers.min(), numbers.max()
    span = (high - low) or 1.0  # type: ignore[operator]
    return ((numbers - low) / span).to_list()


def freest(at: Sequence[tuple[float, float]], told: Sequence[str | None]) -> list[str | None]:
    """A side for each name, in the order given: where it meets fewest points and names before it."""
    taken = {width: [_point(x * width, y) for x, y in at] for width in WIDTHS}
    sides: list[str | None] = []
    for (x, y), name in zip(at, told, strict=True):
        costs = {side: sum(_cost(box(side, x * width, y, name), width, taken[width]) for width in WIDTHS)
                 for side in SIDES} if name else {}
        side = min(costs, key=costs.__getitem__, default=None)
        sides.append(side)
        if side and name:
            for width in WIDTHS:
                taken[width].append(box(side, x * width, y, name))
    return sides


def _point(x: float, y: float) -> Box:
    return Box(x - 5, x + 5, y - 5, y + 5)


def box(side: str, x: float, y: float, name: str) -> Box:
    """What a name on one side of a point covers."""
    look, wide = SIDES[side], LETTER * len(name)
    x, y = x + look.get("dx", 0), y + look.get("dy", 0)
    left = {"left": x, "right": x - wide, "center": x - wide / 2}[look["align"]]
    return Box(left, left + wide, y - LINE / 2, y + LINE / 2)


def _cost(covered: Box, width: float, taken: Sequence[Box]) -> int:
    """How many points and names it meets; to leave the drawing counts like meeting two."""
    is_out = covered.left < 0 or covered.right > width + BESIDE_EDGE or covered.top < 0
    return sum(map(covered.meets, taken)) + 2 * is_out
