"""What a row of `step.left_out` means.

The answers that stand on a count are told in meta.left_out; names that match nothing in unmatched_name,
and rows that broke a rule in meta.rejected_row.
"""

from __future__ import annotations

from schemas.left_out import LeftOutColumns


class StepLeftOut(
    LeftOutColumns, name="step.left_out", key=("count_id", "reason"),
    grain="count and reason", group="quality",
    may_be_empty=True,
):
    """Main inputs of answers, counted once each; which answers stand on a count, their classes say."""
