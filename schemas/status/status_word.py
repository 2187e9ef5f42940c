"""What a row of `seed.status_word`, `core.status_word` and `meta.status_word` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import STATUSES


class StatusWordColumns(Table):
    """One word of status_text and status_enforced."""

    status: str = column("The word", isin=STATUSES)
    strictness: int = column("Of two demands at once the higher prevails; NULL: it is no demand",
                             nullable=True, ge=0)
    mildest_strictness: int = column("Strictness of the least that may hide behind the word", ge=0)
    strictest_strictness: int = column("The same of the most: it is the word's own where nothing is "
                                       "left open", ge=0)
    licence_requirement: str = column("Whether a licence is required, though an exception may excuse",
                                      isin=["yes", "no", "not_knowable"])
    phrase: str = column("The word in a sentence of reasons")
    meaning: str = column("What it means for an exporter")
    change_note: str = column("How its use has changed; NULL: it has not", nullable=True)


class SeedStatusWord(
    StatusWordColumns, name="seed.status_word", key=("status",),
    grain="status", group="status",
    may_be_empty=True):
    """The words, curated."""


class CoreStatusWord(
    StatusWordColumns, name="core.status_word", key=("status",),
    grain="status", group="status",
    copies="seed.status_word", may_be_empty=True,
    question="What do the words of a control status mean, and has their use changed?",
    example="select status, licence_requirement, meaning, change_note from core.status_word "
            "order by strictness nulls last",
):
    """The words of a control status, from free to prohibited."""


class MetaStatusWord(
    StatusWordColumns, name="meta.status_word", key=("status",),
    grain="status", group="status",
    copies="core.status_word", may_be_empty=True,
    question="What does each status mean, and is a licence required?",
    example="select status, licence_requirement, meaning from meta.status_word order by strictness",
):
    """The same beside the dictionary, with what has changed in their use."""
