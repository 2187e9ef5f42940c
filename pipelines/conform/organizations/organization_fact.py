"""Every statement about an organization, by source, and which of them is believed.

How facts become the wide table stands in core/organization.sql.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pipelines.recipe import recipe
from schemas import base
from schemas.organizations.organization import SeedOrganization
from schemas.organizations.organization_fact import CoreOrganizationFact

CURATED = "seed"
NOT_FACTS = {"organization_id", "citation", "citation_url"}


@recipe(CoreOrganizationFact, reads=["seed.organization"])
def organization_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The bundled register as facts: it alone says where an organization is seated."""
    schema = {c.name: c.dtype for c in base.columns(CoreOrganizationFact)}
    facts = list(_curated(frames["seed.organization"]))
    keys = ["organization_id", "attribute", "source_id", "source_key"]
    return pl.DataFrame(facts, schema=schema).sort(keys)


def _curated(organizations: pl.DataFrame) -> Iterator[dict[str, Any]]:
    attributes = [c.name for c in base.columns(SeedOrganization) if c.name not in NOT_FACTS]
    for row in organizations.iter_rows(named=True):
        key = row["organization_id"]
        for attribute in attributes:
            if row[attribute] is not None:
                place = f"seed/organization.csv, organization_id {key}, column {attribute}"
                yield {
                    "organization_id": key, "attribute": attribute, "value": row[attribute],
                    "source_id": CURATED, "source_key": key, "source_locator": place,
                    "citation": ", ".join(filter(None, (row["citation"], row["citation_url"]))),
                    "is_chosen": True, "chosen_by_rule": "curated register only",
                }
