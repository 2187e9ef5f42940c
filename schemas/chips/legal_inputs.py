"""Which columns of a list of hardware say what rules on exports turn on: rates, areas, bandwidths.

What the rules make of them stands in status.
"""

from __future__ import annotations

from schemas import base
from schemas.base import Table
from schemas.columns import unit_of

UNITS = ("flop_per_s", "op_per_s", "mm2", "gb_per_s")
DERIVED = ("_per_w_", "_per_usd_", "max_performance_", "ml_op_")
"""What a list works out itself, and redefines from release to release, no maker states."""


def legal_inputs(table: type[Table]) -> tuple[str, ...]:
    """The columns of a raw table whose revision can change what may be exported."""
    return tuple(column.name for column in base.columns(table)
                 if unit_of(column.name) in UNITS
                 and not any(part in column.name for part in DERIVED))
