"""Documents that make or change the rules: one row per document, its dates kept apart."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class RuleDocumentColumns(Table):
    """What is said of a document."""

    document_id: str = column("Stable id, such as `fr-2023-23055`")
    kind: str = column("Kind of publication", isin=["federal_register"])
    title: str = column("What the document is about: our words where bundled, else its title")
    citation: str = column("Where it is printed, such as `88 FR 73458`", nullable=True)
    document_number: str = column("Number of the document")
    announced_date: pl.Date = column("Day its content was made public", nullable=True)
    publication_date: pl.Date = column("Day of the issue it was printed in")
    effective_date: pl.Date = column("Day it took effect, the first where staggered", nullable=True)
    compliance_date: pl.Date = column("Day by which to comply, the main one where several",
                                      nullable=True)
    dates_text: str = column("Its dates in words, staggered ones among them", nullable=True)
    url: str = column("Address of the document", str_matches=r"^https?://")
    changed_locators: str = column("Paragraphs it changed by its own words, or the beginnings of their "
                                   "locators, joined by `;`; of a version of the chip rules see "
                                   "core.rule_version", nullable=True)


class SeedRuleDocument(
    RuleDocumentColumns, name="seed.rule_document", key=("document_id",),
    grain="document", group="rules",
    may_be_empty=True,
):
    """Federal Register documents on AI chips, country groups and listed firms since 2022."""


class CoreRuleDocument(
    RuleDocumentColumns, name="core.rule_document", key=("document_id",),
    grain="document", group="rules",
    may_be_empty=True,
):
    """Federal Register documents, bundled and from the publisher's list.

    A bundled row keeps its own dates and is filled from the list where it is silent;
    `date_conflict` says where the two state different days.
    """

    date_conflict: str = column("Dates on which the publisher differs, joined by `; `",
                                nullable=True)
    source_id: str = columns.source_id("`seed`, or the publisher's list for all others")
    source_locator: str = column("Snapshot and row of the publisher's record, if there is one",
                                 nullable=True)
