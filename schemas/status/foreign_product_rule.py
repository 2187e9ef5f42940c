"""What a row of `seed.foreign_product_rule` and `core.foreign_product_rule` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.conduct_control import CONDUCTS


class ForeignProductColumns(Table):
    """One foreign-direct-product rule of section 734.9, and where it reaches from a day on."""

    reach_id: str = column("Stable slug", str_matches=columns.SLUG)
    locator: str = column("Paragraph of section 734.9")
    control_paragraphs: TextList = column("Items it is about: entries of the list or their paragraphs, as in "
                                          "core.legal_provision; `any`: every item of the list")
    footnote: str = column("Footnote of the Entity List that the party's entry must bear; NULL: it asks "
                           "for none", nullable=True)
    conduct: str = column("End use that it asks for; NULL: any", nullable=True, isin=CONDUCTS)
    scope_id: str = column("Destinations and end users it reaches", str_matches=columns.SLUG)
    valid_from_date: pl.Date = column("First day")
    valid_to_date: pl.Date = column("First day no longer", nullable=True)
    note: str = column("What it asks for, in our words")
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()


class SeedForeignProductRule(
    ForeignProductColumns, name="seed.foreign_product_rule", key=("reach_id",),
    grain="reach", group="status", may_be_empty=True):
    """By which rules what is made abroad is subject to the EAR, curated."""


class CoreForeignProductRule(
    ForeignProductColumns, name="core.foreign_product_rule", key=("reach_id",),
    grain="reach", group="status",
    copies="seed.foreign_product_rule", may_be_empty=True,
    question="By which foreign-direct-product rules is what is made abroad subject to the EAR, and where?",
    example="select locator, footnote, conduct, scope_id, valid_from_date, valid_to_date, note "
            "from core.foreign_product_rule order by locator, valid_from_date, scope_id",
):
    """By which rules what is made abroad is subject to the EAR, with their places and days.

    A rule says only that an item is subject; whether a licence is then asked for, the rows of
    core.legal_provision and core.conduct_control say. Whether the tools that made an item meet a rule
    is told by core.item_jurisdiction.
    """
