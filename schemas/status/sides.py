"""By text or in fact: the two sides of every answer."""

from __future__ import annotations

from typing import Any

from schemas.columns import column

SIDES = ["text", "enforced"]


def side() -> Any:
    """Text in force or enforcement in fact: two answers, never merged."""
    return column("text: what the text asks for; enforced: what is asked for in fact", isin=SIDES)
