"""What a row of `step.embargo_by_destination_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.situations import TRANSACTIONS


class Embargo(
    Table, name="step.embargo_by_destination_group",
    key=("provisions_from_date", "destination_group_id", "end_user_hq_group", "transaction"),
    grain="interval, destination group, headquarters group and transaction",
    group="status", may_be_empty=True,
):
    """What binds every item there, whatever it is: the strictest of the provisions about `any`."""

    provisions_from_date: pl.Date = column("Day since which provisions are as they are")
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us, reexport or transfer", isin=TRANSACTIONS)
    resulting_status: str = column("What the strictest of them asks for", isin=STATUSES)
    provision_ids: TextList = column("Provisions that reach it")
    ambiguity_ids: TextList = column("Interpretive choices of theirs")
