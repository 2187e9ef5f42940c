"""Every statement about a cluster, by source, and which of them is believed.

A database's record is a listed cluster only if an alias says so, else a cluster of its own: names
are never matched by likeness, and an anonymised record is joined to nothing. How facts become the
wide table stands in core/cluster.sql.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import polars as pl

from pipelines.conform.clusters.cluster_records import CHIPS, EPOCH, Names, told_by_epoch
from pipelines.recipe import recipe
from schemas import base
from schemas.clusters.cluster import SeedCluster
from schemas.clusters.cluster_fact import CoreClusterFact
from schemas.columns import measure_name
from warehouse.seeds import reasons_of

CURATED = "seed"
CURATED_FIRST = (
    "cluster_name", "is_anonymised", "owner_organization_ids", "user_organization_ids",
    "site_country_code", "owner_country_code", "user_country_code", "is_single_site", "chip_id",
)
"""What the bundled register decides; what changes with time comes from the database first."""
FOLLOWS = {
    "first_operational_date_precision": "first_operational_date",
    "chip_count_low": "chip_count", "chip_count_high": "chip_count",
    "h100e_basis": "h100e_count", "is_in_standard_analysis": "status",
}
"""Attributes that mean something only beside another one, and so come from the same source."""
BASIS_OF = {
    "chip_count": "chip_count_basis", "h100e_count": "h100e_count_basis",
    "peak_dense_fp16_flop_per_s": "peak_dense_fp16_basis", "power_mw": "power_basis",
    "hardware_cost_usd": "hardware_cost_basis",
}
NOT_FACTS = {"cluster_id", "unknown", "note", "citation", "citation_url", *BASIS_OF.values()}
Fact = dict[str, Any]


@recipe(
    CoreClusterFact,
    reads=["seed.cluster", "seed.cluster_alias", "seed.organization_alias", "seed.country_alias",
           "seed.chip_alias", "raw.epoch_gpu_clusters"],
)
def cluster_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All facts of all sources, with the believed one of each cluster and attribute marked."""
    names = Names(
        clusters=_names(frames["seed.cluster_alias"], (EPOCH,), "cluster_id"),
        organizations=_names(frames["seed.organization_alias"], (EPOCH, "any"), "organization_id"),
        countries=_names(frames["seed.country_alias"], (EPOCH, "any"), "country_code"),
        chips=_names(frames["seed.chip_alias"], (CHIPS,), "chip_id"),
    )
    facts = list(_curated(frames["seed.cluster"]))
    facts += [_fact(told) for told in told_by_epoch(frames["raw.epoch_gpu_clusters"], names)]
    schema = {c.name: c.dtype for c in base.columns(CoreClusterFact)}
    return pl.DataFrame(list(_with_choice(facts)), schema=schema)


def _names(aliases: pl.DataFrame, sources: tuple[str, ...], target: str) -> dict[str, str]:
    """Names by what they stand for; a source's own use of a name beats the common one."""
    known: dict[str, str] = {}
    for source in reversed(sources):
        rows = aliases.filter(pl.col("source_id") == source).select("alias", target)
        known |= dict(rows.iter_rows())
    return known


def _curated(clusters: pl.DataFrame) -> Iterator[Fact]:
    """The bundled register: a fact for each value, and for each stated reason to have none."""
    attributes = [c.name for c in base.columns(SeedCluster) if c.name not in NOT_FACTS]
    for cluster in clusters.iter_rows(named=True):
        reasons = reasons_of(cluster["unknown"])
        key = cluster["cluster_id"]
        document = ", ".join(filter(None, (cluster["citation"], cluster["citation_url"])))
        for attribute in attributes:
            reason = reasons.get(measure_name(attribute))
            if cluster[attribute] is not None or reason:
                yield _fact({
                    "cluster_id": key, "attribute": attribute, "value": cluster[attribute],
                    "reason_code": reason, "basis": cluster.get(BASIS_OF.get(attribute, "")),
                    "source_id": CURATED, "source_key": key, "first_snapshot_id": None,
                    "source_locator": f"seed/cluster.csv, cluster_id {key}, column {attribute}",
                    "citation": document,
                })


def _fact(told: Fact) -> Fact:
    value = told["value"]
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return told | {
        "value": _as_text(value),
        "value_number": float(value) if is_number else None,
        "basis": told.get("basis") if value is not None else None,
        "reason_code": told.get("reason_code") if value is None else None,
    }


def _as_text(value: Any) -> str | None:
    """A value as SQL casts it back: ISO dates, true and false, shortest exact numbers, lists."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    return None if value is None else str(value)


def _with_choice(facts: list[Fact]) -> Iterator[Fact]:
    """Mark one fact per cluster and attribute as believed; followers go with what they follow."""
    ordered = sorted(facts, key=lambda f: (f["cluster_id"], f["attribute"], f["source_id"],
                                           f["source_key"]))
    for _, group in groupby(ordered, key=lambda f: f["cluster_id"]):
        by_attribute = {name: list(told) for name, told in
                        groupby(group, key=lambda f: f["attribute"])}
        chosen = {name: _chosen(name, told) for name, told in by_attribute.items()}
        for name, told in by_attribute.items():
            leader = chosen.get(FOLLOWS.get(name, ""))
            believed = _of_source(told, leader["source_id"]) if leader else chosen[name]
            rule = f"with {FOLLOWS[name]}" if leader else f"first of {', '.join(_order(name))}"
            for fact in told:
                is_chosen = fact is believed
                yield fact | {"is_chosen": is_chosen, "chosen_by_rule": rule if is_chosen else None}


def _order(attribute: str) -> tuple[str, str]:
    return (CURATED, EPOCH) if attribute in CURATED_FIRST else (EPOCH, CURATED)


def _chosen(attribute: str, told: list[Fact]) -> Fact:
    """The best source's value; a value beats a reason to have none."""
    order = _order(attribute)
    return min(told, key=lambda f: (f["value"] is None, order.index(f["source_id"])))


def _of_source(told: list[Fact], source_id: str) -> Fact | None:
    return next((fact for fact in told if fact["source_id"] == source_id), None)
