"""What a row of `seed.trend_window` and `core.trend_window` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column


def window_id() -> str:
    """Which selection of models a trend is fitted to."""
    found: str = column("Selection of models, see core.trend_window", str_matches=r"^[a-z0-9_]+$")
    return found


class TrendWindowColumns(Table):
    """What a trend of training compute is fitted to."""

    window_id: str = window_id()
    window_start_date: pl.Date = column("First release that counts")
    top_count: int = column("Models of the area that were among this many largest when released",
                            gt=0)
    domains: TextList = column("Domains of which a model must have one, after the top is taken")
    segment_point_count: int = column("Fewest points of a line and of each side of a break", gt=0)
    note: str = column("What a reader must know", nullable=True)


class SeedTrendWindow(
    TrendWindowColumns, name="seed.trend_window", key=("window_id",),
    grain="window", group="gap"):
    """Selections of models that trends are fitted to, with the document that defines them."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreTrendWindow(
    TrendWindowColumns, name="core.trend_window", key=("window_id",), grain="window", group="gap",
    copies="seed.trend_window",
    question="To which models are trends of training compute fitted?",
    example="select window_id, window_start_date, top_count, domains from core.trend_window",
):
    """Selections of models that trends are fitted to."""
