"""How wide an interval may be that is quoted alone: which constant says it of which kind of number.

The marks themselves are not made here: warehouse/project/marking.py adds them to queries, and
pipelines/statistics/kit/published.py to statistics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

INCOMPLETE = "is_incomplete"
"""Where a part is not counted, no width makes the number one to quote alone."""


@dataclass(frozen=True)
class Limit:
    """What intervals of one kind of number are held to."""

    constant: str
    words: str
    """Names of columns, without their ends, and units in words that are of this kind."""
    is_of_odds: bool = False


SHARE = Limit("quotable_share_log10_ratio", r"(^|_)share$|^share\b", is_of_odds=True)
"""Bounded by one, so its odds are compared: between 0.9 and 0.99 lies as much as between 0.1 and 0.01."""
GROWTH = Limit("quotable_growth_log10_ratio", r"_per_year_ratio$|^times .*\byear$")
DURATION = Limit("quotable_duration_log10_ratio", r"(^|_)(days|months|years)$|^(days|months|years) ")
COST = Limit("quotable_cost_log10_ratio", r"(^|_)usd(_2023)?$|^US dollars")
RATIO = Limit("quotable_ratio_log10_ratio", r"(^|_)ratio$|^ratio\b|^times as much\b")
"""Of two amounts, each of which may be quoted alone: their errors add."""
LEVEL = Limit("quotable_level_log10_ratio", "")
"""What is of no other kind."""
LIMITS = (SHARE, GROWTH, DURATION, COST, RATIO, LEVEL)


FIT = ("quotable_trend_point_count", "trend_segment_span_years")
"""Fewest points, and shortest time over which they lie, of a fit that may be quoted alone."""


def limit_of(value: str) -> Limit:
    """What an interval of a column of this name, or of a value in this unit, is held to."""
    return next(limit for limit in LIMITS if re.search(limit.words, value))


def limits(values: Iterable[str], unit: str | None = None) -> tuple[str, ...]:
    """The constants that the intervals of these columns are held to, each once; all by a unit."""
    held = LIMITS if unit else [limit_of(value) for value in values]
    return tuple(sorted({limit.constant for limit in held}))
