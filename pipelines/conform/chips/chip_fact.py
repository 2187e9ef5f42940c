"""Every statement about a chip, by source, and which of them is believed.

A source's record speaks of a chip only if a listed alias says so; nothing is matched by likeness.
How facts become the wide table stands in core/chip.sql.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from pipelines.recipe import recipe
from schemas import base
from schemas.chips.chip import SeedChip
from schemas.chips.chip_fact import CoreChipFact
from schemas.columns import measure_name
from warehouse.seeds import reasons_of

CURATED = "seed"
ANY_SOURCE = (CURATED, "epoch_ml_hardware", "epoch_chip_dataset", "wikipedia_gpu")
FINAL_REASONS = ("not_supported", "not_applicable")
"""Reasons that are knowledge, not the lack of it: no other source may fill the cell."""

NOT_FACTS = ("chip_id", "unknown", "citation", "citation_url")
Fact = dict[str, Any]


@dataclass(frozen=True)
class Listing:
    """Which columns of a raw table speak of which attributes of a chip."""

    table_name: str
    key_column: str
    attributes: Mapping[str, str]


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

LISTINGS = (
    Listing("raw.epoch_ml_hardware", "hardware_name", EPOCH_ATTRIBUTES),
    Listing("raw.epoch_chip_dataset", "hardware_name", EPOCH_ATTRIBUTES),
    Listing("raw.wikipedia_gpu", "entry_key", WIKIPEDIA_ATTRIBUTES),
)


def allowed_sources(attribute: str) -> tuple[str, ...]:
    """Who may decide an attribute, best first.

    Peaks and I/O bandwidth come from the curated register alone: databases do not say of each
    figure whether it is dense, or over which links and in which directions it counts.
    """
    is_curated_only = attribute.startswith("peak_dense_") or attribute == "io_bandwidth_gb_per_s"
    return (CURATED,) if is_curated_only else ANY_SOURCE


@recipe(
    CoreChipFact,
    reads=["seed.chip", "seed.chip_alias", *(listing.table_name for listing in LISTINGS)],
)
def chip_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All facts of all sources, with the believed one of each chip and attribute marked."""
    facts = list(_curated(frames["seed.chip"]))
    chips = set(frames["seed.chip"]["chip_id"])
    aliases = frames["seed.chip_alias"].filter(pl.col("chip_id").is_in(chips))
    for listing in LISTINGS:
        facts += _listed(listing, frames[listing.table_name], aliases)
    columns = base.columns(CoreChipFact)
    return pl.DataFrame(list(_with_choice(facts)), schema={c.name: c.dtype for c in columns})


def _curated(chips: pl.DataFrame) -> Iterator[Fact]:
    """The bundled register: a fact for each value, and for each stated reason to have none."""
    attributes = [c.name for c in base.columns(SeedChip) if c.name not in NOT_FACTS]
    for chip in chips.iter_rows(named=True):
        reasons = reasons_of(chip["unknown"])
        for attribute in attributes:
            reason = reasons.get(measure_name(attribute))
            if chip[attribute] is not None or reason:
                place = f"seed/chip.csv, chip_id {chip['chip_id']}, column {attribute}"
                fact = _fact(chip["chip_id"], attribute, chip[attribute], reason)
                yield fact | {
                    "source_id": CURATED, "source_key": chip["chip_id"],
                    "first_snapshot_id": None, "source_locator": place,
                    "citation": f"{chip['citation']}, {chip['citation_url']}",
                }


def _listed(listing: Listing, records: pl.DataFrame, aliases: pl.DataFrame) -> Iterator[Fact]:
    """What a source says of the chips that its aliases name; of records that share a name, the first."""
    if "occurrence" in records.columns:
        records = records.filter(pl.col("occurrence") == 1)
    matched = records.join(
        aliases.select("source_id", "alias", "chip_id"),
        left_on=["source_id", listing.key_column], right_on=["source_id", "alias"], how="inner",
    )
    for record in matched.iter_rows(named=True):
        for column, attribute in listing.attributes.items():
            if record[column] is not None:
                yield _fact(record["chip_id"], attribute, record[column], None) | {
                    "source_id": record["source_id"], "source_key": record[listing.key_column],
                    "first_snapshot_id": record["first_snapshot_id"],
                    "source_locator": f"{record['source_locator']}, column {column}",
                    "citation": None,
                }


def _fact(chip_id: str, attribute: str, value: Any, reason: str | None) -> Fact:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return {
        "chip_id": chip_id, "attribute": attribute, "value": _as_text(value),
        "value_number": float(value) if is_number else None,
        "reason_code": reason if value is None else None,
    }


def _as_text(value: Any) -> str | None:
    """A value as SQL casts it back: ISO dates, true and false, shortest exact numbers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _with_choice(facts: list[Fact]) -> Iterator[Fact]:
    """Mark one fact per chip and attribute as believed."""
    def subject(fact: Fact) -> tuple[str, str]:
        return fact["chip_id"], fact["attribute"]

    ordered = sorted(facts, key=lambda f: (*subject(f), f["source_id"], f["source_key"]))
    for (_, attribute), group in groupby(ordered, key=subject):
        candidates = list(group)
        order = allowed_sources(attribute)
        chosen = _chosen(candidates, order)
        rule = f"first of {', '.join(order)}" if len(order) > 1 else "curated register only"
        for fact in candidates:
            is_chosen = fact is chosen
            yield fact | {"is_chosen": is_chosen, "chosen_by_rule": rule if is_chosen else None}


def _chosen(candidates: list[Fact], order: tuple[str, ...]) -> Fact | None:
    """The best source's value; a reason that settles the matter beats values of other sources."""
    allowed = [f for f in candidates if f["source_id"] in order]
    settled = [f for f in allowed if f["reason_code"] in FINAL_REASONS]
    known = [f for f in allowed if f["value"] is not None]
    best = sorted(settled or known or allowed, key=lambda f: (order.index(f["source_id"]), f["source_key"]))
    return best[0] if best else None
