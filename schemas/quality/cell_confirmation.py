"""What a row of `core.cell_confirmation` means."""

from __future__ import annotations

from typing import Any

from schemas.base import Table
from schemas.columns import column
from schemas.quality.evidence import row_key, table_name

STATUSES = ["confirmed", "single", "disputed", "unread"]
STRENGTHS = ["makers_document", "named_publisher", "unnamed_file", "formula"]
"""What a reading is worth, the strongest first."""


def best_strength() -> Any:
    """The strongest reading that agrees."""
    return column(
        "Strongest reading that agrees: makers_document; named_publisher, one that a reader can go "
        "to; unnamed_file, of a store that names no publisher; formula, computed from what is "
        "printed of other things. NULL if none agrees", nullable=True, isin=STRENGTHS)


def weak_agreeing_count() -> Any:
    """Support that never confirms."""
    return column("Unnamed files, together one, and publishers by formula alone, that agree: they "
                  "never confirm", ge=0)


class CoreCellConfirmation(
    Table, name="core.cell_confirmation",
    question="Which numbers of chips do publishers disagree about?",
    example=(
        "select row_key, column_name, confirmation_status from core.cell_confirmation where "
        "table_name = 'core.chip' and confirmation_status = 'disputed' order by all limit 5"
    ),
    key=("table_name", "row_key", "column_name"), grain="table, row and column",
    group="quality", may_be_empty=True,
):
    """Who else says so: every believed number and date, held against all that others state of it.

    Publishers that copy one another count once, and the bundled register does not count at all.
    Numbers agree within 5 %, dates within 31 days. confirmed: in the maker's own document, or by
    two named publishers, and by more than say otherwise; disputed: others say otherwise and that
    does not hold; single: one publisher, or what is weaker, says so; unread: nobody that we opened
    does. A figure counts as printed where only its unit, directions, lanes or links are reckoned
    up. Files without a named publisher, and formulas, never confirm; they dissent like any other.
    """

    table_name: str = table_name()
    row_key: str = row_key()
    column_name: str = column("Column the cell stands in")
    value: str = column("The believed value, as text")
    is_calendar_day: bool = column("It is a date, not a number")
    confirmation_status: str = column("How well it is supported", isin=STATUSES)
    agreeing_publisher_count: int = column("Independent named publishers that agree", ge=0)
    weak_agreeing_count: int = weak_agreeing_count()
    dissenting_publisher_count: int = column("Independent publishers that do not", ge=0)
    best_strength: str = best_strength()
    is_adjudicated: bool = column("A row of core.adjudication says why this value is believed")
