"""The ambiguity ledger: choices that a text or a publisher leaves open, and how we made them.

Assumed numbers stand in model_constant.py; a row here says why one reading was taken and not another.
"""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column


class AmbiguityColumns(Table):
    """One open question with the reading we use and those we do not."""

    ambiguity_id: str = column("Stable slug, cited by rows that rest on the choice",
                               str_matches=columns.SLUG)
    question: str = column("What is open")
    default_choice: str = column("What we do")
    alternatives: str = column("What else could be done, joined by `; `")
    effect: str = column("What the choice changes, with an example where there is one")
    subjects: TextList = column("Metrics or tables it bears on")
    citation: str = column("Text or publication that leaves it open")
    citation_url: str = column("Address of that document", nullable=True,
                               str_matches=r"^https?://")


class SeedAmbiguity(
    AmbiguityColumns, name="seed.ambiguity", key=("ambiguity_id",),
    grain="ambiguity",
                    group="assumptions"):
    """Interpretive choices, curated; a row is public since the text it reads."""


class CoreAmbiguity(
    AmbiguityColumns, name="core.ambiguity", key=("ambiguity_id",), grain="ambiguity",
                    group="assumptions",
    copies="seed.ambiguity",
    question="Which readings of the law were chosen, and what would another one change?",
    example="select ambiguity_id, default_choice, alternatives, effect from core.ambiguity "
            "order by ambiguity_id",
):
    """Interpretive choices known in this build, each with its default and its alternatives."""


class MetaAmbiguity(
    AmbiguityColumns, name="meta.ambiguity", key=("ambiguity_id",),
    grain="ambiguity", group="assumptions",
    copies="core.ambiguity",
    question="Which readings were chosen where the law is open?",
    example="select question, default_choice, effect from meta.ambiguity order by ambiguity_id limit 5",
):
    """The ambiguity ledger: read it before you rely on a status or a gap."""
