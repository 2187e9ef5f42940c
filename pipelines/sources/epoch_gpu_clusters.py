"""Epoch AI's table of GPU clusters, first called AI Supercomputers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipelines.formats.cells import tick
from pipelines.formats.identity import cell, digest, once, told_apart
from pipelines.formats.tabular import field, read_csv
from pipelines.source import Source
from schemas.clusters.epoch_gpu_clusters import RawEpochGpuClusters
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, TextRow

BUILT = ("h100e_count", "chip_count", "chip_primary_count", "chip_secondary_count", "power_capacity_mw",
         "calculated_power_mw", "reported_power_mw")
"""What is built later is a cluster of its own there."""
PLACED = ("country", "sector", "owner")
"""Nor does one move, or change hands."""
STAGES = ("Planned", "Existing", "Decommissioned")
ANONYMISED = "Anonymized"
LONGEST_NAME = 12
"""Words in the longest name of a user; what is longer says something about users."""


def names(text: str) -> str:
    """The names of a cell, joined by commas, without the remarks that some cells hold beside them."""
    return ",".join(part for part in text.split(",") if len(part.split()) <= LONGEST_NAME)


FIELDS = {
    "cluster_name": field("Name"),
    "status": field("Status"),
    "certainty": field("Certainty"),
    "single_cluster": field("Single cluster?"),
    "h100e_count": field("H100 equivalents"),
    "chip_type_primary": field("Chip type (primary)"),
    "chip_primary_count": field("Chip quantity (primary)"),
    "country": field("Country"),
    "owner": field("Owner"),
    "first_operational_date": field("First Operational Date"),
    "note": field("Note", optional=True),
    "sector": field("Sector"),
    "power_capacity_mw": field("Power Capacity (MW)"),
    "hardware_cost_usd": field("Hardware Cost"),
    "location": field("Location"),
    "users": field("Users", clean=names),
    "hardware_note": field("Hardware note", optional=True),
    "quote": field("Quote", optional=True),
    "first_operational_note": field("First Operational Date Note", is_day=True),
    "certainty_note": field("Certainty Note", optional=True),
    "builds_upon": field("Builds Upon"),
    "superseded_by": field("Superseded by"),
    "is_possible_duplicate": field("Possible Duplicate", clean=tick),
    "possible_duplicate_of": field("Possible Duplicate Of"),
    "chip_type_secondary": field("Chip type (secondary)"),
    "chip_secondary_count": field("Chip quantity (secondary)"),
    "chip_count": field("Total number of AI chips"),
    "supplier_primary": field("GPU Supplier (primary)"),
    "supplier_secondary": field("GPU supplier (secondary)"),
    "is_in_standard_analysis": field("Include in Standard Analysis", clean=tick),
    "is_excluded": field("Exclude", clean=tick),
    "rank_when_first_operational": field("Rank when first operational"),
    "max_op_per_s": field("Max OP/s"),
    "performance_8_bit_op_per_s": field("8-bit OP/s"),
    "performance_16_bit_op_per_s": field("16-bit OP/s"),
    "performance_32_bit_op_per_s": field("32-bit OP/s"),
    "calculated_power_mw": field("Calculated Power Capacity (MW)"),
    "reported_power_mw": field("Reported Power Capacity (MW)"),
    "energy_efficiency_per_w_op_per_s": field("Energy Efficiency"),
    "calculated_cost_usd": field("Calculated Cost"),
    "reported_cost_usd": field("Reported Cost"),
    "reported_cost_deflated_usd": field("Reported Cost (Inflation adjusted)"),
    "cost_quote": field("Cost Quote", optional=True),
    "is_noteworthy": field("Noteworthy", clean=tick),
    "decommissioned_text": field("Decommissioned Date (if applicable)", is_day=True),
    "largest_cluster_name": field("Largest existing cluster when first operational"),
    "largest_cluster_share": field("% of largest cluster when first operational"),
    "source_1": field("Source 1"),
    "source_2": field("Source 2"),
    "source_3": field("Source 3"),
    "source_4": field("Source 4"),
    "source_5": field("Source 5"),
}
"""Left unread on purpose: the three columns of logarithms say again what other columns say."""

STATED = (
    "status", "certainty", "single_cluster", "country", "sector", "first_operational_date",
    "is_possible_duplicate", "chip_primary_count", "chip_secondary_count", "chip_count",
    "h100e_count", "max_op_per_s", "performance_8_bit_op_per_s", "performance_16_bit_op_per_s",
    "performance_32_bit_op_per_s", "reported_power_mw", "power_capacity_mw", "reported_cost_usd",
    "hardware_cost_usd",
)
"""What tells records of one name apart. Ranks and shares are Epoch's and move with other rows."""


def parse(data: bytes) -> Parsed:
    """Records of raw.epoch_gpu_clusters; those of one name are told apart by what they state."""
    return read_csv(data, FIELDS, RawEpochGpuClusters, prepare=_identified)


def _identified(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Give each record its key: its name where that is one, else what it states."""
    kept = list(_once(rows))
    uses = Counter(cell(row, "cluster_name") for row in kept if not row.fault)
    rest = [column for column in FIELDS if column not in STATED]
    for row, content, number in told_apart(kept, ("cluster_name", *STATED), rest):
        name = cell(row, "cluster_name")
        is_named = uses[name] == 1 and not name.startswith(ANONYMISED)
        told = {"record_key": name, "stated_content": "", "occurrence": "1"} if is_named else {
            "record_key": f"{name} {digest(content)} {number}",
            "stated_content": content, "occurrence": str(number),
        }
        yield row if row.fault else row.saying(told)


def _once(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Each row once, but those without a name: several clusters hide behind what they state."""
    kept = list(rows)
    named = iter(once((row for row in kept if not _is_hidden(row)), FIELDS))
    for row in kept:
        yield row if _is_hidden(row) else next(named)


def _is_hidden(row: TextRow) -> bool:
    return cell(row, "cluster_name").startswith(ANONYMISED)


SOURCE = Source(
    source_id="epoch_gpu_clusters",
    title="GPU Clusters",
    publisher="Epoch AI",
    url="https://epoch.ai/data/gpu_clusters.csv",
    licence="CC BY 4.0",
    citation="Epoch AI, Data on GPU Clusters, epoch.ai/data/gpu-clusters",
    table=RawEpochGpuClusters,
    is_bundled=True,
    parse=parse,
    register=Register(key=("record_key",), prose=("note", "hardware_note", "quote",
                                                  "certainty_note", "cost_quote"),
                      limits=Limits(changed=0.3, lasting=(*BUILT, *PLACED), onward=(("status", STAGES),),
                                    words=("country", "status", "certainty", "sector"))),
    archive_globs=("epoch_gpu_clusters/gpu_clusters__*.csv",),
)
