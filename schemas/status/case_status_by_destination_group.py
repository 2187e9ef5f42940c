"""What a row of `step.case_status_by_destination_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.item_words import rule_version_id
from schemas.status.situations import TRANSACTIONS


class CaseStatus(
    Table, name="step.case_status_by_destination_group",
    key=("case_id", "rule_version_id", "destination_group_id", "end_user_hq_group", "transaction",
         "valid_from_date"),
    grain="case, rule version, destination group, headquarters group, transaction and interval",
    group="status", may_be_empty=True,
):
    """Status of each distinct legal case, by text and in fact, before letters.

    Requirement, then licence exceptions, then the prevailing review policy, of the provisions in
    force in a period.
    """

    case_id: str = column("Legal case, see step.legal_case_by_rule_version")
    rule_version_id: str = rule_version_id("Version in force")
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us, reexport or transfer", isin=TRANSACTIONS)
    valid_from_date: pl.Date = column("First day since which provisions are as they are, "
                                      "see core.legal_period")
    status_text: str = column("Status by the text", isin=STATUSES)
    status_enforced: str = column("Status in fact, before letters", isin=STATUSES)
    requirement_ids: TextList = column("Provisions that ask for a licence, by text")
    requirement_enforced_ids: TextList = column("The same in fact")
    exception_ids: TextList = column("Codes of the licence exceptions that excuse, by text")
    exception_enforced_ids: TextList = column("The same in fact")
    review_policy_ids: TextList = column("Prevailing review policy, by text")
    review_policy_enforced_ids: TextList = column("The same in fact")
    not_enforced_event_ids: TextList = column("Events that keep a requirement or exception of the "
                                              "text from counting")
    ambiguity_ids: TextList = column("Interpretive choices of the provisions used")
