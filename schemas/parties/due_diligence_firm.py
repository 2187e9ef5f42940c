"""What a row of `seed.due_diligence_firm` and `core.due_diligence_firm` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class DueDiligenceFirmColumns(Table):
    """A firm whose word foundries and packagers may take for what a chip is."""

    list_name: str = column("Supplement that names it")
    firm_name: str = column("Name as listed, without its legal form")
    other_name: str = column("Name in common use, where it is another", nullable=True)
    firm_role: str = column("designer: its datasheet overcomes the presumption; packager: its count of "
                            "transistors does", isin=["designer", "packager"])
    designer: str = column("What core.chip calls it; NULL: it designs no chip there", nullable=True)
    listed_from_date: pl.Date = column("First day; later additions and removals are not held")
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()


class SeedDueDiligenceFirm(
    DueDiligenceFirmColumns, name="seed.due_diligence_firm", key=("list_name", "firm_name"),
    grain="list and firm", group="parties",
    may_be_empty=True):
    """Approved designers and packagers, curated."""


class CoreDueDiligenceFirm(
    DueDiligenceFirmColumns, name="core.due_diligence_firm", key=("list_name", "firm_name"),
    grain="list and firm", group="parties",
    copies="seed.due_diligence_firm", may_be_empty=True,
    question="Whose word on a chip may a foundry take?",
    example="select firm_name, designer from core.due_diligence_firm where firm_role = 'designer' "
            "and designer is not null order by firm_name",
):
    """Approved designers and packagers of Note 1 to 3A090.a: they overcome what foundries presume."""
