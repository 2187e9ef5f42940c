"""What a row of `step.item_situation_by_period` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import item_id, rule_version_id


class ItemSituation(
    Table, name="step.item_situation_by_period", key=("item_id", "valid_from_date"),
    grain="item and period",
    group="status", may_be_empty=True,
):
    """What bears on the status of an item in a period: its legal cases and the events about it.

    Items with the same situation_id are treated alike by the law.
    """

    item_id: str = item_id()
    valid_from_date: pl.Date = column("First day of the period, see core.legal_period")
    valid_to_date: pl.Date = column("First day of the next period", nullable=True)
    provisions_from_date: pl.Date = column("Day since which provisions are as they are")
    rule_version_id: str = rule_version_id("Version in force; NULL before the first",
                                           nullable=True)
    situation_id: str = column("Hash of all that makes the situation", str_matches=columns.SLUG)
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
