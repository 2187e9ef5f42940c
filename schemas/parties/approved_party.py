"""What a row of `seed.approved_party` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import HQ_GROUPS


class SeedApprovedParty(
    Table, name="seed.approved_party", key=("party_id", "list_name"),
    grain="party and list",
                        group="parties", may_be_empty=True):
    """Firms and agencies that a supplement frees by name."""

    party_id: str = column("Stable slug of the party", str_matches=columns.SLUG)
    party_name: str = column("Name as listed, or in common use")
    other_names: str = column("Other names, joined by `; `", nullable=True)
    list_name: str = column("Supplement that names it")
    destination_country_code: str = column("Where the approval holds, ISO 3166-1 alpha-3",
                                           str_matches=columns.COUNTRY)
    end_user_hq_group: str = column("Group its end users then belong to", isin=HQ_GROUPS)
    listed_from_date: pl.Date = column("First day")
    listed_to_date: pl.Date = column("First day no longer; NULL: no end is printed", nullable=True)
    locator: str = column("Paragraph that names it")
    note: str = column("What a reader must know to use the row", nullable=True)
    confidence: str = column("VT: read in the text; VS: in a secondary source; K: not verified",
                             isin=["VT", "VS", "K"])
    citation: str = columns.citation()
