"""Epoch AI's older chip data set, an export of its Airtable grid view; no longer published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelines.formats.tabular import amount, checkbox, field, read_csv
from pipelines.source import Source
from schemas.chips.epoch_chip_dataset import RawEpochChipDataset
from schemas.chips.legal_inputs import lasting, legal_inputs
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, TextRow

UNDEFINED = ("0", "NaN", "Infinity")
"""What Airtable's formulas print where the performance or power they divide is not known."""

FIELDS = {
    "hardware_name": field("Hardware name", "Name of the hardware"),
    "manufacturer": field("Manufacturer"),
    "hardware_type": field("Type"),
    "release_date": field("Release date"),
    "release_price_usd": field("Release price (USD)", clean=amount),
    "fp64_flop_per_s": field("FP64 (double precision) performance (FLOP/s)",
                             "FP64 (double precision) Performance (FLOP/s)"),
    "fp32_flop_per_s": field("FP32 (single precision) performance (FLOP/s)",
                             "FP32 (single precision) Performance (FLOP/s)"),
    "fp16_flop_per_s": field("FP16 (half precision) performance (FLOP/s)",
                             "FP16 (half precision) Performance (FLOP/s)"),
    "tf32_flop_per_s": field("TF32 (TensorFloat-32) performance (FLOP/s)",
                             "Tensor Float 32 (TF32)"),
    "tensor_fp16_bf16_flop_per_s": field("Tensor-FP16/BF16 performance (FLOP/s)",
                                         "FP16 Tensor Core"),
    "fp8_flop_per_s": field("FP8 performance (FLOP/s)", optional=True),
    "fp4_flop_per_s": field("FP4 performance (FLOP/s)", optional=True),
    "int16_op_per_s": field("INT16 performance (OP/s)", "INT16 Performance (OP/s)"),
    "int8_op_per_s": field("INT8 performance (OP/s)", "INT8 Performance (OP/s)"),
    "int4_op_per_s": field("INT4 performance (OP/s)", optional=True),
    "performance_op_per_s": field("Performance (TOPS)", scale="1e12", optional=True),
    "operand_length_bit": field("Bit length", optional=True),
    "memory_size_gb": field("Memory size per board (Byte)", scale="1e-9"),
    "memory_bandwidth_gb_per_s": field("Memory bandwidth (byte/s)", "Memory Bandwidth (Byte/s)",
                                       scale="1e-9"),
    "intranode_bandwidth_gb_per_s": field("Intranode bandwidth (byte/s)",
                                          "Intranode bandwidth (Byte/s)",
                                          scale="1e-9", optional=True),
    "internode_bandwidth_gb_per_s": field("Internode bandwidth (bit/s)", scale="0.125e-9",
                                          optional=True),
    "lambda_throughput_per_s_count": field(
        "LambdaLabs FP32 ResNet-50 Pytorch throughput (samples/s)",
        "LambdaLabs FP32 ResNet-50 Pytorch Throughput (samples/s)"),
    "die_size_mm2": field("Die Size (mm^2)"),
    "tdp_w": field("TDP (W)"),
    "base_clock_mhz": field("Base clock (MHz)", "Base Clock (MHz)"),
    "boost_clock_mhz": field("Boost clock (MHz)", "Boost Clock (MHz)"),
    "memory_clock_mhz": field("Memory clock (MHz)", "Memory Clock (MHz)"),
    "memory_bus_bit": field("Memory bus (bit)"),
    "shading_unit_count": field("Shading units"),
    "tmu_count": field("TMUs"),
    "rop_count": field("ROPs"),
    "sm_count": field("SM count"),
    "tensor_core_count": field("Tensor cores"),
    "rt_core_count": field("RT cores"),
    "process_size_nm": field("Process size (nm)", "Process Size (nm)"),
    "foundry": field("Foundry"),
    "transistor_count": field("Number of transistors (millions)",
                              "Number of transistors in million", scale="1e6"),
    "prominent_years": field("Prominent years of usage", "Prominent Years of usage"),
    "google_cloud_price_per_hour_usd": field(
        "Google Cloud pricing ($ per hour) data from 17 dec 2022", clean=amount),
    "datasheet_link": field("Link to datasheet"),
    "price_source": field("Source for the price", "Source for the Price"),
    "ml_models": field("ML models", "ALL ML SYSTEMS"),
    "ml_model_count": field("Number of ML models trained", optional=True),
    "hardware_prices": field("Hardware prices"),
    "is_ml_hardware": field("ML hardware", optional=True, clean=checkbox),
    "is_unverified": field("Unverified", optional=True, clean=checkbox),
    "last_modified_at": field("Last modified", optional=True),
    "max_performance_op_per_s": field("Max performance", optional=True, unknown=UNDEFINED),
    "energy_efficiency_per_w_op_per_s": field("Energy efficiency", optional=True,
                                              unknown=UNDEFINED),
    "energy_efficiency_16_bit_per_w_op_per_s": field("Energy efficiency (16-bit)", optional=True,
                                                     unknown=UNDEFINED),
}
"""Left unread on purpose: `Created by` names persons, `Datasheet` holds links that expire, and
`All ML Systems copy` is a leftover of Epoch's own."""


def parse(data: bytes) -> Parsed:
    """Records of raw.epoch_chip_dataset, in GB where Epoch writes bytes or bits."""
    return read_csv(data, FIELDS, RawEpochChipDataset, prepare=_numbered)


def _numbered(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Number the contents of each name; rows of equal content share a number, as duplicates do."""
    kept = [(row, _content(row)) for row in rows]
    contents: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row, content in kept:
        contents[_name(row)].add(content)
    ordered = {name: sorted(found, key=_fullest) for name, found in contents.items()}
    for row, content in kept:
        found = ordered[_name(row)]
        number, is_shared = found.index(content) + 1, len(found) > 1
        told = {"occurrence": str(number), "is_name_shared": str(is_shared)}
        yield row if row.fault else row.saying(told)


def _name(row: TextRow) -> str:
    return (row.cells.get("hardware_name") or "").strip()


def _content(row: TextRow) -> tuple[str, ...]:
    return tuple([(row.cells.get(column) or "").strip() for column in FIELDS])


def _fullest(content: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """The record that Epoch kept up comes before one that another list's import left behind."""
    return sum(not cell for cell in content), content


SOURCE = Source(
    source_id="epoch_chip_dataset",
    title="Chip dataset (grid view)",
    publisher="Epoch AI",
    url=None,
    licence="CC BY 4.0",
    citation="Epoch AI, Chip dataset, as kept in github.com/epoch-research/training-cost-trends",
    table=RawEpochChipDataset,
    is_bundled=True,
    parse=parse,
    register=Register(
        key=("hardware_name", "occurrence"), prose=("price_source", "datasheet_link"),
        limits=Limits(changed=0.3, emptied=0.7, volatile=("ml_models", "last_modified_at", "hardware_prices"),
                      close=legal_inputs(RawEpochChipDataset), lasting=lasting(RawEpochChipDataset)),
    ),
    archive_globs=("epoch_chip_dataset/chip_dataset_grid_view__*.csv",),
    copies="TechPowerUp",
)
