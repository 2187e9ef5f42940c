"""What a row of `seed.restricted_party_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedRestrictedPartyAlias(
    Table, name="seed.restricted_party_alias", key=("source_id", "listed_name"),
    grain="source and listed name", group="parties",
    may_be_empty=True,
):
    """Names under which a list holds a party or its subsidiaries; nothing else is matched."""

    source_id: str = columns.source_id("Source that uses the name")
    listed_name: str = column("The name, letter for letter")
    party_id: str = column("Stable slug of the party", str_matches=columns.SLUG)
    citation: str = columns.citation()
