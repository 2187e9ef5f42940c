"""What a class says of its table beyond the columns. How a frame is held against it stands in faults.py."""

from __future__ import annotations

from dataclasses import dataclass

ROW_LIMIT = 1_000_000
"""Seven times what the largest table held in 2026."""


@dataclass(frozen=True)
class TableInfo:
    """What a class says of its table beyond the columns."""

    name: str
    key: tuple[str, ...]
    grain: str
    """What one row is, as `item and rule version`; empty where a class leaves it to its key."""
    group: str
    may_be_empty: bool
    is_published: bool
    copies: str = ""
    question: str = ""
    example: str = ""
    time_axis: str = ""
    """The date, or year, that a series runs along: no row lies after its `data_through_date`."""
    coverage: tuple[str, ...] = ()
    """Rows of core.coverage, or `subject/*`, with which its `data_through_date` ends: its subjects."""
    counts: tuple[str, ...] = ()
    """Counts of meta.left_out that say what of its main input the answer uses, and what it does not."""
    leaves_nothing: str = ""
    """Why there is no such count: nothing can be left out, or the answer counts that itself."""
    free_ids: tuple[str, ...] = ()
    gathers: str = ""
    planned: tuple[str, ...] = ()
    """Dates of a publisher that may lie ahead, or, in old series, before what is tracked here."""
    row_limit: int = ROW_LIMIT

    @property
    def layer(self) -> str:
        """The schema part of the name: seed, raw, core, step, metric or meta."""
        return self.name.split(".")[0]
