"""What a row of `raw.federal_register_document` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import RawTable


class RawFederalRegisterDocument(
    RawTable, name="raw.federal_register_document", key=("document_number",),
    grain="document", group="rules",
    planned=("effective_date", "compliance_date"),
):
    """Documents of the Federal Register, one row per document number.

    `effective_date` is the API's single date; staggered dates stand in `dates_text` only. When a
    rule was announced is not among the publisher's fields; see core.rule_document.
    """

    document_number: str = column("Number of the document; its year may precede publication")
    title: str = column("Title, without mark-up")
    document_type: str = column("Rule, Proposed Rule, Notice or Presidential Document")
    action: str = column("What the document is, such as `Interim final rule`", nullable=True)
    abstract: str = column("Summary, without mark-up", nullable=True)
    dates_text: str = column("The DATES paragraph, without mark-up", nullable=True)
    citation: str = column("Volume and first page, such as `90 FR 4544`", nullable=True)
    publication_date: pl.Date = column("Day of the issue it was printed in")
    signing_date: pl.Date = column("Day it was signed, for presidential documents", nullable=True)
    effective_date: pl.Date = column("The API's one effective date", nullable=True)
    compliance_date: pl.Date = column(
        "Day by which to comply, where the DATES paragraph names exactly one", nullable=True)
    docket_ids: str = column("Dockets, joined by `; `", nullable=True)
    regulation_id_numbers: str = column("RINs, joined by `; `", nullable=True)
    agency_names: str = column("Agencies, joined by `; `", nullable=True)
    cfr_references: str = column("Parts of the CFR, such as `15 CFR 774`, joined by `; `",
                                 nullable=True)
    correction_of: str = column("Document it corrects, as the API links it", nullable=True)
    html_url: str = column("Page of the document", nullable=True)
    full_text_xml_url: str = column("Address of its XML", nullable=True)
    raw_text_url: str = column("Address of its plain text", nullable=True)
