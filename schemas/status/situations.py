"""The transactions that are told apart, and the columns of a situation's status."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import HQ_GROUPS

TRANSACTIONS = ["export_us", "reexport", "transfer"]


class SituationColumns(Table):
    """Which situation is meant, and who does what for whom, in what is said of one."""

    situation_id: int = column("Situation, see step.item_situation_by_period", ge=1)
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us, reexport or transfer", isin=TRANSACTIONS)
