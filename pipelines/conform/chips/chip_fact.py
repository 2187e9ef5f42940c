"""What each source's columns say of a chip, and which source decides which attribute.

A source's record speaks of a chip only if a listed alias says so; nothing is matched by likeness.
How facts become the wide table stands in core/chip.sql.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.conform.facts import (
    CURATED,
    UNSAID,
    Choice,
    Curated,
    Statement,
    curated,
    facts_of,
    first_of,
    ranked,
    with_accepted,
    with_choice,
)
from pipelines.recipe import recipe
from schemas import base
from schemas.chips.chip import SeedChip
from schemas.chips.chip_fact import CoreChipFact

NOT_FACTS = ("chip_id", "unknown", "citation", "citation_url")
REGISTER = Curated(
    "chip_id", tuple(c.name for c in base.columns(SeedChip) if c.name not in NOT_FACTS)
)
EPOCH_ATTRIBUTES = {
    "release_date": "release_date",
    "die_size_mm2": "logic_die_area_mm2",
    "transistor_count": "transistor_count",
    "fp64_flop_per_s": "peak_dense_fp64_flop_per_s",
    "fp32_flop_per_s": "peak_dense_fp32_flop_per_s",
    "tf32_flop_per_s": "peak_dense_tf32_flop_per_s",
    "tensor_fp16_bf16_flop_per_s": "peak_dense_fp16_flop_per_s",
    "fp8_flop_per_s": "peak_dense_fp8_flop_per_s",
    "int8_op_per_s": "peak_dense_int8_op_per_s",
    "fp4_flop_per_s": "peak_dense_fp4_flop_per_s",
    "memory_size_gb": "memory_size_gb",
    "memory_bandwidth_gb_per_s": "memory_bandwidth_gb_per_s",
    "intranode_bandwidth_gb_per_s": "io_bandwidth_gb_per_s",
    "tdp_w": "tdp_w",
}
WIKIPEDIA_ATTRIBUTES = {
    "launch_date": "release_date",
    "die_area_mm2": "logic_die_area_mm2",
    "transistor_count": "transistor_count",
    "memory_bandwidth_gb_per_s": "memory_bandwidth_gb_per_s",
    "tdp_w": "tdp_w",
}
LISTINGS = {
    "raw.epoch_ml_hardware": ("hardware_name", EPOCH_ATTRIBUTES),
    "raw.epoch_chip_dataset": ("hardware_name", EPOCH_ATTRIBUTES),
    "raw.wikipedia_gpu": ("entry_key", WIKIPEDIA_ATTRIBUTES),
}
"""Which column of a raw table names the chip, and which columns speak of which attributes."""
ANY_SOURCE = (CURATED, *(table.removeprefix("raw.") for table in LISTINGS))


def choice_of(attribute: str) -> Choice:
    """Who may decide an attribute, best first.

    Peaks and I/O bandwidth come from the curated register alone: databases do not say of each
    figure whether it is dense, or over which links and in which directions it counts. Nor do they
    say how they know what a maker keeps, so that such a value is believed only where accepted.
    """
    is_curated_only = attribute.startswith("peak_dense_") or attribute == "io_bandwidth_gb_per_s"
    return first_of(CURATED) if is_curated_only else first_of(*ANY_SOURCE, may_guess=False)


@recipe(CoreChipFact, reads=["seed.accepted_fact", "seed.chip", "seed.chip_alias", *LISTINGS])
def chip_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All facts of all sources, with the believed one of each chip and attribute marked."""
    chips = frames["seed.chip"]
    aliases = frames["seed.chip_alias"].join(chips, on="chip_id", how="semi")
    facts = [curated(chips, REGISTER, SeedChip)]
    facts += [_listed(table, frames[table], aliases) for table in LISTINGS]
    choices = {name: choice_of(name) for name in REGISTER.attributes}
    accepted = frames["seed.accepted_fact"].filter(pl.col("table_name") == "core.chip_fact")
    candidates = with_accepted(ranked(pl.concat(facts), choices), "chip_id", accepted)
    return with_choice(candidates, "chip_id", CoreChipFact)


def _listed(table: str, records: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """What a source says of the chips that its aliases name; of records that share a name, the first."""
    key, attributes = LISTINGS[table]
    if "occurrence" in records.columns:
        records = records.filter(pl.col("occurrence") == 1)
    matched = records.join(
        aliases.select("source_id", "alias", "chip_id"),
        left_on=["source_id", key], right_on=["source_id", "alias"], how="inner",
    ).with_columns(source_key=pl.col(key), citation=UNSAID)
    said = [Statement(attribute, column, pl.col(column)) for column, attribute in attributes.items()]
    return facts_of(matched, "chip_id", said)
