"""What a row of `seed.model_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.models.model_release import model_id


class SeedModelAlias(
    Table, name="seed.model_alias", key=("source_id", "alias"),
    grain="source and alias", group="models",
    may_be_empty=True):
    """What a source calls a model, now or before a rename; other names are their own slug."""

    source_id: str = columns.source_id("Source that uses the name; `any` for all of them")
    alias: str = column("The name, letter for letter")
    model_id: str = model_id()
    citation: str = columns.citation()
