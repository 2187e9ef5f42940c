"""What a record of Epoch AI's cluster table says, in our vocabulary: ids, codes, tiers, precision.

Which source is believed does not belong here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from pipelines.conform.facts import SCHEMA, UNSAID, Statement, joined
from pipelines.conform.names import slug
from schemas import base
from schemas.clusters.cluster import CoreCluster
from schemas.words import CLUSTER_CERTAINTY, CLUSTER_SECTOR, CLUSTER_STATUS, SINGLE_CLUSTER, meant

EPOCH = "epoch_gpu_clusters"
CHIPS = "epoch_ml_hardware"
"""Source whose names of chips the cluster table uses."""
COUNT_BASIS = {"Confirmed": "reported", "Likely": "estimated", "Unlikely": "estimated"}
"""How a count of chips is known, by how certain the source is of the cluster."""
ANONYMISED = "Anonymized"
PERIODS = {r"\d{4}": "year", r"\d{4}-\d{2}": "month", r"Q[1-4] \d{4}": "quarter"}
BASIS_OF = {
    "chip_count": "chip_count_basis", "h100e_count": "h100e_count_basis",
    "peak_dense_fp16_flop_per_s": "peak_dense_fp16_basis", "power_mw": "power_basis",
    "hardware_cost_usd": "hardware_cost_basis",
}
"""How a measure is known stands beside it, here as in the bundled register."""
HEADERS = {
    "cluster_name": "Name", "is_anonymised": "Name", "owner_organization_ids": "Owner",
    "user_organization_ids": "Users", "site_country_code": "Country",
    "is_single_site": "Single cluster?", "confidence_tier": "Certainty",
    "superseded_by_cluster_id": "Superseded by", "duplicate_of_cluster_id": "Possible Duplicate Of",
    "is_possible_duplicate": "Possible Duplicate",
    "is_in_standard_analysis": "Include in Standard Analysis", "status": "Status",
    "first_operational_date": "First Operational Date",
    "first_operational_date_precision": "First Operational Date Note",
    "decommissioned_date": "Decommissioned Date (if applicable)",
    "chip_id": "Chip type (primary)", "chip_type": "Chip type (primary)",
    "chip_count": "Total number of AI chips", "h100e_count": "H100 equivalents",
    "h100e_basis": "H100 equivalents", "peak_dense_fp16_flop_per_s": "16-bit OP/s",
    "power_mw": "Power Capacity (MW)", "hardware_cost_usd": "Hardware Cost",
    "same_content_count": "Name", "sector": "Sector",
}
"""The column of the publisher's file that speaks of an attribute."""
MEASURES = ("chip_count", "h100e_count", "peak_dense_fp16_flop_per_s", "power_mw",
            "hardware_cost_usd")
PADDED_DAYS = (1, 15)
"""Days of a month on which Epoch puts what it knows to the month."""

Record = Mapping[str, Any]
Cells = dict[str, object]


@dataclass(frozen=True)
class Meanings:
    """What names of the source stand for, letter for letter."""

    clusters: Mapping[str, str]
    organizations: Mapping[str, str]
    countries: Mapping[str, str]
    chips: Mapping[str, str]


def told_by_epoch(records: pl.DataFrame, names: Meanings) -> pl.DataFrame:
    """The table's records in our vocabulary, with what each of them says of itself."""
    rows = records.rows(named=True)
    ids = cluster_ids(records["record_key"].to_list(), names.clusters)
    by_name = {slug(row["cluster_name"]): ids[row["record_key"]] for row in rows
               if not row["stated_content"]}
    alike = Counter((row["cluster_name"], row["stated_content"]) for row in rows)
    told = [_told(row, names, by_name) | {
        "cluster_id": ids[row["record_key"]], "source_id": row["source_id"],
        "source_key": row["record_key"], "first_snapshot_id": row["first_snapshot_id"],
        "source_locator": row["source_locator"], "citation": None,
        "same_content_count": alike[row["cluster_name"], row["stated_content"]],
    } for row in rows]
    schema = SCHEMA | {c.name: c.dtype for c in base.columns(CoreCluster)}
    return pl.DataFrame([dict.fromkeys(schema) | row for row in told], schema=schema)


def statements(schema: Mapping[str, Any]) -> Sequence[Statement]:
    """How the records speak: a measure that is empty was not found."""
    return [Statement(
        name, header, joined(name) if schema[name] == base.TEXT_LIST else pl.col(name),
        basis=pl.col(BASIS_OF[name]) if name in BASIS_OF else UNSAID,
        reason=pl.lit("not_found") if name in MEASURES else UNSAID,
    ) for name, header in HEADERS.items()]


