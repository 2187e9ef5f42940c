"""What a row of `seed.restricted_party` and `core.restricted_party` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import STATUSES


class RestrictedPartyColumns(Table):
    """One stay of one party on one list."""

    party_id: str = column("Stable slug of the party", str_matches=columns.SLUG)
    party_name: str = column("Name in common use")
    country_code: str = column("Country of its seat, ISO 3166-1 alpha-3",
                               str_matches=columns.COUNTRY)
    list_name: str = column("List the party is on", isin=["Entity List"])
    listed_from_date: pl.Date = column("Day the listing took effect")
    listed_to_date: pl.Date = column("First day it no longer held", nullable=True)
    footnote: str = column("Entity List footnote, which extends the requirement to foreign-made "
                           "items: 1, 4 or 5", nullable=True, isin=["1", "3", "4", "5"])
    footnote_from_date: pl.Date = column("Day since which the entry bears the footnote",
                                         nullable=True)
    resulting_status: str = column("How an application for an AI chip is judged, by the entry as "
                                   "consolidated on 2026-07-31", isin=STATUSES)
    federal_register_citation: str = column("Federal Register page of the listing")
    note: str = column("What a reader must know to use the row", nullable=True)
    citation: str = columns.citation()


class SeedRestrictedParty(
    RestrictedPartyColumns, name="seed.restricted_party",
    key=("party_id", "list_name", "listed_from_date"),
    grain="party, list and listing", group="parties",
    may_be_empty=True,
):
    """AI and compute firms on the Entity List, curated with the date and notice of each listing."""


class CoreRestrictedParty(
    RestrictedPartyColumns, name="core.restricted_party",
    key=("party_id", "list_name", "listed_from_date"),
    grain="party, list and listing", group="parties",
    may_be_empty=True,
):
    """AI and compute firms on the Entity List, with their entries in the screening list.

    Entries are those whose name, or one of whose other names, is listed letter for letter in
    seed.restricted_party_alias; there is no fuzzy matching.
    """

    source_id: str = columns.source_id("Source of dates and notice: `seed`")
    screening_entry_count: int = column("Entries of the screening list that name the party; NULL where "
                                       "no such list is held", nullable=True, ge=0)
    screening_listed_names: str = column("Their names, joined by `; `", nullable=True)
    screening_license_requirements: str = column("Their licence requirements, joined by ` / `",
                                                 nullable=True)
    screening_source_id: str = column("Source of those entries", nullable=True)
    screening_source_locator: str = column("Snapshot and row of the first of them", nullable=True)
