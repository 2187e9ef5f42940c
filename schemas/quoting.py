"""How wide an interval may be that is quoted alone: which constant says it of which value.

The marks themselves are not made here: warehouse/project/marking.py adds them to queries, and
pipelines/statistics/kit/published.py to statistics.
"""

from __future__ import annotations

from collections.abc import Iterable

QUOTABLE = "quotable_interval_log10_ratio"
"""The constant that says it of levels and ratios."""
QUOTABLE_GROWTH = "quotable_growth_log10_ratio"
"""The one that says it of growth by the year, whose ends part with every year they are used for."""
RATE = "_per_year_ratio"


def widest_of(value: str) -> str:
    """The constant that an interval of this column is held to."""
    return QUOTABLE_GROWTH if value.endswith(RATE) else QUOTABLE


def limits(values: Iterable[str]) -> tuple[str, ...]:
    """The constants that the intervals of these columns are held to, each once."""
    return tuple(sorted({widest_of(value) for value in values}))
