"""What a row of `raw.federal_register_text` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import RawTable


class RawFederalRegisterText(
    RawTable, name="raw.federal_register_text", key=("document_number", "block_number"),
    grain="document and block",
    group="rules",
):
    """Full texts of Federal Register documents, one row per paragraph, heading or table row.

    Superscripts are written `^26`, marks of footnotes `[1]`, so that 10^26 never reads 1026.
    """

    document_number: str = column("Number of the document, as its last line states it")
    block_number: int = column("Place of the block in the document, from 1", gt=0)
    filed_date: pl.Date = column("Day it was filed for public inspection", nullable=True)
    section_name: str = column(
        "Part of the document: `preamble`, `dates`, `supplementary_information`, "
        "`regulatory_text` or `end`",
        isin=["preamble", "dates", "supplementary_information", "regulatory_text", "end"])
    element_name: str = column("XML element of the block, such as P, HD1 or AMDPAR")
    cfr_title: str = column("Title of the CFR that the block amends", nullable=True)
    cfr_part: str = column("Part of the CFR that the block amends", nullable=True)
    cfr_section: str = column("Section or supplement in which the block stands", nullable=True)
    page_number: str = column("Page of the volume on which the block begins", nullable=True)
    text: str = column("The text, cells of a table row joined by ` | `")
