"""Epoch AI's machine-learning hardware table, one row per named chip or board."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import replace

from pipelines.formats.tabular import amount, field, read_csv
from pipelines.source import Source
from schemas.chips.epoch_ml_hardware import RawEpochMlHardware
from schemas.chips.legal_inputs import lasting, legal_inputs
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed

UNDEFINED = ("inf", "0")
"""What Epoch's derived columns print where the quotient's price, power or rate is not known."""

FIELDS = {
    "hardware_name": field("Hardware name", "Name of the hardware"),
    "manufacturer": field("Manufacturer"),
    "hardware_type": field("Type"),
    "notes": field("Notes", optional=True),
    "release_date": field("Release date"),
    "release_price_usd": field("Release price (USD)", clean=amount),
    "fp64_flop_per_s": field("FP64 (double precision) performance (FLOP/s)"),
    "fp32_flop_per_s": field("FP32 (single precision) performance (FLOP/s)"),
    "fp16_flop_per_s": field("FP16 (half precision) performance (FLOP/s)"),
    "tf32_flop_per_s": field("TF32 (TensorFloat-32) performance (FLOP/s)"),
    "tensor_fp16_bf16_flop_per_s": field("Tensor-FP16/BF16 performance (FLOP/s)",
                                         "Tensor-FP16 performance (FLOP/s)"),
    "fp8_flop_per_s": field("FP8 performance (FLOP/s)"),
    "fp4_flop_per_s": field("FP4 performance (FLOP/s)"),
    "int16_op_per_s": field("INT16 performance (OP/s)"),
    "int8_op_per_s": field("INT8 performance (OP/s)"),
    "int4_op_per_s": field("INT4 performance (OP/s)", "INT4/FP4 performance (OP/s)"),
    "memory_size_gb": field("Memory (bytes)", "Memory size per board (Byte)", scale="1e-9"),
    "memory_bandwidth_gb_per_s": field("Memory bandwidth (byte/s)", scale="1e-9"),
    "intranode_bandwidth_gb_per_s": field("Intranode bandwidth (byte/s)", scale="1e-9"),
    "internode_bandwidth_gb_per_s": field("Internode bandwidth (bit/s)", scale="0.125e-9"),
    "die_size_mm2": field("Die Size (mm^2)"),
    "tdp_w": field("TDP (W)"),
    "base_clock_mhz": field("Base clock (MHz)"),
    "boost_clock_mhz": field("Boost clock (MHz)"),
    "memory_clock_mhz": field("Memory clock (MHz)"),
    "memory_bus_bit": field("Memory bus (bit)"),
    "tensor_core_count": field("Tensor cores"),
    "process_size_nm": field("Process size (nm)"),
    "foundry": field("Foundry"),
    "transistor_count": field("Transistors (millions)", "Number of transistors (millions)",
                              scale="1e6"),
    "datasheet_link": field("Link to datasheet"),
    "price_source": field("Source for the price"),
    "ml_models": field("ML models"),
    "last_modified_at": field("Last modified"),
    "max_performance_op_per_s": field("Max performance", unknown=UNDEFINED),
    "energy_efficiency_per_w_op_per_s": field("Energy efficiency", unknown=UNDEFINED),
    "total_processing_performance_bit_op_per_s": field("Total processing performance (bit-OP/s)"),
    "price_performance_per_usd_op_per_s": field("Price-performance", unknown=UNDEFINED),
    "ml_op_per_s": field("ML OP/s", unknown=UNDEFINED),
}

LATER = (
    "fp8_flop_per_s", "fp4_flop_per_s", "max_performance_op_per_s",
    "energy_efficiency_per_w_op_per_s", "total_processing_performance_bit_op_per_s",
    "price_performance_per_usd_op_per_s", "ml_op_per_s",
)
"""Columns that Epoch added after 2024: a later release without one of them is refused."""

FIELDS_OF_2024 = FIELDS | {name: replace(FIELDS[name], is_optional=True) for name in LATER}


def parse(data: bytes) -> Parsed:
    """Records of raw.epoch_ml_hardware, in GB where Epoch writes bytes or bits."""
    is_of_2024 = data.removeprefix(BOM_UTF8).startswith(b"Name of the hardware,")
    return read_csv(data, FIELDS_OF_2024 if is_of_2024 else FIELDS, RawEpochMlHardware)


SOURCE = Source(
    source_id="epoch_ml_hardware",
    title="Machine Learning Hardware",
    publisher="Epoch AI",
    url="https://epoch.ai/data/ml_hardware.csv",
    licence="CC BY 4.0",
    citation="Epoch AI, Data on Machine Learning Hardware, epoch.ai/data/machine-learning-hardware",
    table=RawEpochMlHardware,
    is_bundled=True,
    parse=parse,
    register=Register(
        key=("hardware_name",), prose=("notes", "price_source", "datasheet_link"),
        limits=Limits(changed=0.3, volatile=("ml_models", "last_modified_at"),
                      close=legal_inputs(RawEpochMlHardware), lasting=lasting(RawEpochMlHardware)),
    ),
    archive_globs=(
        "epoch_ml_hardware/ml_hardware__*.csv",
        "epoch_chip_dataset/chip_dataset_ml_hardware__*.csv",
    ),
    copies="TechPowerUp",
)
