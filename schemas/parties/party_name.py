"""What a row of `core.party_name` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column


class PartyName(
    Table, name="core.party_name", key=("party_id", "listed_name"),
    grain="party and listed name", group="parties",
    may_be_empty=True):
    """Names of those parties; only all of one means it, a word of it asks back."""

    party_id: str = column("Party, see core.party_standing", str_matches=columns.SLUG)
    listed_name: str = column("The name, letter for letter")
    plain_name: str = column("The same without case, accents, blanks and signs")
    word_slug: str = column("Its words in order, each between hyphens")
    telling_words: TextList = column("Its words that firms do not share, see seed.party_common_word")
    entry_key: str = column("Entry of the screening list that bears it", nullable=True)
