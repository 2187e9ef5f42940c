"""What a row of `core.party_name` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class PartyName(Table, name="core.party_name", key=("party_id", "listed_name"), group="parties",
    may_be_empty=True):
    """Names of those parties; nothing is matched but by all of its letters and figures."""

    party_id: str = column("Party, see core.party_standing", str_matches=columns.SLUG)
    listed_name: str = column("The name, letter for letter")
    plain_name: str = column("The same without case, accents, blanks and signs")
    entry_key: str = column("Entry of the screening list that bears it", nullable=True)
