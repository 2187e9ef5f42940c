"""What a row of `seed.review_policy` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column
from schemas.rules.rule_event import STATUSES
from schemas.status.legal_provision import ProvisionColumns


class SeedReviewPolicy(
    ProvisionColumns, name="seed.review_policy", key=("review_policy_id",),
    grain="policy",
                       group="status", may_be_empty=True):
    """How an application for a licence is judged; the later and narrower row prevails."""

    review_policy_id: str = column("Stable slug", str_matches=columns.SLUG)
    precedence: int = column("Where rows overlap, the highest prevails", ge=1)
    resulting_status: str = column("How an application is judged", isin=STATUSES)
    tested_locator: str = column("Paragraph of core.rule_threshold whose rows must all hold",
                                 nullable=True)
    needs_us_market: bool = column("Only for items commercially available in the United States when "
                                   "the version was published")
