"""Documents that claims are taken from. What they claim stands in claim.py."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class ClaimDocumentColumns(Table):
    """One document, the original and what of it was read."""

    source_document_id: str = column("Stable slug of the document", str_matches=columns.SLUG)
    title: str = column("Title of the original")
    author: str = column("Who wrote or spoke it")
    published_date: pl.Date = column("Day it was published; first day of its period")
    published_date_precision: str = columns.precision("the day")
    primary_url: str = column("Address of the original", str_matches=r"^https?://")
    read_copy: str = column("What was in fact read: the original, or which copy of it")
    read_language: str = column("Language of what was read, ISO 639-1", str_matches=r"^[a-z]{2}$")
    read_sha256: str = column("Hash of the copy that character offsets count in; NULL where claims "
                              "are placed by section", nullable=True, str_matches=r"^[0-9a-f]{64}$")
    note: str = column("What a reader must know of the copy", nullable=True)


class SeedClaimDocument(
    ClaimDocumentColumns, name="seed.claim_document", key=("source_document_id",),
    grain="document", group="claims",
    may_be_empty=True,
):
    """Commentaries, statements and testimonies whose claims are tested; known since published."""


class CoreClaimDocument(
    ClaimDocumentColumns, name="core.claim_document", key=("source_document_id",),
    grain="document", group="claims",
    may_be_empty=True, copies="seed.claim_document",
    question="Which documents do the tested claims come from, and what of them was read?",
    example="select title, author, published_date, primary_url, read_copy from core.claim_document "
            "order by published_date",
):
    """Documents whose claims are tested."""
