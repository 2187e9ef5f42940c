"""What a row of `seed.organization_cloud` and `core.organization_cloud` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.organizations.organization import organization_id

PUE_CLASSES = ["hyperscaler", "other"]


class OrganizationCloudColumns(Table):
    """Where one organization would rent, and how efficient its data centers are."""

    organization_id: str = organization_id()
    provider_id: str = column("Cloud whose prices are tried first, see core.provider",
                              str_matches=columns.SLUG)
    pue_class: str = column("Which power usage effectiveness holds", isin=PUE_CLASSES)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedOrganizationCloud(OrganizationCloudColumns, name="seed.organization_cloud",
                            key=("organization_id",), grain="organization", group="organizations"):
    """Organizations with a cloud or data centers of their own; all others take the default."""


class CoreOrganizationCloud(
    OrganizationCloudColumns, name="core.organization_cloud", key=("organization_id",),
    grain="organization",
    group="organizations",
    copies="seed.organization_cloud",
    question="Whose runs are priced at which cloud first?",
    example="select organization_id, provider_id, pue_class from core.organization_cloud "
            "order by organization_id",
):
    """Organizations with a cloud or data centers of their own; all others take the default."""
