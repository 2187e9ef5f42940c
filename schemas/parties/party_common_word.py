"""What a row of `seed.party_common_word` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column


class SeedPartyCommonWord(
    Table, name="seed.party_common_word", key=("word",),
    grain="word", group="parties"):
    """Words that firms share without being one: that a listed firm bears them too says nothing.

    What is not named here tells a firm. A word too few costs a reader a question, one too many could
    let a listed firm pass.
    """

    word: str = column("The word, in lower case", str_matches=r"^[a-z0-9]+$")
    kind: str = column("Form of a firm, trade, place, name of a person, or another word",
                       isin=["form", "trade", "place", "person", "word"])
