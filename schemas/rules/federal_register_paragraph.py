"""What a row of `raw.federal_register_paragraph` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import RawTable


class RawFederalRegisterParagraph(
    RawTable, name="raw.federal_register_paragraph", key=("document_number", "paragraph_number"),
    grain="document and paragraph",
    group="rules",
):
    """Paragraphs of Federal Register documents as a reader of the web pages kept them.

    Headings and lines of lists are lost, so a paragraph does not tell where in the document it stands.
    """

    document_number: str = column("Number of the document")
    paragraph_number: int = column("Place among the paragraphs of the page, from 0", ge=0)
    read_date: pl.Date = column("Day on which the page was read", nullable=True)
    text: str = column("The paragraph")
