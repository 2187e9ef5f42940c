"""What a row of `core.rule_paragraph` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.ecfr_part import KINDS, SECTIONS

VALID_BASES = ["effective_date_of_rule_version", "first_seen"]


class RuleParagraph(
    Table, name="core.rule_paragraph",
    question="Which wordings of 3A090.a are held, and when were they in force?",
    example=(
        "select locator, valid_from_date, valid_to_date, text from core.rule_paragraph where "
        "locator = '3A090.a' order by valid_from_date"
    ),
    key=("locator", "first_seen_date"), grain="paragraph and wording",
                    group="rules", may_be_empty=True):
    """One wording of one paragraph, with the days between which it was seen and was in force.

    Only a document that declares a place dates a change of it. A wording ends when another is seen,
    when a capture lacks it after such a document, or when one lacks it that holds the whole entry;
    what any other capture lacks says nothing. Differences of typography alone are none.
    """

    locator: str = column("Place in the outline: 3A090.a.1, 742.6(a)(6)(iii)(A), 3A090.note-2.a; "
                          "`#2` where a number is printed twice")
    first_seen_date: pl.Date = column("Day of the first capture that has this wording")
    parent_locator: str = column("Locator of the paragraph it stands under", nullable=True)
    entry: str = column("ECCN, section, supplement or part")
    part_number: str = column("Part of title 15, such as 774", str_matches=r"^\d{3}$")
    outline_key: str = column("Sorts paragraphs of an entry as they are printed")
    kind: str = column("What the element is", isin=KINDS)
    section: str = column("Section of the entry it stands in", isin=SECTIONS)
    enumerator: str = column("Number or label as printed", nullable=True)
    text: str = column("Text behind the enumerator; NULL where only a number is printed",
                       nullable=True)
    last_seen_date: pl.Date = column("Day of the last capture that still has it")
    valid_from_date: pl.Date = column("First day in force, as far as known; see valid_basis")
    valid_to_date: pl.Date = column("First day no longer in force; NULL where it still is",
                                    nullable=True)
    valid_basis: str = column("How valid_from_date is known: a document that declares the "
                              "place took effect, else the day it was first seen", isin=VALID_BASES)
    valid_to_basis: str = column("The same of valid_to_date", nullable=True, isin=VALID_BASES)
    is_complete: bool = column("Whether the capture it was first seen in holds the whole entry")
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("Snapshot in which it was first seen, see meta.snapshot")
    source_locator: str = column("Place of the element in that snapshot")
