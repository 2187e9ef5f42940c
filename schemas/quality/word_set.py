"""What a row of `seed.word_set` and `core.word_set` means.

The words of a category and what each means stand in the class of its column; here is only which of
them a query picks out, and under what name.
"""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column


class WordSetColumns(Table):
    """A set of words that queries pick out."""

    word_set_id: str = column("Stable name of the set", str_matches=r"^[a-z_]+$")
    words: TextList = column("Its words, as in the column that is asked")
    meaning: str = column("What the words have in common")


class SeedWordSet(
    WordSetColumns, name="seed.word_set", key=("word_set_id",), grain="word set",
    group="quality",
):
    """The sets, curated: words of the method, known from before the first row."""


class CoreWordSet(
    WordSetColumns, name="core.word_set", key=("word_set_id",), grain="word set",
    group="quality", copies="seed.word_set",
    question="Which statuses count as going without a licence?",
    example="select unnest(words) as status from core.word_set where word_set_id = 'unlicensed_status'",
):
    """Sets of words that queries pick out, each named and said once."""
