"""The columns that every table on the legal numbers of an item shares."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column

TRUTHS = ["yes", "no", "undetermined"]


def item_id() -> str:
    """The id of an item of core.item."""
    found: str = column("Item, see core.item; of a chip, its chip_id", str_matches=columns.SLUG)
    return found


def rule_version_id(description: str, *, nullable: bool = False) -> str:
    """The id of a rule version."""
    found: str = column(description, nullable=nullable, str_matches=columns.SLUG)
    return found
