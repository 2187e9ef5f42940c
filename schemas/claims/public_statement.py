"""What was said in public and is the subject of a claim: who said it, and where it was read."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class PublicStatementColumns(Table):
    """One statement on one topic."""

    statement_id: str = column("Stable slug", str_matches=columns.SLUG)
    speaker: str = column("Who said it")
    topic: str = column("What it is about, as claims ask for it", str_matches=columns.SLUG)
    said_date: pl.Date = column("Day it was said; first day of its period")
    said_date_precision: str = columns.precision("the day")
    paraphrase: str = column("What was said, in our words")
    classification: str = column("What kind of thing it says, where a claim turns on it",
                                 nullable=True, str_matches=columns.SLUG)
    value_low: float = column("Low end of a stated number", nullable=True)
    value: float = column("A stated number", nullable=True)
    value_high: float = column("High end of a stated number", nullable=True)
    value_unit: str = column("Unit of it, in words", nullable=True)
    is_original_read: bool = column("The speaker's own document was opened, not a report of it")
    read_place: str = column("What was opened, and the place in it")
    citation: str = columns.citation()
    citation_url: str = columns.citation_url()


class SeedPublicStatement(
    PublicStatementColumns, name="seed.public_statement", key=("statement_id",),
    grain="statement", group="claims",
    may_be_empty=True,
):
    """Statements that claims rest on, known since the document that was read."""


class CorePublicStatement(
    PublicStatementColumns, name="core.public_statement", key=("statement_id",),
    grain="statement", group="claims",
    may_be_empty=True, copies="seed.public_statement",
    question="Who said what, and was it read in the original?",
    example="select speaker, said_date, paraphrase, is_original_read, citation_url "
            "from core.public_statement order by said_date",
):
    """Statements of persons and companies. That something was said does not make it so."""
