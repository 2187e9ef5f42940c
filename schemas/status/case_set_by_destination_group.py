"""What a row of `step.case_set_by_destination_group` means."""

from __future__ import annotations

from schemas.columns import TextList, column
from schemas.status.situations import SituationColumns


class CaseSet(
    SituationColumns, name="step.case_set_by_destination_group",
    key=("situation_id", "destination_group_id", "end_user_hq_group", "transaction"),
    grain="situation, destination group, headquarters group and transaction",
    group="status", may_be_empty=True,
):
    """What the legal cases of a situation give together, where a provision reaches one of them.

    Letters, and embargoes on every item, are laid over it in step.situation_status_by_destination_group.
    """

    reached_case_count: int = column("Cases that a provision reaches", ge=1)
    text_licence_count: int = column("Cases in which the text requires a licence", ge=0)
    enforced_licence_count: int = column("Cases in which what is enforced requires one", ge=0)
    text_statuses: TextList = column("Statuses of these cases by the text")
    enforced_statuses: TextList = column("The same in fact")
    requirement_ids: TextList = column("Provisions that ask for a licence, by text")
    exception_ids: TextList = column("Licence exceptions that excuse, by text")
    exception_enforced_ids: TextList = column("The same in fact")
    review_policy_ids: TextList = column("Prevailing review policies, by text")
    review_policy_enforced_ids: TextList = column("The same in fact")
    not_enforced_event_ids: TextList = column("Announcements by which it is not enforced")
    ambiguity_ids: TextList = column("Interpretive choices of the provisions")
