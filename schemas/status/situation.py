"""What a row of `step.situation` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import rule_version_id


class BearingColumns(Table):
    """What bears on a status in a period: the legal cases of an item and the events about it."""

    situation_id: str = column("Hash of all that makes the situation", str_matches=columns.SLUG)
    provisions_from_date: pl.Date = column("Day since which provisions are as they are")
    rule_version_id: str = rule_version_id("Version in force; NULL before the first",
                                           nullable=True)
    is_subject_to_ear: bool = column("Whether the item is subject to the EAR; NULL: not known",
                                     nullable=True)
    case_ids: TextList = column("Its legal cases")
    letter_event_ids: TextList = column("Letters and notices in force about the likes of it: they "
                                        "catch it, or may")
    sure_letter_event_ids: TextList = column("Those of them that surely bind it")
    unaddressed_letter_event_ids: TextList = column("Those of them sent to other makers only")
    letter_bases: TextList = column("How well it is known that each of letter_event_ids binds it, "
                                    "in their order")
    noted_event_ids: TextList = column("Other events of the United States that name it")
    foreign_event_ids: TextList = column("Measures of other countries about it")


class Situation(
    BearingColumns, name="step.situation", key=("situation_id",), grain="situation", group="status",
    may_be_empty=True,
):
    """Each situation in which any item is in any period, once: what the law says of it is worked out here.

    An item that comes or goes changes nothing here while others are treated like it.
    """
