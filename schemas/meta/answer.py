"""What rows of `meta.answer` and `meta.left_out` mean: what the classes of answers say of them.

How the counts are made is a step of its own, see step.left_out.
"""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.left_out import LeftOutColumns


class MetaLeftOut(
    LeftOutColumns, name="meta.left_out", key=("table_name", "count_id", "reason"),
    grain="table, count and reason", group="meta",
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
    Table, name="meta.answer", key=("table_name",), grain="table", group="meta", may_be_empty=True,
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
