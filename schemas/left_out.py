"""Words of tables that count what an answer leaves out.

Which rows are counted, and why they are left out, is no matter of these columns.
"""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column


class LeftOutColumns(Table):
    """Rows of a main input by what becomes of them."""

    count_id: str = column("The count: of which rows, and by which reasons", str_matches=r"^[a-z0-9_]+$")
    input_table_name: str = column("Rows that are counted")
    reason: str = column("Why the answer does without them; used: it has them")
    input_row_count: int = column("All rows that are counted", gt=0)
    row_count: int = column("Rows of this reason", gt=0)
    left_out_count: int = column("Rows of this reason that are left out; 0 for those used", ge=0)
