"""What a row of `step.situation_status_by_destination_group` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import TextList, column
from schemas.rules.rule_event import STATUSES
from schemas.status.situations import (
    SituationColumns,
    licence_readings,
    licence_required,
    readings,
)


class SituationStatus(
    SituationColumns, name="step.situation_status_by_destination_group",
    key=("situation_id", "destination_group_id", "end_user_hq_group", "transaction"),
    grain="situation, destination group, headquarters group and transaction",
    group="status", may_be_empty=True,
):
    """Status of each distinct situation: the sets over its cases, and letters laid over them."""

    status_text: str = column("Status by the text", isin=STATUSES)
    status_enforced: str = column("Status in fact", isin=STATUSES)
    status_set: TextList = column("Statuses the text may give")
    status_enforced_set: TextList = column("Statuses that may hold in fact")
    licence_required_text: str = licence_required("the text")
    licence_required_enforced: str = licence_required("what is enforced")
    reading_count: int = readings()
    licence_reading_text_count: int = licence_readings("the text")
    licence_reading_enforced_count: int = licence_readings("what is enforced")
    is_embargoed: bool = column("Whether part 746, or another law, binds every item there")
    requirement_ids: TextList = column("Provisions that ask for a licence, by text")
    exception_ids: TextList = column("Licence exceptions that excuse, by text")
    exception_enforced_ids: TextList = column("The same in fact")
    review_policy_ids: TextList = column("Prevailing review policies, by text")
    review_policy_enforced_ids: TextList = column("The same in fact")
    deciding_event_ids: TextList = column("Letters, notices and non-enforcement that make the status "
                                          "in fact differ")
    deciding_step: str = column("Why the status in fact differs from the text; NULL: it does not",
                                nullable=True, isin=["letter", "in_force_early", "general_prohibition",
                                                     "not_enforced", "before_compliance_date"])
    deciding_basis: str = column("How well it is known that the letters bind the item",
                                 nullable=True, isin=columns.BASES)
    noted_event_ids: TextList = column("Other events of the United States that name the item here")
    foreign_measure_ids: TextList = column("Measures of other countries here")
    ambiguity_ids: TextList = column("Interpretive choices of provisions and letters")