def cluster_ids(keys: Sequence[str], aliases: Mapping[str, str]) -> dict[str, str]:
    """The id of each record: the listed cluster's, else a slug of its key under the source's name."""
    uses = Counter(map(slug, keys))
    found = {}
    for key in keys:
        plain = slug(key)
        shared = f"-{hashlib.sha256(key.encode()).hexdigest()[:6]}" if uses[plain] > 1 else ""
        found[key] = aliases.get(key, f"epoch-{plain}{shared}")
    return found


def date_precision(day: date, note: str | None) -> str:
    """How exactly a date is known: by the note beside it, which alone can vouch for the day."""
    for pattern, precision in PERIODS.items():
        if re.fullmatch(pattern, note or ""):
            return precision
    is_stated_day = note == day.isoformat() and day.day not in PADDED_DAYS
    return "day" if is_stated_day else "month"


def _told(row: Record, names: Meanings, by_name: Mapping[str, str]) -> Cells:
    return _identity(row, names) | _relations(row, by_name) | _time(row) | _measures(row, names)


def _identity(row: Record, names: Meanings) -> Cells:
    return {
        "cluster_name": row["cluster_name"],
        "is_anonymised": row["cluster_name"].startswith(ANONYMISED),
        "owner_organization_ids": known_in(row["owner"], names.organizations),
        "user_organization_ids": known_in(row["users"], names.organizations),
        "site_country_code": names.countries.get(row["country"]),
        "is_single_site": SINGLE_CLUSTER.get(row["single_cluster"]),
        "sector": CLUSTER_SECTOR.get(row["sector"]),
        "confidence_tier": meant(row["certainty"], CLUSTER_CERTAINTY, unsaid="Unknown"),
    }


def _relations(row: Record, by_name: Mapping[str, str]) -> Cells:
    duplicates = named_clusters(row["possible_duplicate_of"], by_name)
    later = named_clusters(row["superseded_by"], by_name)
    return {
        "superseded_by_cluster_id": later[0] if later else None,
        "duplicate_of_cluster_id": duplicates[0] if duplicates else None,
        "is_possible_duplicate": row["is_possible_duplicate"],
        "is_in_standard_analysis": row["is_in_standard_analysis"],
    }


def _time(row: Record) -> Cells:
    """Status and dates; a date of what is planned, or may be, is no date of operation."""
    status, day = CLUSTER_STATUS.get(row["status"]), row["first_operational_date"]
    begins = None if status in (None, "planned") else day
    return {
        "status": status, "first_operational_date": begins,
        "first_operational_date_precision":
            begins and date_precision(begins, row["first_operational_note"]),
        "decommissioned_date": _day(row["decommissioned_text"]),
    }


def _day(text: str | None) -> date | None:
    """The first day of a stated day or month; none for one that no calendar has."""
    try:
        return date.fromisoformat(f"{text}-01"[:10]) if text else None
    except ValueError:
        return None


def _measures(row: Record, names: Meanings) -> Cells:
    equivalents = row["h100e_count"]
    return {
        "chip_id": names.chips.get(row["chip_type_primary"]),
        "chip_type": row["chip_type_primary"],
        "chip_count": row["chip_count"], "h100e_count": equivalents,
        "h100e_basis": "max_op" if equivalents is not None else None,
        "peak_dense_fp16_flop_per_s": row["performance_16_bit_op_per_s"],
        "power_mw": row["power_capacity_mw"], "hardware_cost_usd": row["hardware_cost_usd"],
        "chip_count_basis": meant(row["certainty"], COUNT_BASIS, unsaid="estimated"),
        "h100e_count_basis": "estimated", "peak_dense_fp16_basis": "estimated",
        "power_basis": "reported" if row["reported_power_mw"] is not None else "estimated",
        "hardware_cost_basis": "reported" if row["reported_cost_usd"] is not None else "estimated",
    }


def known_in(text: str | None, names: Mapping[str, str]) -> list[str]:
    """Ids of the names in a list joined by commas, in order, each once; unknown names give none."""
    parts = [part.strip() for part in (text or "").split(",")]
    return list(dict.fromkeys(names[part] for part in parts if part in names))


def named_clusters(text: str | None, by_name: Mapping[str, str]) -> list[str]:
    """Ids of the clusters a cell names; a name may hold a comma itself, so longer ones go first."""
    parts = (text or "").split(",")
    found: list[str] = []
    while parts:
        for size in range(len(parts), 0, -1):
            known = by_name.get(slug(",".join(parts[:size])))
            if known:
                found.append(known)
                parts = parts[size:]
                break
        else:
            parts = parts[1:]
    return found
