"""Small frames of the tables that models and scores are conformed from."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipelines.project import sources
from schemas import base
from schemas.benchmarks.benchmark_score import SeedBenchmarkScore
from schemas.countries.country_alias import SeedCountryAlias
from schemas.models.model_alias import SeedModelAlias
from schemas.models.model_reasoning import SeedModelReasoning
from schemas.models.model_release import CoreModelRelease, SeedModelRelease
from schemas.organizations.organization import SeedOrganization
from schemas.organizations.organization_alias import SeedOrganizationAlias

BUNDLED = (SeedBenchmarkScore, SeedCountryAlias, CoreModelRelease, SeedModelAlias, SeedModelReasoning,
           SeedModelRelease, SeedOrganization, SeedOrganizationAlias)
TABLES = {base.info(table).name: table for table in BUNDLED}
TARGETS = {"seed.model_alias": "model_id", "seed.organization_alias": "organization_id",
           "seed.country_alias": "country_code"}
Row = dict[str, Any]


def frame(name: str, *rows: Row) -> pl.DataFrame:
    """Rows of a table, whatever is not named being NULL."""
    table = TABLES.get(name) or sources()[name].table
    return pl.DataFrame(list(rows), schema={c.name: c.dtype for c in base.columns(table)})


def aliases(name: str, words: dict[str, str]) -> pl.DataFrame:
    """A table of aliases that all sources use."""
    rows = ({"source_id": "any", "alias": alias, TARGETS[name]: word, "citation": "x"}
            for alias, word in words.items())
    return frame(name, *rows)


def about_developers() -> dict[str, pl.DataFrame]:
    """Acme Lab, in Britain and owned in the United States, and two countries by name."""
    return {
        "seed.organization": frame("seed.organization", {
            "organization_id": "acme", "organization_name": "Acme", "country_code": "GBR",
            "ultimate_parent_country_code": "USA"}),
        "seed.organization_alias": aliases("seed.organization_alias", {"Acme Lab": "acme"}),
        "seed.country_alias": aliases("seed.country_alias", {"China": "CHN", "France": "FRA"}),
        "seed.model_reasoning": frame("seed.model_reasoning"),
    }
