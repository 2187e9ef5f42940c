"""Every statement about an organization, by source: the bundled register alone speaks of seats.

How facts become the wide table stands in core/organization.sql.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.conform.facts import CURATED, Curated, curated, first_of, ranked, with_choice
from pipelines.recipe import recipe
from schemas import base
from schemas.organizations.organization import SeedOrganization
from schemas.organizations.organization_fact import CoreOrganizationFact

NOT_FACTS = ("organization_id", "citation", "citation_url")
REGISTER = Curated(
    "organization_id",
    tuple(c.name for c in base.columns(SeedOrganization) if c.name not in NOT_FACTS),
)


@recipe(CoreOrganizationFact, reads=["seed.organization"])
def organization_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The bundled register as facts."""
    facts = curated(frames["seed.organization"], REGISTER, SeedOrganization)
    choices = dict.fromkeys(REGISTER.attributes, first_of(CURATED))
    return with_choice(ranked(facts, choices), "organization_id", CoreOrganizationFact)
