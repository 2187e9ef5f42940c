"""What a row of `seed.provider` and `core.provider` means."""

from __future__ import annotations

from typing import Any

from schemas import columns
from schemas.base import Table
from schemas.columns import column

PROVIDER_TIERS = ["hyperscaler", "neocloud", "marketplace"]


def provider_id() -> Any:
    """The stable slug of a seller of compute."""
    return column("Stable slug of the provider, see core.provider", str_matches=columns.SLUG)


class ProviderColumns(Table):
    """One seller of accelerator-hours or tokens."""

    provider_id: str = provider_id()
    provider_name: str = column("Name in common use")
    provider_tier: str = column(
        "hyperscaler: AWS, Azure, Google Cloud, Oracle and Chinese peers; neocloud: sells its own "
        "or contracted accelerators; marketplace: sells those of third parties, as a "
        "neocloud's community cloud does. NULL for sellers of tokens alone",
        nullable=True, isin=PROVIDER_TIERS)
    organization_id: str = column("Organization that it belongs to, where that develops models",
                                  nullable=True, str_matches=columns.SLUG)


class SeedProvider(
    ProviderColumns, name="seed.provider", key=("provider_id",),
    grain="provider", group="rent"):
    """Sellers of compute, named by us."""

    citation: str = columns.citation()


class CoreProvider(
    ProviderColumns, name="core.provider", key=("provider_id",), grain="provider", group="rent",
    copies="seed.provider",
    question="Which sellers of compute are marketplaces of other people's accelerators?",
    example="select provider_id, provider_name from core.provider where provider_tier = "
            "'marketplace' order by provider_id",
):
    """Sellers of accelerator-hours and of tokens."""
