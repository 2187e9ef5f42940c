"""What a row of `core.item_name` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class ItemName(
    Table, name="core.item_name", key=("item_id", "name"),
    grain="item and name", group="chips",
    may_be_empty=True):
    """Every name by which commands and macros know a chip or system: ids, ours and sources' names.

    A name also stands without its maker, so that `H20` and `NVIDIA H20` are the same.
    """

    item_id: str = column("Item, as in core.item", str_matches=columns.SLUG)
    name: str = column("The name, letter for letter")
    plain_name: str = column("The same without case, accents, blanks, signs and what is in brackets")
