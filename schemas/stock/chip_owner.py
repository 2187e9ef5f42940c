"""What a row of `seed.chip_owner` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.stock.chip_weight import party

OWNER_KINDS = ["all", "organization", "country_aggregate", "residual"]


class SeedChipOwner(Table, name="seed.chip_owner", key=("owner_id",), grain="owner", group="stock"):
    """Who is counted as an owner of chips. A country's aggregate is not added to its firms."""

    owner_id: str = party("Stable slug of the owner; of an organization, as in core.organization")
    owner_name: str = column("Name in the sources")
    owner_kind: str = column("all owners, an organization, all of a country, or the rest",
                             isin=OWNER_KINDS)
    country_code: str = column("Country of the owner's headquarters; NULL for all and for the rest",
                               nullable=True, str_matches=columns.COUNTRY)
    part_of_owner_id: str = column("Aggregate that contains the owner already", nullable=True,
                                   str_matches=columns.SLUG)
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)
