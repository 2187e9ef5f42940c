"""Which reader a header of Wikipedia's GPU tables asks for. What readers do does not belong here."""

from __future__ import annotations

import re
from functools import cache

from pipelines.sources.wikipedia_gpu.cells import (
    Reader,
    bus,
    core,
    last_number,
    launch,
    memory,
    number,
    price,
    process,
    split,
    text,
    transistors,
    width,
)
from pipelines.sources.wikipedia_gpu.rates import rate, tensor, tensor_int8

FLOPS = r"Processing power \(?[GT]FLOPS\)?"
NOTE = r"( precision)?( \((base|boost|FMA|MAD or FMA)\))?"
RULES: tuple[tuple[str, Reader], ...] = (
    (r"Vendor", text("vendor")),
    (r"Model( name)?( \(Architecture\))?", text("model_name")),
    (r"Model \(Code ?name\)", split("model_name", "code_name")),
    (r"Code name \(console model\)", split("code_name", "model_name")),
    (r"Branding and Model", text("brand_name")),
    (r"Branding and Model Branding and Model\.1", text("brand_model_name")),
    (r"Code ?name(\(s\))?|Graphics core|GPU code name.*", text("code_name")),
    (r"Core", core),
    (r"Release Date & Price", launch),
    (r"Launch|Release date", launch),
    (r"Release price( \(USD\))?( MSRP)?|MSRP \(USD\)", price),
    (r"Release price \(USD\) Founders Edition", price),
    (r"Fab \(nm\)|Process", process),
    (r"Architecture( &)? \(?Fab\)?", process),
    (r"Transistors( \(million\))?( &)? Die size( \(mm2?\))?", transistors),
    (r"Transistors \((million|billion)\)", number("transistor_count")),
    (r"Transistors", number("transistor_mantissa")),
    (r"Die size( \(mm2?\))?", number("die_area_mm2")),
    (r"Memory( configuration)?( Size)?( \([KMG]i?B\))?", memory),
    (r"(Shared )?Memory Bus type & width( \(bit\))?", bus),
    (r"(Shared )?Memory (configuration )?(Bus |RAM |DRAM )?type", text("memory_type")),
    (r"(Shared )?Memory (configuration )?Bus width( \(bit\))?", width),
    (r"(Shared )?Memory (configuration )?Bandwidth( \(GB/s\))?",
     number("memory_bandwidth_gb_per_s", "high")),
    (r"TDP( /idle)?( \(W(atts)?\))?( Max\.?)?", number("tdp_w", "high")),
    (r"TDP \(W\) Idle Max", last_number("tdp_w")),
    (r"TBP( \(W\))?", number("tdp_w", "high")),
    (rf"{FLOPS} Double{NOTE}", rate("fp64")),
    (rf"{FLOPS}( Single{NOTE})?|Performance \([MGT]?FLOPS( FP32)?\)", rate("fp32")),
    (rf"{FLOPS} Half{NOTE}", rate("fp16")),
    (rf"{FLOPS} Bfloat16", number("peak_bf16_flop_per_s")),
    (rf"{FLOPS} Tensor compute \(?FP16\)?.*|{FLOPS} Half precision Tensor Core.*", tensor("fp16")),
    (rf"{FLOPS} Tensor compute \(?FP4\)?.*", tensor("fp4")),
    (r".*TOPS \(?INT8\)?", tensor_int8),
)
"""Headers, without what they repeat, and what their cells say; the first match wins, and of two
cells for one column the one whose rule stands first."""


@cache
def rule_of(header: str) -> int | None:
    """The place in RULES of the rule a header falls under; repeats in a header count once."""
    plain = re.sub(r"(.+?)(?: \1)+$", r"\1", header)
    places = (i for i, (p, _) in enumerate(RULES) if re.fullmatch(p, plain, re.I))
    return next(places, None)
