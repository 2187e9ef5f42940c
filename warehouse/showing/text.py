"""Rows of text in aligned columns, for terminals and pipes; what is shown does not belong here."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

IN_FULL = 1e10
"""Below it a float is written without a power of ten: what a cluster costs stands beside what a run costs."""


def cell(value: Any) -> str:
    """A value on one line; floats to nine digits, which is all that our numbers claim; money in full."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and math.isfinite(value):
        short = f"{value:.9g}"
        return f"{float(short):.0f}" if "e+" in short and abs(value) < IN_FULL else short
    return " ".join(str(value).split())


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """One line per row, without trailing blanks; the columns named by `right` hold numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            text.rjust(width) if place in right else text.ljust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
