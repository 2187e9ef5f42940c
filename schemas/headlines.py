"""Words that tables of several groups share about questions and the numbers that answer them.

No table is declared here.
"""

from __future__ import annotations

from typing import Any

from schemas import columns
from schemas.columns import column

COUNTRY_BASES = ["org_hq", "site", "ultimate_parent"]
UNITS = ["growth_per_year_ratio", "decline_per_year_ratio", "ratio", "share", "count", "years", "months",
         "usd"]


def headline_id() -> Any:
    """Names a question."""
    return column("Stable slug of the question", str_matches=columns.SLUG)


def whose_country() -> Any:
    """By what the answer belongs to a country."""
    return column("What makes the answer a country's: the headquarters of who trained or owns, or the site; "
                  "NULL where none is asked of", nullable=True, isin=COUNTRY_BASES)
