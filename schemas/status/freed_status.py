"""What a row of `step.freed_status_by_item_destination_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.item_words import item_id
from schemas.status.situations import TRANSACTIONS


class FreedStatus(
    Table, name="step.freed_status_by_item_destination_group",
    key=("item_id", "destination_group_from_id", "destination_group_id", "end_user_hq_group", "transaction",
         "change_date"),
    grain="item, destination group, headquarters group, transaction and day",
    group="status", may_be_empty=True, is_published=True,
):
    """Days on which an answer became freer, by the text or in fact, and the paragraph that freed it.

    The group of destinations is another one before where a country moved between groups that day.
    """

    item_id: str = item_id()
    destination_group_from_id: str = column("Kind of destination before that day", str_matches=columns.SLUG)
    destination_group_id: str = column("Kind of destination from that day on", str_matches=columns.SLUG)
    end_user_hq_group: str = column(
        "Where the end user or its ultimate parent is headquartered; supp8: an entity of Supplement "
        "No. 8 to part 740", isin=HQ_GROUPS)
    transaction: str = column("export_us: from the United States; reexport: from another country; "
                              "transfer: within a country", isin=TRANSACTIONS)
    change_date: pl.Date = column("First day of the freer answer")
    status_text_before: str = column("What the text asked for before", isin=STATUSES)
    status_text: str = column("What the text asks for since", isin=STATUSES)
    status_enforced_before: str = column("What was asked for in fact before", isin=STATUSES)
    status_enforced: str = column("What is asked for in fact since", isin=STATUSES)
    freed_by: TextList = column("Paragraphs and acts that freed it, with what became of each")
