"""Every statement about a cluster, by source, and which of them is believed.

A database's record is a listed cluster only if an alias says so, else a cluster of its own: names
are never matched by likeness, and an anonymised record is joined to nothing. How facts become the
wide table stands in core/cluster.sql.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.conform import facts
from pipelines.conform.clusters.cluster_records import (
    BASIS_OF,
    CHIPS,
    EPOCH,
    HEADERS,
    Meanings,
    statements,
    told_by_epoch,
)
from pipelines.conform.facts import CURATED, Choice, Curated
from pipelines.conform.names import Names
from pipelines.recipe import recipe
from schemas import base
from schemas.clusters.cluster import SeedCluster
from schemas.clusters.cluster_fact import CoreClusterFact

CURATED_FIRST = (
    "cluster_name", "is_anonymised", "owner_organization_ids", "user_organization_ids",
    "site_country_code", "owner_country_code", "user_country_code", "is_single_site", "chip_id",
)
"""What the bundled register decides; what changes with time comes from the database first."""
LED = {
    "first_operational_date_precision": "first_operational_date",
    "chip_count_low": "chip_count", "chip_count_high": "chip_count",
    "h100e_basis": "h100e_count", "is_in_standard_analysis": "status",
}
"""Attributes that mean something only beside another one, and so come from the same record."""
NOT_FACTS = {"cluster_id", "unknown", "note", "citation", "citation_url", *BASIS_OF.values()}
REGISTER = Curated(
    "cluster_id", tuple(c.name for c in base.columns(SeedCluster) if c.name not in NOT_FACTS),
    basis_of=BASIS_OF,
)


def choice_of(attribute: str) -> Choice:
    """The bundled register says what a cluster is, the database how large and how far along.

    Where a document is younger than the database's word, the register's value is an accepted fact.
    """
    order = (CURATED, EPOCH) if attribute in CURATED_FIRST else (EPOCH, CURATED)
    leader = LED.get(attribute)
    return Choice(order, f"with {leader}", leader) if leader else facts.first_of(*order)


@recipe(
    CoreClusterFact,
    reads=["seed.accepted_fact", "seed.cluster", "seed.cluster_alias", "seed.organization_alias",
           "seed.country_alias", "seed.chip_alias", "raw.epoch_gpu_clusters"],
)
def cluster_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All facts of all sources, with the believed one of each cluster and attribute marked."""
    names = Meanings(
        clusters=Names.of(frames["seed.cluster_alias"], "cluster_id").used_by(EPOCH),
        organizations=Names.of(frames["seed.organization_alias"], "organization_id").used_by(EPOCH),
        countries=Names.of(frames["seed.country_alias"], "country_code").used_by(EPOCH),
        chips=Names.of(frames["seed.chip_alias"], "chip_id").used_by(CHIPS),
    )
    told = told_by_epoch(frames["raw.epoch_gpu_clusters"], names)
    stated = pl.concat([
        facts.curated(frames["seed.cluster"], REGISTER, SeedCluster),
        facts.facts_of(told, "cluster_id", statements(told.schema)),
    ])
    choices = {name: choice_of(name) for name in {*REGISTER.attributes, *HEADERS}}
    accepted = frames["seed.accepted_fact"].filter(pl.col("table_name") == "core.cluster_fact")
    candidates = facts.with_accepted(facts.ranked(stated, choices), "cluster_id", accepted)
    return facts.with_choice(candidates, "cluster_id", CoreClusterFact)
