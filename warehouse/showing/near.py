"""Which words are near one that was asked, for whoever finds nothing under it.

What the words are names of, and how they are spelled alike before, is for who asks.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

MOST_ALIKE = 5
CUTOFF = 0.6
"""How alike a word must look: a letter or two lie between."""


def near(asked: str, words: Collection[str], *, cutoff: float = CUTOFF) -> list[str]:
    """Words that begin with what was asked, then others that hold it; if none does, those like it."""
    first = [word for word in words if word.startswith(asked)]
    within = [word for word in words if asked in word and len(asked) > 1 and word not in first]
    return [*first, *within] or get_close_matches(asked, list(words), n=MOST_ALIKE, cutoff=cutoff)
