"""What a row of `seed.cluster_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.clusters.cluster import cluster_id
from schemas.columns import column


class SeedClusterAlias(
    Table, name="seed.cluster_alias", key=("source_id", "alias"),
    grain="source and alias",
                       group="clusters", may_be_empty=True):
    """What a source calls a listed cluster; a name that is not listed is a cluster of its own."""

    source_id: str = columns.source_id("Source that uses the name")
    alias: str = column("The record's key there, letter for letter")
    cluster_id: str = cluster_id()
    citation: str = columns.citation()
