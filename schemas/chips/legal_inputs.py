"""Which columns of a list of hardware say what rules on exports turn on: rates, areas, bandwidths.

What the rules make of them stands in status.
"""

from __future__ import annotations

from schemas import base
from schemas.base import Table
from schemas.columns import unit_of

UNITS = ("flop_per_s", "op_per_s", "mm2", "gb_per_s")
LASTING = ("w", "gb", "mhz", "nm", "bit")
"""What a maker states of a chip once, beside what rules turn on: power, memory, clocks, process, bus."""
MADE = ("manufacturer", "foundry", "hardware_type")
"""Who makes a chip, where, and what kind of thing it is."""
DERIVED = ("_per_w_", "_per_usd_", "max_performance_", "ml_op_")
"""What a list works out itself, and redefines from release to release, no maker states."""


def legal_inputs(table: type[Table]) -> tuple[str, ...]:
    """The columns of a raw table whose revision can change what may be exported."""
    return tuple(column.name for column in base.columns(table)
                 if unit_of(column.name) in UNITS
                 and not any(part in column.name for part in DERIVED))


def lasting(table: type[Table]) -> tuple[str, ...]:
    """The other columns of a raw table that stay with a chip as long as it is the same chip."""
    counted = ("transistor_count", "shading_unit_count", "sm_count", "tensor_core_count", "gpu_count")
    return tuple(column.name for column in base.columns(table)
                 if unit_of(column.name) in LASTING or column.name in (*counted, *MADE))
