"""What a row of `seed.provider_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rent.provider import provider_id


class SeedProviderAlias(
    Table, name="seed.provider_alias", key=("source_id", "alias"),
    grain="source and alias",
                        group="rent"):
    """Which provider a source means by a name."""

    source_id: str = columns.source_id("Source that uses the name")
    alias: str = column("The name, letter for letter")
    provider_id: str = provider_id()
    citation: str = columns.citation()
