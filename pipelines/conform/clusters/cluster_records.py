"""What a record of Epoch AI's cluster table says, in our vocabulary: ids, codes, tiers, precision.

Which source is believed does not belong here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

EPOCH = "epoch_gpu_clusters"
CHIPS = "epoch_ml_hardware"
"""Source whose names of chips the cluster table uses."""
ANONYMISED = "Anonymized"
TIERS = {"Confirmed": "Confident", "Likely": "Likely", "Unlikely": "Speculative"}
STATUSES = {"Existing": "existing", "Planned": "planned", "Decommissioned": "decommissioned"}
SINGLE = {"Yes": "yes", "No": "no", "Unclear": "unclear"}
PERIODS = {r"\d{4}": "year", r"\d{4}-\d{2}": "month", r"Q[1-4] \d{4}": "quarter"}
MEASURES = ("chip_count", "h100e_count", "peak_dense_fp16_flop_per_s", "power_mw",
            "hardware_cost_usd")
PADDED_DAYS = (1, 15)
"""Days of a month on which Epoch puts what it knows to the month."""

Told = dict[str, Any]
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What names of the source stand for, letter for letter."""

    clusters: Mapping[str, str]
    organizations: Mapping[str, str]
    countries: Mapping[str, str]
    chips: Mapping[str, str]


def told_by_epoch(records: pl.DataFrame, names: Names) -> Iterator[Told]:
    """Statements of the table, one per record and attribute that it fills."""
    rows = records.rows(named=True)
    ids = cluster_ids(rows, names.clusters)
    by_name = {slug(row["cluster_name"]): ids[row["record_key"]] for row in rows
               if not row["stated_content"]}
    alike = Counter((row["cluster_name"], row["stated_content"]) for row in rows)
    for row in rows:
        about = {"cluster_id": ids[row["record_key"]], "source_id": row["source_id"],
                 "source_key": row["record_key"], "first_snapshot_id": row["first_snapshot_id"],
                 "citation": None}
        same_count = alike[row["cluster_name"], row["stated_content"]]
        statements = _statements(row, names, by_name)
        statements["same_content_count"] = (same_count, "Name", None)
        for attribute, (value, column, basis) in statements.items():
            reason = "not_found" if value is None and attribute in MEASURES else None
            if value not in (None, []) or reason:
                yield about | {"attribute": attribute, "value": value, "basis": basis,
                               "reason_code": reason,
                               "source_locator": f"{row['source_locator']}, column {column}"}


def cluster_ids(rows: list[dict[str, Any]], aliases: Mapping[str, str]) -> dict[str, str]:
    """The id of each record: the listed cluster's, else a slug of its key under the source's name."""
    uses = Counter(slug(row["record_key"]) for row in rows)
    found = {}
    for row in rows:
        key = row["record_key"]
        plain = slug(key)
        shared = f"-{hashlib.sha256(key.encode()).hexdigest()[:6]}" if uses[plain] > 1 else ""
        found[key] = aliases.get(key, f"epoch-{plain}{shared}")
    return found


def slug(text: str) -> str:
    """Lower-case letters and digits of a name, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def date_precision(day: date, note: str | None) -> str:
    """How exactly a date is known: by the note beside it, which alone can vouch for the day."""
    for pattern, precision in PERIODS.items():
        if re.fullmatch(pattern, note or ""):
            return precision
    is_stated_day = note == day.isoformat() and day.day not in PADDED_DAYS
    return "day" if is_stated_day else "month"


def _statements(
    row: Record, names: Names, by_name: Mapping[str, str]
) -> dict[str, tuple[Any, str, str | None]]:
    """Value, column and basis by attribute."""
    return _identity(row, names) | _relations(row, by_name) | _time(row) | _measures(row, names)


def _identity(row: Record, names: Names) -> dict[str, tuple[Any, str, str | None]]:
    return {
        "cluster_name": (row["cluster_name"], "Name", None),
        "is_anonymised": (row["cluster_name"].startswith(ANONYMISED), "Name", None),
        "owner_organization_ids": (known_in(row["owner"], names.organizations), "Owner", None),
        "user_organization_ids": (known_in(row["users"], names.organizations), "Users", None),
        "site_country_code": (names.countries.get(row["country"]), "Country", None),
        "is_single_site": (SINGLE.get(row["single_cluster"]), "Single cluster?", None),
        "confidence_tier": (TIERS.get(row["certainty"], "Unknown"), "Certainty", None),
    }


def _relations(
    row: Record, by_name: Mapping[str, str]
) -> dict[str, tuple[Any, str, str | None]]:
    duplicates = named_clusters(row["possible_duplicate_of"], by_name)
    later = named_clusters(row["superseded_by"], by_name)
    return {
        "superseded_by_cluster_id": (later[0] if later else None, "Superseded by", None),
        "duplicate_of_cluster_id": (duplicates[0] if duplicates else None,
                                    "Possible Duplicate Of", None),
        "is_possible_duplicate": (row["is_possible_duplicate"], "Possible Duplicate", None),
        "is_in_standard_analysis": (row["is_in_standard_analysis"],
                                    "Include in Standard Analysis", None),
    }


def _time(row: Record) -> dict[str, tuple[Any, str, str | None]]:
    """Status and dates; a date of what is planned is no date of operation."""
    status, day = STATUSES.get(row["status"], "planned"), row["first_operational_date"]
    begins = None if status == "planned" else day
    precision = begins and date_precision(begins, row["first_operational_note"])
    ended = row["decommissioned_text"]
    ends = ended and date.fromisoformat(f"{ended}-01"[:10])
    return {
        "status": (status, "Status", None),
        "first_operational_date": (begins, "First Operational Date", None),
        "first_operational_date_precision": (precision, "First Operational Date Note", None),
        "decommissioned_date": (ends, "Decommissioned Date (if applicable)", None),
    }


def _measures(row: Record, names: Names) -> dict[str, tuple[Any, str, str | None]]:
    counted = "reported" if row["certainty"] == "Confirmed" else "estimated"
    power = "reported" if row["reported_power_mw"] is not None else "estimated"
    cost = "reported" if row["reported_cost_usd"] is not None else "estimated"
    equivalents = row["h100e_count"]
    return {
        "chip_id": (names.chips.get(row["chip_type_primary"]), "Chip type (primary)", None),
        "chip_type": (row["chip_type_primary"], "Chip type (primary)", None),
        "chip_count": (row["chip_count"], "Total number of AI chips", counted),
        "h100e_count": (equivalents, "H100 equivalents", "estimated"),
        "h100e_basis": ("max_op" if equivalents is not None else None, "H100 equivalents", None),
        "peak_dense_fp16_flop_per_s": (row["performance_16_bit_op_per_s"], "16-bit OP/s",
                                       "estimated"),
        "power_mw": (row["power_capacity_mw"], "Power Capacity (MW)", power),
        "hardware_cost_usd": (row["hardware_cost_usd"], "Hardware Cost", cost),
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
