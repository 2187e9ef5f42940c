"""What a row of `metric.weights_status_by_destination_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.control_status_by_item_destination_group import REASON_CODES
from schemas.status.item_words import TRUTHS
from schemas.status.situations import TRANSACTIONS, licence_required


class WeightsStatus(
    Table, name="metric.weights_status_by_destination_group",
    key=("naming", "destination_group_id", "end_user_hq_group", "transaction", "valid_from_date"),
    grain="naming, destination group, headquarters group, transaction and interval", group="status",
    may_be_empty=True, leaves_nothing="every place has its rows, however 4E091 is read",
):
    """May weights of AI models go to a place: by the text of 4E091 and in fact, with embargoes (M02).

    Weights are no item of the status matrix. Whether the entry names the weights of a model, the table
    step.naming_by_weights says; weights_answer takes both together. In fact the
    entry counts where it must be complied with and no announcement waives it; an embargo counts always.
    """

    naming: str = column("Whether 4E091 names the weights", isin=TRUTHS)
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us: from the United States; reexport: from another country; "
                              "transfer: within a country", isin=TRANSACTIONS)
    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    status_text: str = column("Status by the text", isin=STATUSES)
    status_enforced: str = column("Status in fact", isin=STATUSES)
    status_set: TextList = column("What it may be by the text; several where the naming is open")
    status_enforced_set: TextList = column("The same in fact")
    licence_required_text: str = licence_required("the text")
    licence_required_enforced: str = licence_required("what is enforced")
    is_asked: bool = column("Whether the entry's requirement reaches the place by the text")
    requirement_ids: TextList = column("Embargoes, and the entry's requirement where it counts in fact")
    exception_ids: TextList = column("Licence exceptions the text offers, by code")
    exception_enforced_ids: TextList = column("Those that count in fact")
    review_policy_ids: TextList = column("Rows that say how an application is judged, text")
    review_policy_enforced_ids: TextList = column("The same in fact")
    overlay_event_ids: TextList = column("Announcements that the entry is not enforced")
    ambiguity_ids: TextList = column("Interpretive choices the answer rests on")
    reason_code: str = column("What decides by the text beside the entry: an embargo", nullable=True,
                              isin=REASON_CODES)
    enforced_reason_code: str = column("Why the entry does not count in fact", nullable=True,
                                       isin=REASON_CODES)
    reason: str = column("From when the entry must be complied with, where that is to come", nullable=True)
