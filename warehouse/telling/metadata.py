"""The meta tables that say how a release came about: sources, snapshots, rejected rows, versions.

What columns mean stands in dictionary.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import polars as pl

from schemas import base
from warehouse.building import corrections
from warehouse.building.build import Builder
from warehouse.building.checks import CheckResult
from warehouse.describing.dictionary import frame_of
from warehouse.folding import held_cell, unread
from warehouse.folding.bundled import BASIS
from warehouse.folding.raw_source import RawSource
from warehouse.project.marking import CONSTANTS
from warehouse.project.models import RawRecipe
from warehouse.project.subjects import SET_ASIDE
from warehouse.storage.built import Built
from warehouse.storage.snapshots import Sighting
from warehouse.storage.store import get_frame
from warehouse.telling import answers, unmatched
from warehouse.telling.decisions import decisions

SEED_SOURCE = "seed"
SAID_OF_A_ROW = ("source_id", "snapshot_id", "source_locator", "column_name", "value", "check_name")
FOLDED = "folded"


class Metadata:
    """Builds the run-describing meta tables of one release."""

    def __init__(
        self, builder: Builder, release_id: str, created_at: datetime, published: Sequence[str]
    ) -> None:
        """Bind to the builder whose tables the release holds."""
        self.builder, self.release_id = builder, release_id
        self.created_at, self.published = created_at, set(published)
        self.classes = base.registered()

    def frames(self, checks: Sequence[CheckResult]) -> dict[str, pl.DataFrame]:
        """All of these tables, by name."""
        rows = {
            "meta.source": self._sources(),
            "meta.snapshot": self._snapshots(),
            "meta.release": self._release(),
            "meta.table_version": self._table_versions(),
            "meta.rejected_row": self._rejected_rows(),
            "meta.set_aside_row": self._set_aside_rows(),
            "meta.unread_field": self._over_time(unread.fields_of),
            "meta.unmapped_word": self._over_time(unread.words_of),
            "meta.correction": self._corrections(),
            "meta.check_result": chain(_check_results(checks), self._row_check_results()),
            "meta.decision": decisions(self.builder.bindings.snapshots),
            "meta.answer": answers.declared(self.builder),
            "meta.left_out": answers.left_out(self.builder),
            "meta.unmatched_name": unmatched.names(self.builder),
        }
        return {name: frame_of(self.classes[name], list(found)) for name, found in rows.items()}

    def _raw(self) -> Iterator[tuple[RawSource, Built]]:
        for name, model in self.builder.project.models.items():
            if isinstance(model.recipe, RawRecipe):
                yield model.recipe.source, self.builder.get(name)

    def _folded(self, name: str, built: Built) -> list[Sighting]:
        seen = self.builder.folders[name].sightings(self.builder.clock.known_by)
        outcomes = built.notes["outcomes"]
        return [s for s, o in zip(seen, outcomes, strict=True) if o["status"] == FOLDED]

    def _sources(self) -> Iterator[tuple[Any, ...]]:
        for source, built in self._raw():
            about = source.about()
            folded = self._folded(built.name, built)
            yield (
                source.source_id, about["title"], about["publisher"], about["url"],
                about["licence"], about["citation"], about["cadence_days"],
                about["knowledge_rule"], source.kind, ", ".join(source.register.coverage) or "all",
                built.name, len(folded), sum(s.known_basis == BASIS for s in folded),
                list(source.register.prose), max((s.known_at for s in folded), default=None),
            )

    def _snapshots(self) -> Iterator[tuple[Any, ...]]:
        for source, built in self._raw():
            seen = self.builder.folders[built.name].sightings(self.builder.clock.known_by)
            numbers: dict[datetime, int] = {}
            for sighting, outcome in zip(seen, built.notes["outcomes"], strict=True):
                number = numbers[sighting.known_at] = numbers.get(sighting.known_at, 0) + 1
                yield (
                    source.source_id, sighting.known_at, number, sighting.snapshot_id,
                    sighting.known_basis, sighting.retrieved_at, sighting.url, outcome["status"],
                    outcome["message"] or None, outcome["row_count"],
                    outcome["rejected_row_count"], outcome["added"], outcome["changed"],
                    outcome["removed"], list(outcome["unread"]),
                )

    def _over_time(self, counted: Callable[[unread.Told], unread.Counts]) -> Iterator[tuple[Any, ...]]:
        for source, built in self._raw():
            yield from unread.over_time(source.source_id, built.notes["outcomes"], counted)

    def _release(self) -> Iterator[tuple[Any, ...]]:
        about = (self.builder.as_of_date, self.builder.clock.known_by, self.created_at)
        yield (self.release_id, SEED_SOURCE, *about, None, 0)
        for source, built in self._raw():
            folded = self._folded(built.name, built)
            latest = max((s.known_at for s in folded), default=None)
            yield (self.release_id, source.source_id, *about, latest, len(folded))

    def _table_versions(self) -> Iterator[tuple[Any, ...]]:
        for name, model in self.builder.project.models.items():
            built = self.builder.get(name)
            yield (
                name, model.layer, name in self.published, built.row_count, built.content_hash,
                built.fingerprint, list(model.reads), list(model.only.get(CONSTANTS, ())),
                datetime.fromisoformat(built.built_at), built.seconds,
            )

    def _rejected_rows(self) -> Iterator[tuple[Any, ...]]:
        for source, built in self._raw():
            hashes = {o["snapshot_id"]: o["rejected_hash"] for o in built.notes["outcomes"]
                      if o["rejected_row_count"]}
            for snapshot_id, rejected in hashes.items():
                rows = get_frame(self.builder.store, rejected).unique(maintain_order=True)
                for row in rows.select("row_number", "column_name", "value", "check_name").iter_rows():
                    yield (source.source_id, snapshot_id, *row)

    def _set_aside_rows(self) -> Iterator[tuple[Any, ...]]:
        for source, built in self._raw():
            hashes = {o["snapshot_id"]: o["set_aside_hash"] for o in built.notes["outcomes"]
                      if o["set_aside_row_count"]}
            for snapshot_id, emptied in hashes.items():
                rows = get_frame(self.builder.store, emptied).unique(maintain_order=True)
                for number, column, value, check in rows.iter_rows():
                    yield (source.source_id, snapshot_id, f"row {number}", column, value, check, None)
            for outcome in built.notes["outcomes"]:
                for said in held_cell.told(outcome["cells"]):
                    yield (source.source_id, outcome["snapshot_id"], *said.values(), None)
            for said in built.notes["set_aside"]:
                yield (source.source_id, said["snapshot_id"], said["source_locator"], "",
                       said["value"], said["check_name"], said["reason"])
        told: dict[tuple[str, ...], tuple[Any, ...]] = {}
        for check, notes in self.builder.bindings.rulings():
            for said in notes["set_aside"]:
                if said["check_name"] == check.name:
                    row = tuple(said[name] for name in SAID_OF_A_ROW)
                    told.setdefault((*row[:4], check.name), (*row, None))
        yield from told.values()

    def _row_check_results(self) -> Iterator[tuple[Any, ...]]:
        accepted = self.builder.bindings.accepted
        for check, notes in self.builder.bindings.rulings():
            gone = [said["value"] for said in notes["set_aside"] if said["check_name"] == check.name]
            yield (check.name, SET_ASIDE, check.header.get("description", check.name), len(gone),
                   min(gone, default=None), accepted.get((check.name, notes["findings"][check.name])))

    def _corrections(self) -> Iterator[tuple[Any, ...]]:
        if corrections.SEED not in self.builder.project.models:
            return
        statuses = self._correction_statuses()
        built = self.builder.get(corrections.SEED)
        for part in built.parts:
            for row in get_frame(self.builder.store, part.content_hash).iter_rows():
                yield (*row, statuses.get(row[:3], "unused"))

    def _correction_statuses(self) -> dict[tuple[str, ...], str]:
        found: dict[tuple[str, ...], str] = {}
        for model in self.builder.project.models.values():
            for read in model.reads:
                recipe = self.builder.project.models[read].recipe
                if isinstance(recipe, RawRecipe):
                    notes = self.builder.bound(read, model).found.notes
                    for status in notes.get("statuses", ()):
                        key = (recipe.source.source_id, status["record_key"], status["column_name"])
                        found[key] = status["status"]
        return found


def _check_results(checks: Sequence[CheckResult]) -> Iterator[tuple[Any, ...]]:
    for check in checks:
        first = check.first_failure() if check.failure_count else None
        yield (check.name, check.severity, check.description, check.failure_count, first,
               check.accepted_because)
