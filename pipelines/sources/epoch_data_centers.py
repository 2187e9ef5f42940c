"""Epoch AI's frontier data centers: the sites, and what stands there from which day on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.formats.cells import angle
from pipelines.formats.identity import once, told_apart
from pipelines.formats.tabular import field, read_csv
from pipelines.source import Source
from schemas.clusters.epoch_data_center_timelines import RawEpochDataCenterTimelines
from schemas.clusters.epoch_data_centers import RawEpochDataCenters
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, TextRow

SITES = {
    "site_name": field("Handle", "Name"),
    "title": field("Title", "Name"),
    "country": field("Country", optional=True),
    "project": field("Project"),
    "address": field("Address", optional=True),
    "latitude_deg": field("Latitude", optional=True, clean=angle),
    "longitude_deg": field("Longitude", optional=True, clean=angle),
    "owner": field("Owner"),
    "users": field("Users"),
    "investors": field("Investors", optional=True),
    "construction_companies": field("Construction companies", optional=True),
    "energy_companies": field("Energy companies", optional=True),
    "current_h100e_count": field("Current H100 equivalents"),
    "current_power_mw": field("Current power (MW)"),
    "current_capital_cost_usd": field("Current total capital cost (2025 USD billions)",
                                      scale="1e9"),
}
"""Left unread on purpose: the time-lapse pictures, whose addresses expire."""

TIMELINES = {
    "site_name": field("Data center"),
    "milestone_date": field("Date"),
    "construction_status": field("Construction status"),
    "power_mw": field("Power (MW)"),
    "h100e_count": field("H100 equivalents"),
    "operational_building_count": field("Buildings operational"),
    "capital_cost_usd": field("Total capital cost (2025 USD billions)", scale="1e9"),
    "compute_cost_usd": field("Compute cost (2025 USD billions)", scale="1e9"),
    "construction_cost_usd": field("Construction cost (2025 USD billions)", scale="1e9"),
    "performance_8_bit_op_per_s": field("Performance (8-bit OP/s)"),
}
"""Left unread on purpose: areas and the use of water, which few rows state and no table asks for."""


def parse_sites(data: bytes) -> Parsed:
    """Records of raw.epoch_data_centers, with coordinates in degrees and costs in dollars."""
    return read_csv(data, SITES, RawEpochDataCenters)


def parse_timelines(data: bytes) -> Parsed:
    """Records of raw.epoch_data_center_timelines, with costs in dollars."""
    return read_csv(data, TIMELINES, RawEpochDataCenterTimelines, prepare=_numbered)


def _numbered(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Several milestones of one site and day are numbered by what they say."""
    key = ("site_name", "milestone_date")
    rest = [name for name in TIMELINES if name not in key]
    for row, _, number in told_apart(once(rows, TIMELINES), key, rest):
        yield row if row.fault else row.saying({"occurrence": str(number)})


PUBLISHER = "Epoch AI"
LICENCE = "CC BY 4.0"
CITATION = "Epoch AI, Data on Frontier Data Centers, epoch.ai/data/data-centers"

SOURCES = (
    Source(
        source_id="epoch_data_centers",
        title="Frontier Data Centers: sites",
        url="https://epoch.ai/data/data_centers/data_centers.csv",
        table=RawEpochDataCenters,
        is_bundled=True,
        parse=parse_sites,
        register=Register(key=("title",), limits=Limits(lasting=("country", "owner"))),
        archive_globs=("epoch_frontier_data_centers/data_centers__*.csv",),
        publisher=PUBLISHER,
        licence=LICENCE,
        citation=CITATION,
    ),
    Source(
        source_id="epoch_data_center_timelines",
        title="Frontier Data Centers: timelines",
        url="https://epoch.ai/data/data_centers/data_center_timelines.csv",
        table=RawEpochDataCenterTimelines,
        is_bundled=True,
        parse=parse_timelines,
        register=Register(
            key=("site_name", "milestone_date", "occurrence"), prose=("construction_status",),
            limits=Limits(added=3.0)),
        archive_globs=("epoch_frontier_data_centers/data_center_timelines__*.csv",),
        kind="observations",
        publisher=PUBLISHER,
        licence=LICENCE,
        citation=CITATION,
    ),
)
