"""What a row of `seed.organization` and `core.organization` means."""

from __future__ import annotations

from typing import Any

from schemas import columns
from schemas.base import Table
from schemas.columns import column

ORGANIZATION_KINDS = ["company", "government", "academia", "nonprofit", "collective"]


def organization_id(description: str = "Stable slug of the organization") -> Any:
    """The stable slug of an organization."""
    return column(description, str_matches=columns.SLUG)


class OrganizationColumns(Table):
    """What is said of an organization."""

    organization_id: str = organization_id()
    organization_name: str = column("Name in common use")
    organization_kind: str = column("What it is", isin=ORGANIZATION_KINDS)
    country_code: str = column("Country of its headquarters, ISO 3166-1 alpha-3",
                               str_matches=columns.COUNTRY)
    site_country_code: str = column("Country of its main site where that is another; NULL: the same",
                                    nullable=True, str_matches=columns.COUNTRY)
    ultimate_parent_id: str = column("Organization that ultimately owns it; NULL: itself",
                                     nullable=True, str_matches=columns.SLUG)
    ultimate_parent_country_code: str = column(
        "Country of the ultimate parent's headquarters", str_matches=columns.COUNTRY)
    note: str = column("What a reader must know", nullable=True)


class SeedOrganization(
    OrganizationColumns, name="seed.organization", key=("organization_id",),
    grain="organization",
                       group="organizations", may_be_empty=True):
    """Organizations with their country by headquarters, site and ultimate parent, with citations."""

    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreOrganization(
    OrganizationColumns, name="core.organization", key=("organization_id",),
    grain="organization",
                       group="organizations", may_be_empty=True):
    """Organizations as believed in this build; see core.organization_fact for sources."""
