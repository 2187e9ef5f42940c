"""What clusters are ranked by."""

from __future__ import annotations

MEASURES = ["chip_count", "h100e_count", "dense_fp16", "power"]


MEASURE = ("What is measured: accelerators, H100 equivalents, dense 16-bit FLOP/s, or power of the "
           "site in MW")
