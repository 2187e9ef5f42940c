"""What model versions score on each scale, bundled and from databases, and which source is believed.

Metrics over scores do not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.conform.names import Names, Registers
from pipelines.recipe import recipe
from schemas import base
from schemas.benchmarks.benchmark_score import CoreBenchmarkScore

CURATED = "seed"
INDICES = ("raw.epoch_capabilities_index", "raw.epoch_capabilities_index_copy")
RUNS = {
    "raw.epoch_gpqa_diamond": "gpqa_diamond",
    "raw.epoch_frontiermath": "frontiermath",
    "raw.epoch_swe_bench_verified": "swe_bench_verified",
    "raw.epoch_simpleqa_verified": "simpleqa_verified",
    "raw.epoch_chess_puzzles": "chess_puzzles",
}
METR = "raw.epoch_metr_time_horizon"
ORDER = ("epoch_capabilities_index", "epoch_capabilities_index_copy")
"""Sources of one scale, the believed one in front; what is not named comes next, `seed` last."""

THINKS = re.compile(
    r"_(?:\d+K|minimal|low|medium|high|xhigh|max)$|thinking|reasoner|^o[134]\b", re.IGNORECASE)
DOES_NOT = re.compile(r"_none$", re.IGNORECASE)
"""How Epoch marks a version's effort or budget of thinking; no mark says nothing."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Register:
    """What versions, models and developers are called, and which models there are."""

    of_versions: Mapping[str, str]
    known: Names
    registers: Registers
    models: frozenset[str]
    cannot_reason: frozenset[str]

    def thinks(self, version: str, model_id: str | None) -> bool | None:
        """Whether a version spent thinking tokens; None where neither mark nor list says."""
        if DOES_NOT.search(version) or model_id in self.cannot_reason:
            return False
        return True if THINKS.search(version) else None

    def model_id(self, source_id: str, version: str) -> str | None:
        """The model of a version: by alias, by the index's own column, else by its slug."""
        alias = self.known.meant(source_id, version)
        name = self.of_versions.get(version)
        found = alias or self.known.id_of(source_id, name or version)
        return found if found in self.models else None

    def developer(self, row: Row) -> tuple[str | None, str | None, str | None]:
        """First developer, its country and that of its parent."""
        names, countries = row["organization_names"] or [], row["country_names"] or []
        if not names:
            return None, None, None
        who = self.registers.developers(row["source_id"], names[:1], countries[:1])
        first = who.organization_ids[0] if who.organization_ids else None
        return first, _first(who.country_codes), _first(who.parent_country_codes)


def _first(values: tuple[str, ...]) -> str | None:
    return values[0] if values else None


@recipe(
    CoreBenchmarkScore,
    reads=["seed.benchmark_score", "seed.model_alias", "seed.model_reasoning", "seed.organization",
           "seed.organization_alias", "seed.country_alias", "core.model_release", *INDICES, *RUNS, METR],
)
def benchmark_score(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The best score of each version on each scale, by source, with the believed source marked."""
    names = _names(frames)
    rows = [*_curated(frames["seed.benchmark_score"])]
    for table in INDICES:
        rows += _scored(frames[table], "eci", "score", names)
    for table, scale in RUNS.items():
        rows += _scored(frames[table], scale, "best_score_share", names,
                        error="standard_error_share")
    minutes = "time_horizon_minute_count"
    rows += _scored(frames[METR], "metr_time_horizon", minutes, names,
                    low=f"{minutes}_low", high=f"{minutes}_high")
    schema = {c.name: c.dtype for c in base.columns(CoreBenchmarkScore)}
    return _with_choice(_with_reasoning(pl.DataFrame(rows, schema=schema)))


def _names(frames: Mapping[str, pl.DataFrame]) -> Register:
    of_versions: dict[str, str] = {}
    for table in INDICES:
        listed = frames[table].filter(pl.col("model_name").is_not_null())
        for version, name in listed.select("model_version", "model_name").iter_rows():
            of_versions.setdefault(version, name)
    return Register(
        of_versions, Names.of(frames["seed.model_alias"], "model_id"), Registers.of(frames),
        frozenset(frames["core.model_release"]["model_id"]),
        frozenset(frames["seed.model_reasoning"].filter(~pl.col("can_reason"))["model_id"]),
    )


def _curated(scores: pl.DataFrame) -> Iterator[dict[str, object]]:
    for row in scores.iter_rows(named=True):
        place = f"scale_id {row['scale_id']}, model_version {row['model_version']}"
        stated = {name: value for name, value in row.items() if not name.startswith("citation")}
        yield stated | {
            "is_chosen": False, "source_id": CURATED, "first_snapshot_id": None,
            "source_locator": f"seed/benchmark_score.csv, {place}",
        }


def _scored(
    records: pl.DataFrame, scale_id: str, score: str, names: Register, *,
    low: str | None = None, high: str | None = None, error: str | None = None,
) -> Iterator[dict[str, object]]:
    """A source's scored versions; those without a score are left out."""
    for row in records.filter(pl.col(score).is_not_null()).iter_rows(named=True):
        version = row["model_version"]
        organization, country, parent = names.developer(row)
        model_id = names.model_id(row["source_id"], version)
        yield {
            "scale_id": scale_id, "model_version": version, "model_id": model_id,
            "country_code": country, "parent_country_code": parent,
            "organization_id": organization, "release_date": row["release_date"],
            "score": row[score], "score_low": row[low] if low else None,
            "score_high": row[high] if high else None,
            "score_standard_error": row[error] if error else None,
            "is_reasoning_model": names.thinks(version, model_id), "is_chosen": False,
            "source_id": row["source_id"], "first_snapshot_id": row["first_snapshot_id"],
            "source_locator": f"{row['source_locator']}, column {score}",
        }


def _with_reasoning(scores: pl.DataFrame) -> pl.DataFrame:
    """What was released before the first version known to reason did not; of others it stays open."""
    first = scores.filter(pl.col("is_reasoning_model"))["release_date"].min()
    is_earlier = pl.col("release_date") < (pl.lit(first, dtype=pl.Date))
    return scores.with_columns(is_reasoning_model=pl.coalesce(
        "is_reasoning_model", pl.when(is_earlier).then(pl.lit(value=False))))


def _with_choice(scores: pl.DataFrame) -> pl.DataFrame:
    """Believe one source per scale, since a refitted scale does not compare with an older fit."""
    places = {source: place for place, source in enumerate(ORDER)} | {CURATED: len(ORDER) + 1}
    place = pl.col("source_id").replace_strict(places, default=len(ORDER), return_dtype=pl.Int64)
    best = place.min().over("scale_id")
    return scores.with_columns(is_chosen=place == best).sort("scale_id", "model_version", "source_id")
