"""What a row of `seed.law_gap` and `core.law_gap` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class LawGapColumns(Table):
    """A text of the law, or a document, that is not held."""

    gap_id: str = column("Stable slug", str_matches=columns.SLUG)
    locator: str = column("Part, section, supplement or event that it is about")
    missing_from_date: pl.Date = column("First day for which the text is not held")
    missing_to_date: pl.Date = column("First day for which an archive holds it; NULL: for none yet",
                                      nullable=True)
    missing: str = column("What is missing")
    looked_in: str = column("Where it was looked for, and what that showed")
    rests_on: str = column("What the answers of those days rest on instead")
    citation: str = columns.citation()


class SeedLawGap(
    LawGapColumns, name="seed.law_gap", key=("gap_id",),
    grain="gap", group="status", may_be_empty=True):
    """Texts that are not held, curated."""


class CoreLawGap(
    LawGapColumns, name="core.law_gap", key=("gap_id",),
    grain="gap", group="status", may_be_empty=True,
    copies="seed.law_gap",
    question="Which texts of the law are not held, and what do answers rest on instead?",
    example="select locator, missing_from_date, missing_to_date, missing, rests_on from core.law_gap "
            "order by locator",
):
    """Texts that are not held, how far they were looked for, and what answers rest on instead.

    That a copy is not held does not say that there is none.
    """
