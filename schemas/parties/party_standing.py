"""What a row of `core.party_standing` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import STATUSES


class PartyStanding(Table, name="core.party_standing",
                    key=("party_id", "list_name", "listed_from_date"),
    grain="party, list and listing", group="parties",
    may_be_empty=True):
    """How each list stands to each party: curated firms, approved ones, and every screening entry.

    A screening entry without a day holds from the year of its first Federal Register page, or from
    2000 where it has none: read against the exporter.
    """

    party_id: str = column("Slug of the party; `csl-` for entries of the screening list",
                           str_matches=columns.SLUG)
    list_name: str = column("List or supplement")
    listed_from_date: pl.Date = column("First day, see its precision")
    listed_from_date_precision: str = column("day, year or unknown",
                                             isin=["day", "year", "unknown"])
    party_name: str = column("Name as listed, or in common use")
    country_code: str = column("Country of its seat; NULL where not curated", nullable=True)
    listed_to_date: pl.Date = column("First day no longer", nullable=True)
    footnote: str = column("Entity List footnote", nullable=True)
    footnote_from_date: pl.Date = column("Day since which the entry bears it", nullable=True)
    destination_country_code: str = column("Only for exports there; NULL: anywhere", nullable=True)
    end_user_hq_group: str = column("Group of end users it belongs to by name", nullable=True)
    resulting_status: str = column("Status that follows, where the item asks for less; NULL: none",
                                   nullable=True, isin=STATUSES)
    locator: str = column("Paragraph that asks or approves; `outside the EAR` where none of theirs does")
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()
    source_id: str = columns.source_id()
