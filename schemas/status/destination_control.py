"""What a row of `seed.destination_control` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import STATUSES


class SeedDestinationControl(
    Table, name="seed.destination_control", key=("control_id",),
    grain="control",
                             group="status", may_be_empty=True):
    """Embargoes: what a destination alone asks of every item subject to the EAR, or on its list.

    A requirement and its review policy in one row. Where another law forbids and is not judged
    here, the row says other_controls_apply, so that nothing there reads as free. Where a text that
    may reach a destination is read as not reaching it, the row says not_controlled, asks for
    nothing, and every answer there names the reading.
    """

    control_id: str = column("Stable slug", str_matches=columns.SLUG)
    locator: str = column("Paragraph of title 15, or the order, that asks")
    scope_id: str = column("Destinations it reaches", str_matches=columns.SLUG)
    transactions: TextList = column("export_us, reexport, transfer")
    resulting_status: str = column("How an application is judged, other_controls_apply, or "
                                   "not_controlled", isin=STATUSES)
    valid_from_date: pl.Date = column("First day; 2022-01-01 for what stood before")
    valid_to_date: pl.Date = column("First day no longer", nullable=True)
    ambiguity_ids: TextList = column("Interpretive choices in the row", nullable=True)
    note: str = column("Conditions and what a reader must know, in our words", nullable=True)
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()
