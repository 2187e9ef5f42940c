"""What a row of `core.cluster_fact` means."""

from __future__ import annotations

from schemas.clusters.cluster import cluster_id
from schemas.facts import FactColumns


class CoreClusterFact(
    FactColumns, name="core.cluster_fact",
    question="Who says how many chips a cluster has?",
    example=(
        "select cluster_id, value, source_id, is_chosen from core.cluster_fact where attribute = "
        "'chip_count' order by cluster_id, source_id limit 5"
    ),
    key=("cluster_id", "attribute", "source_id", "source_key"),
    grain="cluster, attribute, source and record", group="clusters",
    may_be_empty=True, free_ids=("cluster_id",),
):
    """Every statement about a cluster, by source; a conflict is two rows."""

    cluster_id: str = cluster_id()
