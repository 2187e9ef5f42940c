"""Words that tables of several groups share about questions and the numbers that answer them.

No table is declared here.
"""

from __future__ import annotations

from typing import Any

from schemas import columns
from schemas.columns import column

UNITS = ["growth_per_year_ratio", "ratio", "share", "count", "years", "months", "usd"]


def headline_id() -> Any:
    """Names a question."""
    return column("Stable slug of the question", str_matches=columns.SLUG)
