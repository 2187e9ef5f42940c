"""What a row of `metric.control_status_by_chip_destination_group` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.item_words import rule_version_id


class ChipStatus(
    Table, name="metric.control_status_by_chip_destination_group",
    key=("destination_group_id", "end_user_hq_group", "chip_id", "valid_from_date"),
    grain="destination group, headquarters group, chip and interval",
    group="status", may_be_empty=True,
    counts=("item_parameter",),
):
    """Status of every chip, exported from the United States to end users headquartered where they are.

    A cut of M02 for the macros control_status and control_status_all, which expand groups to
    countries and pick the day.
    """

    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of end users there", isin=HQ_GROUPS)
    chip_id: str = columns.chip_id()
    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    chip_name: str = column("Name in common use")
    status_text: str = column("What the text in force asks for", isin=STATUSES)
    status_enforced: str = column("What is asked for in fact", isin=STATUSES)
    rule_version_id: str = rule_version_id("Version of the text in force", nullable=True)
    deciding_paragraph: str = column("Deciding paragraph", nullable=True)
    clause: str = column("Deciding alternative", nullable=True)
    reason: str = column("The reasoning in words")
    release_date: pl.Date = column("Day the chip was announced", nullable=True)
