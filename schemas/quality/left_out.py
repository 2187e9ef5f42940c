"""What rows of `step.left_out`, `meta.left_out` and `meta.answer` mean.

Names that match nothing stand in unmatched_name, and rows that broke a rule in meta.rejected_row.
"""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column


class LeftOutColumns(Table):
    """Rows of a main input by what becomes of them."""

    count_id: str = column("The count: of which rows, and by which reasons", str_matches=r"^[a-z0-9_]+$")
    input_table_name: str = column("Rows that are counted")
    reason: str = column("Why the answer does without them; used: it has them")
    input_row_count: int = column("All rows that are counted", gt=0)
    row_count: int = column("Rows of this reason", gt=0)
    left_out_count: int = column("Rows of this reason that are left out; 0 for those used", ge=0)


class StepLeftOut(
    LeftOutColumns, name="step.left_out", key=("count_id", "reason"), group="quality",
    may_be_empty=True,
):
    """Main inputs of answers, counted once each; which answers stand on a count, their classes say."""


class MetaLeftOut(
    LeftOutColumns, name="meta.left_out", key=("table_name", "count_id", "reason"), group="quality",
    may_be_empty=True,
    question="What does each answer leave out, and why?",
    example=(
        "select table_name, input_row_count, left_out_count, reason from meta.left_out where "
        "left_out_count > 0 order by table_name, left_out_count desc, reason"
    ),
):
    """What answers are made of, and what they do without: rows of their main inputs, by reason.

    An answer speaks of what is known; how much is not stands here, as no row of its own can say it.
    An answer that is not here says in meta.answer why it leaves nothing out.
    """

    table_name: str = column("The answer that stands on the count")


class MetaAnswer(
    Table, name="meta.answer", key=("table_name",), group="quality",
    question="How far does each answer reach, and what decides that?",
    example=(
        "select table_name, time_axis, coverage_ids from meta.answer where time_axis is not null "
        "order by table_name"
    ),
):
    """Every answer, with the subjects it ends with and the counts of what it leaves out."""

    table_name: str = column("The answer, a table of metric")
    time_axis: str = column("The date or year that its series run along; NULL for no series", nullable=True)
    coverage_ids: TextList = column("Subjects of core.coverage with which it ends, `subject/*` for all parts")
    count_ids: TextList = column("Counts of meta.left_out that say what it uses and what it does not")
    leaves_nothing_because: str = column("Why there is no such count", nullable=True)
