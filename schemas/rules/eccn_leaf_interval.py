"""Paragraphs of control list entries as another reader saw them over time; no text of ours."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.raw import RawTable


class RawEccnLeafInterval(
    RawTable, name="raw.eccn_leaf_interval", key=("eccn_path", "wording_key", "first_seen_date"),
    grain="paragraph and wording",
    group="rules",
):
    """One wording of one paragraph, with the first and last of the captures that had it."""

    eccn_path: str = column("Place in the outline as that reader numbers it: 3A090.a.1")
    wording_key: str = column("The reader's mark of the wording")
    first_seen_date: pl.Date = column("Day of the eCFR of the first capture that has it")
    last_seen_date: pl.Date = column("Day of the eCFR of the last capture that has it")
    capture_count: int = column("Captures that have it, in a row", gt=0)
    text: str = column("The paragraph, with what that reader took to belong to it")


class EccnLeafInterval(
    Table, name="core.eccn_leaf_interval",
    key=("locator", "first_seen_date", "wording_key"),
    grain="paragraph and wording", group="rules", may_be_empty=True,
):
    """Between which captures another reader saw a paragraph of the control list worded so.

    A witness beside core.rule_paragraph, with more days and fewer entries. The days are those of the
    eCFR; a paragraph that a note hangs on holds the note, so numbers may stand in it that are not its own.
    """

    locator: str = column("Place in the outline: 3A090.a.1")
    first_seen_date: pl.Date = column("Day of the first capture that has this wording")
    wording_key: str = column("The reader's mark of the wording")
    entry: str = column("ECCN", str_matches=r"^\d[A-EY]\d{3}$")
    last_seen_date: pl.Date = column("Day of the last capture that has it")
    next_seen_date: pl.Date = column("Day of the first capture that has another wording; NULL: none",
                                     nullable=True)
    capture_count: int = column("Captures that have it, in a row", gt=0)
    text: str = column("The paragraph")
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("Snapshot it was first seen in")
