"""What a row of `seed.organization_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.organizations.organization import organization_id


class SeedOrganizationAlias(
    Table, name="seed.organization_alias", key=("source_id", "alias"),
    grain="source and alias",
                            group="organizations", may_be_empty=True):
    """What a source calls an organization; a name that is not listed is matched to nothing."""

    source_id: str = columns.source_id("Source that uses the name; `any` for all of them")
    alias: str = column("The name, letter for letter")
    organization_id: str = organization_id()
    citation: str = columns.citation()
