"""The transactions that are told apart, and the columns that statuses of a situation share."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import HQ_GROUPS

TRANSACTIONS = ["export_us", "reexport", "transfer"]
ASKED = ["yes", "no", "not_knowable"]


class SituationColumns(Table):
    """Which situation is meant, and who does what for whom, in what is said of one."""

    situation_id: str = column("Situation, see step.situation",
                               str_matches=columns.SLUG)
    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
    transaction: str = column("export_us, reexport or transfer", isin=TRANSACTIONS)


def licence_required(how: str) -> str:
    """Whether a licence is required, apart from how an application would be judged."""
    asked: str = column(f"Whether {how} requires a licence, under every reading of what is open; an "
                        "exception may still excuse", isin=ASKED)
    return asked


def licence_readings(how: str) -> int:
    """Under how many readings one is required."""
    count: int = column(f"Cases in which {how} requires a licence", ge=0)
    return count


def readings() -> int:
    """How many readings there are."""
    count: int = column("Distinct cases that unknown inputs leave open", ge=1)
    return count
