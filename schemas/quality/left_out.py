"""What a row of `meta.left_out` means.

Names that match nothing stand in unmatched_name, and rows that broke a rule in meta.rejected_row.
"""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column


class MetaLeftOut(
    Table, name="meta.left_out", key=("table_name", "reason"), group="quality", may_be_empty=True,
):
    """What answers are made of, and what they do without: rows of their main input, by reason.

    An answer speaks of what is known; how much is not stands here, as no row of its own can say it.
    """

    table_name: str = column("The answer, and which series of it where it has several")
    input_table_name: str = column("Rows that are counted")
    reason: str = column("Why the answer does without them; used: it has them")
    input_row_count: int = column("All rows that are counted", gt=0)
    row_count: int = column("Rows of this reason", gt=0)
    left_out_count: int = column("Rows of this reason that are left out; 0 for those used", ge=0)
