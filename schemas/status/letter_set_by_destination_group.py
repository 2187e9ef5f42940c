"""What a row of `step.letter_set_by_destination_group` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import TextList, column
from schemas.rules.rule_event import STATUSES
from schemas.status.situations import SituationColumns


class LetterSet(
    SituationColumns, name="step.letter_set_by_destination_group",
    key=("situation_id", "destination_group_id", "end_user_hq_group", "transaction"),
    grain="situation, destination group, headquarters group and transaction",
    group="status", may_be_empty=True,
):
    """What the letters about a situation ask for together: those that prevail, and the open ones."""

    sure_status: str = column("Strictest of those that surely bind; NULL: none does", nullable=True,
                              isin=STATUSES)
    open_status: str = column("Strictest of those of which it is open; NULL: none is",
                              nullable=True, isin=STATUSES)
    others_status: str = column("Strictest of those sent to other makers, which bind no one here; "
                                "NULL: none was", nullable=True, isin=STATUSES)
    event_ids: TextList = column("Letters and notices that decide")
    item_basis: str = column("How well it is known that they bind the item; NULL: none does",
                             nullable=True, isin=columns.BASES)
    is_early: bool = column("One puts a rule into force early")
    is_presumed: bool = column("One presumes that a violation occurred in connection with the item")
    is_imputed: bool = column("Of one, that it binds the item is imputed")
    is_open: bool = column("Of one it is open whether it binds the item")
