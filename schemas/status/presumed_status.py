"""What a row of `step.presumed_status_by_destination_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.situations import TRANSACTIONS


class PresumedStatus(
    Table, name="step.presumed_status_by_destination_group",
    key=("destination_group_id", "end_user_hq_group", "transaction", "valid_from_date"),
    grain="destination group, headquarters group, transaction and interval",
    group="status", may_be_empty=True, is_published=True,
):
    """What is asked for a chip that Note 1 to 3A090.a makes its foundry or packager presume to be .a.

    The strictest of all cases of a 3A090.a chip for data centers: none of its numbers is taken to keep
    an exception or a review policy. Whether the presumption stands for a chip is told by `explain`.
    """

    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us: from the United States; reexport: between other countries; "
                              "transfer: within a country", isin=TRANSACTIONS)
    valid_from_date: pl.Date = column("First day, since the note began")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    status_text: str = column("Status by the text", isin=STATUSES)
    status_enforced: str = column("Status in fact; nothing is asked before the note must be complied with",
                                  isin=STATUSES)
