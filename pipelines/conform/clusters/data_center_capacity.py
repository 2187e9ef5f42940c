"""Timelines of frontier data centers with ids, countries and marks of certainty in our vocabulary.

Sites are joined to listed clusters by aliases alone. Forecasts are marked here and never dropped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from pipelines.conform.names import Names, slug
from pipelines.recipe import recipe
from schemas import base
from schemas.clusters.data_center_capacity import CoreDataCenterCapacity
from schemas.words import SITE_MARKS, meant

SITES = "epoch_data_centers"
MARK = re.compile(r"\s*#(\w+)\s*$")
STATED = ("power_mw", "h100e_count", "operational_building_count", "capital_cost_usd")
SAME_FIGURE = 0.01
"""Within this share a figure of a later release is the earlier one, computed anew."""
Row = dict[str, Any]
Foreseen = dict[date, list[float]]


@recipe(
    CoreDataCenterCapacity,
    reads=["seed.data_center_capacity", "seed.cluster_alias", "seed.organization_alias",
           "seed.country_alias", "core.cluster", "raw.epoch_data_centers",
           "raw.epoch_data_center_timelines"],
)
def data_center_capacity(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The latest release's milestones, and bundled rows for sites that it does not hold."""
    milestones = frames["raw.epoch_data_center_timelines"]
    latest = milestones.filter(pl.col("observed_date") == pl.col("observed_date").max())
    foreseen = _foreseen(milestones)
    found = [_published(row, foreseen) for row in latest.iter_rows(named=True)]
    about = _sites(frames)
    known = {_what(row, about) for row in found}
    bundled = frames["seed.data_center_capacity"].iter_rows(named=True)
    found += [_bundled(row) for row in bundled if _what(row, about) not in known]
    columns = base.columns(CoreDataCenterCapacity)
    empty = dict.fromkeys((c.name for c in columns), None)
    rows = [empty | about.get(row["site_id"], {}) | row for row in found]
    frame = pl.DataFrame(rows, schema={c.name: c.dtype for c in columns})
    return frame.sort("site_id", "capacity_date", "occurrence")


def _what(row: Row, about: Mapping[str, Row]) -> str:
    """The cluster that a site is listed as, under whichever of its names; else the site."""
    return str(about.get(row["site_id"], {}).get("cluster_id") or row["site_id"])


def _foreseen(milestones: pl.DataFrame) -> Foreseen:
    """What releases expected of days that were still to come, by day; sites are renamed, days are not."""
    ahead = milestones.filter(pl.col("milestone_date") > pl.col("observed_date"), pl.col("h100e_count") > 0)
    found: Foreseen = {}
    for day, figure in ahead.select("milestone_date", "h100e_count").iter_rows():
        found.setdefault(day, []).append(figure)
    return found


def _published(row: Row, foreseen: Foreseen) -> Row:
    """A milestone; one that repeats what an earlier release expected of that day was not seen since."""
    figure, expected = row["h100e_count"] or 0, foreseen.get(row["milestone_date"], [])
    is_repeated = any(math.isclose(figure, other, rel_tol=SAME_FIGURE) for other in expected)
    told = _told(row)
    return told | {"is_projection": told["is_projection"] or is_repeated}


def _told(row: Row) -> Row:
    return _dated({
        "site_id": slug(row["site_name"]), "site_name": row["site_name"],
        "capacity_date": row["milestone_date"], "occurrence": row["occurrence"],
        "as_stated_date": row["observed_date"], "note": row["construction_status"],
        "status": "operational" if (row["power_mw"] or 0) > 0 else "construction",
        "source_id": row["source_id"], "first_snapshot_id": row["first_snapshot_id"],
        "source_locator": row["source_locator"], **{name: row[name] for name in STATED},
    })


def _bundled(row: Row) -> Row:
    place = f"seed/data_center_capacity.csv, site_id {row['site_id']}"
    kept = {k: v for k, v in row.items() if k not in ("unknown", "citation", "citation_url")}
    return _dated(kept | {"source_id": "seed", "source_locator": place})


def _dated(row: Row) -> Row:
    """A day after the release that states it is a projection."""
    is_projection = row["capacity_date"] > row["as_stated_date"]
    return row | {"is_projection": is_projection, "value_basis": "estimated"}


def _sites(frames: Mapping[str, pl.DataFrame]) -> dict[str, Row]:
    """What is known of each site besides its timeline: from its record, else from its cluster."""
    clusters = {row["cluster_id"]: row for row in frames["core.cluster"].iter_rows(named=True)}
    organizations = Names.of(frames["seed.organization_alias"], "organization_id").used_by(SITES)
    countries = Names.of(frames["seed.country_alias"], "country_code").used_by(SITES)
    listed = Names.of(frames["seed.cluster_alias"], "cluster_id").used_by(SITES)
    found: dict[str, Row] = {}
    for name, cluster_id in listed.items():
        cluster = clusters.get(cluster_id)
        if cluster:
            told = ("site_country_code", "owner_organization_ids", "user_organization_ids")
            found[slug(name)] = {"cluster_id": cluster_id} | {key: cluster[key] for key in told}
    for site in frames["raw.epoch_data_centers"].iter_rows(named=True):
        about = found.setdefault(slug(site["site_name"]), {})
        about.update(_marked(site, organizations))
        about["site_country_code"] = countries.get(site["country"], about.get("site_country_code"))
    return found


def _marked(site: Row, organizations: Mapping[str, str]) -> Row:
    found: Row = {}
    for column, prefix in (("owner", "owner"), ("users", "user")):
        told = [(ids, tier) for name, tier in marked(site[column])
                if (ids := organizations.get(name))]
        found[f"{prefix}_organization_ids"] = [ids for ids, _ in told] or None
        found[f"{prefix}_tier"] = told[0][1] if told else None
    return found


def marked(text: str | None) -> Iterator[tuple[str, str | None]]:
    """Names of a list with the mark behind each: `Oracle #confident` as (Oracle, Confident)."""
    for part in filter(None, (part.strip() for part in (text or "").split(","))):
        mark = MARK.search(part)
        yield MARK.sub("", part), meant(mark[1] if mark else None, SITE_MARKS, unsaid="Unknown")
