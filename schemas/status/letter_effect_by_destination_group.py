"""What a row of `step.letter_effect_by_destination_group` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column
from schemas.rules.rule_event import STATUSES
from schemas.status.situations import SituationColumns


class LetterEffect(
    SituationColumns, name="step.letter_effect_by_destination_group",
    key=("situation_id", "destination_group_id", "end_user_hq_group", "transaction",
         "rule_event_id"),
    grain="situation, destination group, headquarters group, transaction and rule event",
    group="status", may_be_empty=True,
):
    """Letters and notices on an item where they reach the destination, with the status they set."""

    rule_event_id: str = column("Letter or notice", str_matches=columns.SLUG)
    effect: str = column("licence_required; effective_early: a later rule applies already; or "
                         "violation_presumed: General Prohibition 10 is presumed to reach the item",
                         isin=["licence_required", "effective_early", "violation_presumed"])
    is_sure: bool = column("Whether item and destinations are known to be in its scope")
    is_addressed: bool = column("Whether it was sent to the item's maker; if not, it binds no one here")
    item_basis: str = column("How well it is known that it binds the item", isin=columns.BASES)
    resulting_status: str = column("Status it sets, where the text asks for less", isin=STATUSES)
