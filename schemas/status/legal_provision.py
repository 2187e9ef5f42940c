"""What a row of `core.legal_provision` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import STATUSES
from schemas.rules.rule_threshold import APPLIES_TO

PROVISION_KINDS = ["requirement", "exception", "review_policy"]


class ProvisionColumns(Table):
    """What every provision has."""

    control_paragraphs: TextList = column("Paragraphs of 3A090 it is about, 4A090 follows; 4E091: "
                                          "model weights; `any`: every item subject to the EAR")
    applies_to: str = column("Kind of item", isin=APPLIES_TO)
    scope_id: str = column("Destinations and end users it reaches", str_matches=columns.SLUG)
    transactions: TextList = column("export_us, reexport, transfer")
    rule_version_id: str = column("Version, or amendment, that brings it",
                                  str_matches=columns.SLUG)
    ended_by_rule_version_id: str = column("Version that ends it; NULL: none has", nullable=True,
                                           str_matches=columns.SLUG)
    ambiguity_ids: TextList = column("Interpretive choices in the row", nullable=True)
    note: str = column("Conditions and what a reader must know, in our words", nullable=True)
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()


class LegalProvision(
    ProvisionColumns, name="core.legal_provision", key=("provision_id",),
    grain="provision",
                     group="status", may_be_empty=True):
    """Requirements, licence exceptions and review policies with their days, by text and in fact.

    In fact a change counts from the compliance date of the version that makes it, and what the
    version ends lasts until then.
    """

    rule_version_id: str = column("Version, or amendment, that brings it; NULL for an embargo, which "
                                  "has days of its own", nullable=True, str_matches=columns.SLUG)
    provision_id: str = column("Id of the curated row", str_matches=columns.SLUG)
    provision_kind: str = column("requirement, exception or review_policy", isin=PROVISION_KINDS)
    exception_code: str = column("Code of a licence exception", nullable=True)
    precedence: int = column("Where rows of a kind overlap, the highest prevails", ge=0)
    resulting_status: str = column("Status it leads to; NULL for a requirement whose review "
                                   "policy is a row of its own", nullable=True,
                                   isin=STATUSES)
    tested_locator: str = column("Paragraph whose numbers must admit the item", nullable=True)
    designer_group_code: str = column("Country group the designer must be headquartered in",
                                      nullable=True)
    needs_special_use: bool = column("Not counted in a status")
    needs_us_market: bool = column("Only for items commercially available in the United States")
    text_from_date: pl.Date = column("First day in force")
    text_to_date: pl.Date = column("First day no longer in force", nullable=True)
    enforced_from_date: pl.Date = column("First day it must be complied with")
    enforced_to_date: pl.Date = column("First day it need no longer be complied with",
                                       nullable=True)
    locator: str = column("Paragraph of title 15 it cites first; NULL where it cites none",
                          nullable=True)
