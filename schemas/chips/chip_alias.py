"""What a row of `seed.chip_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedChipAlias(
    Table, name="seed.chip_alias", key=("source_id", "alias"),
    grain="source and alias", group="chips"):
    """What a source calls a chip; a name that is not listed is matched to nothing."""

    source_id: str = columns.source_id("Source that uses the name")
    alias: str = column("The name, letter for letter")
    chip_id: str = columns.chip_id()
    citation: str = columns.citation()
