"""Building tables like Nix: each under the fingerprint of all that decides it, and only once.

What a release is, and what analysts see, does not belong here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Failure
from warehouse import built as records
from warehouse import corrections, seeds, slices, sql
from warehouse.built import Built, Part
from warehouse.errors import ChipledgerError
from warehouse.fingerprint import digest, engines, modules_hash
from warehouse.models import (
    DateRecipe,
    Model,
    Project,
    PythonRecipe,
    RawRecipe,
    SeedRecipe,
    SqlRecipe,
)
from warehouse.paths import REPOSITORY
from warehouse.register import Folder
from warehouse.snapshots import Sighting, Snapshots
from warehouse.store import Store, get_frame, put_frame


@dataclass(frozen=True)
class Clock:
    """What a build is asked: what was known by a time, and for which day it speaks."""

    known_by: datetime | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Step:
    """What a refresh would do with one table, and why."""

    name: str
    action: str
    reason: str


def inputs(project: Project, model: Model) -> list[str]:
    """What must be built before a model: its reads, and the corrections of raw ones."""
    corrected = any(read.startswith("raw.") for read in model.reads)
    has_corrections = corrections.SEED in project.models
    return [*model.reads, *([corrections.SEED] if corrected and has_corrections else [])]


class _SeenOnce(Snapshots):
    """Snapshots as one build first saw them: none comes between a fingerprint and its table."""

    def __init__(self, snapshots: Snapshots) -> None:
        super().__init__(snapshots.root)
        self._seen: dict[str, list[Sighting]] = {}
        self._vouched: dict[str, set[str]] = {}

    def sightings(self, source_id: str, known_by: datetime | None = None) -> list[Sighting]:
        if source_id not in self._seen:
            self._seen[source_id] = super().sightings(source_id)
        return [s for s in self._seen[source_id] if known_by is None or s.known_at <= known_by]

    def accepted(self, source_id: str) -> set[str]:
        if source_id not in self._vouched:
            self._vouched[source_id] = super().accepted(source_id)
        return self._vouched[source_id]


class Builder:
    """Builds any table of a project for one clock, reusing whatever the store already holds."""

    def __init__(
        self, project: Project, store: Store, snapshots: Snapshots, clock: Clock = Clock(),
        code_root: Path = REPOSITORY,
    ) -> None:
        """Bind a project, and the root of its Python recipes, to a store, snapshots, a clock."""
        self.project, self.store, self.clock, self.code_root = project, store, clock, code_root
        seen = _SeenOnce(snapshots)
        self.folders = {
            name: Folder(store, seen, model.recipe.source)
            for name, model in project.models.items()
            if isinstance(model.recipe, RawRecipe)
        }
        self._known: dict[str, Built] = {}

    @cached_property
    def as_of_date(self) -> date:
        """The day the build speaks of: as asked, else the latest knowledge among its inputs."""
        if self.clock.as_of:
            return self.clock.as_of
        last_day = seeds.known_by_date(self.clock.known_by)
        days = [
            s.known_at.astimezone(UTC).date()
            for folder in self.folders.values()
            for s in folder.sightings(self.clock.known_by)
        ]
        for model in self.project.models.values():
            if isinstance(model.recipe, SeedRecipe):
                days += seeds.knowledge_dates(model.recipe.path)
        return max((d for d in days if last_day is None or d <= last_day), default=date.min)

    def components(self, model: Model) -> dict[str, str]:
        """Everything that decides a table, by name; its inputs must be built."""
        parts = {"engines": engines(), "class": base.validating_hash(model.table)}
        match model.recipe:
            case DateRecipe():
                parts["as of"] = self.as_of_date.isoformat()
            case SeedRecipe(path):
                parts["file"] = self._seed_part(path)
                parts["recipe"] = modules_hash(seeds.__name__)
            case RawRecipe():
                parts |= self.folders[model.name].components(self.clock.known_by)
            case SqlRecipe(text=text):
                parts["recipe"] = sql.sql_hash(text)
            case PythonRecipe(function):
                parts["recipe"] = modules_hash(function.__module__, self.code_root)
        return parts | {read: self.bound(read, model).content_hash for read in model.reads}

    def _seed_part(self, path: Path) -> str:
        last_day = seeds.known_by_date(self.clock.known_by)
        days = [d for d in seeds.knowledge_dates(path) if last_day is None or d <= last_day]
        return digest([path.read_text(encoding="utf-8"), max(days, default=None)])

    def find(self, name: str) -> Built | None:
        """The table as the store holds it for this clock, or None if it is not built."""
        if name not in self._known:
            model = self.project.models[name]
            if any(self.find(read) is None for read in inputs(self.project, model)):
                return None
            found = records.load(self.store, self._fingerprint(model))
            if found is None:
                return None
            self._known[name] = self._judged(found)
        return self._known[name]

    def _judged(self, found: Built) -> Built:
        """A built table by this clock: a table may be empty before the first of its facts was known."""
        is_early = self.clock.known_by is not None
        if is_early and [failure.check for failure in found.failures] == [base.NOT_EMPTY]:
            return replace(found, failures=(), failure_count=0)
        return found

    def _fingerprint(self, model: Model) -> str:
        return digest([model.name, self.components(model)])

    def get(self, name: str) -> Built:
        """The table as the store holds it; raises ChipledgerError when it is not built."""
        found = self.find(name)
        if found is None:
            raise ChipledgerError(f"{name} is not built for these inputs; run `chipledger refresh`")
        return found

    def build(self, name: str) -> tuple[Built, bool]:
        """Build a table unless the store has it; says whether it was built now."""
        model = self.project.models[name]
        for read in inputs(self.project, model):
            if not self.get(read).is_sound:
                raise ChipledgerError(f"{name} is not built: its input {read} failed validation")
        found = self.find(name)
        if found:
            return found, False
        components, started = self.components(model), time.perf_counter()
        made = Built(name, digest([name, components]), components)
        made = self._run(model, made)
        made = replace(
            made, built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - started, 3),
        )
        self._known[name] = self._judged(records.save(self.store, made))
        return self._known[name], True

    def _run(self, model: Model, made: Built) -> Built:
        match model.recipe:
            case DateRecipe():
                return self._stored(model, made, seeds.build_date(self.as_of_date))
            case SeedRecipe(path):
                frame = seeds.read_seed(path, model.table, self.clock.known_by)
                return self._stored(model, made, frame)
            case RawRecipe():
                return self._run_raw(model, made)
            case SqlRecipe(path=path, text=text):
                return self._stored(model, made, self._run_sql(model, text, path))
            case PythonRecipe(function):
                frames = {read: self.bound(read, model).frame(self.store) for read in model.reads}
                return self._stored(model, made, function(frames))

    def _run_raw(self, model: Model, made: Built) -> Built:
        belief = self.folders[model.name].belief(self.clock.known_by)
        outcomes = [{**asdict(o), "sighting": o.sighting.sha256} for o in belief.outcomes]
        for outcome, seen in zip(outcomes, belief.outcomes, strict=True):
            outcome["known_at"] = seen.sighting.known_at.isoformat()
            outcome["snapshot_id"] = seen.sighting.snapshot_id
        notes = {"outcomes": outcomes, "versions_hash": belief.versions_hash}
        found: list[Failure] = []
        for part in belief.parts:
            if part.row_count:
                found += base.failures(model.table, get_frame(self.store, part.content_hash))
        shown, count = records.failures_shown(found)
        return replace(made, parts=belief.parts, failures=shown, failure_count=count, notes=notes)

    def _run_sql(self, model: Model, text: str, path: Path) -> pl.DataFrame:
        con = sql.connect()
        try:
            for read in model.reads:
                sql.create_view(con, read, self.bound(read, model).paths(self.store))
            return sql.query(con, text)
        except Exception as error:
            raise ChipledgerError(f"{path}: {error}") from error
        finally:
            con.close()

    def _stored(self, model: Model, made: Built, frame: pl.DataFrame) -> Built:
        """Hold a frame against its class and store it in key order, sound or not."""
        key = [name for name in base.info(model.table).key if name in frame.columns]
        ordered = frame.sort(key, maintain_order=True) if key else frame
        shown, count = records.failures_shown(base.failures(model.table, ordered))
        part = Part(put_frame(self.store, ordered), ordered.height)
        return replace(made, parts=(part,), failures=shown, failure_count=count)

    def bound(self, read: str, model: Model) -> Built:
        """An input as a model sees it: upstream errors corrected, and only the rows it names."""
        found = self._righted(read)
        keys = model.only.get(read)
        return found if keys is None else slices.sliced(
            self.store, self.project.models[read].table, found, keys)

    def _righted(self, read: str) -> Built:
        """A table with the known upstream errors corrected, if it is a raw one."""
        found = self.get(read)
        recipe = self.project.models[read].recipe
        if not isinstance(recipe, RawRecipe) or corrections.SEED not in self.project.models:
            return found
        listed = self.get(corrections.SEED).frame(self.store)
        listed = listed.filter(pl.col("source_id") == recipe.source.source_id)
        if listed.is_empty():
            return found

        def righted(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Any]]:
            result = corrections.correct(self.project.models[read].table, frame, listed)
            return result.frame, {"statuses": result.statuses}

        about = [modules_hash(corrections.__name__), listed.write_json()]
        return records.derived(self.store, "correct", found, about, righted)

    def plan(self, before: Mapping[str, Mapping[str, str]]) -> list[Step]:
        """What a refresh would do with each table; `before` holds the last release's components."""
        steps: dict[str, Step] = {}
        for name, model in self.project.models.items():
            steps[name] = self._planned(model, before.get(name), steps)
        return list(steps.values())

    def _planned(
        self, model: Model, before: Mapping[str, str] | None, planned: Mapping[str, Step]
    ) -> Step:
        read = inputs(self.project, model)
        unsound = [name for name in read if planned[name].action in ("failed", "blocked")]
        if unsound:
            return Step(model.name, "blocked", f"{', '.join(unsound)} failed validation")
        waiting = [name for name in read if self.find(name) is None]
        if waiting:
            return Step(model.name, "wait", f"for {', '.join(waiting)}")
        found = self.find(model.name)
        if found is None:
            return Step(model.name, "build", _difference(before, self.components(model)))
        if not found.is_sound:
            return Step(model.name, "failed", found.first_failure())
        return Step(model.name, "reuse", "")

    def unsound(self) -> list[Built]:
        """Built tables whose content failed its class."""
        found = (self.find(name) for name in self.project.models)
        return [built for built in found if built is not None and not built.is_sound]


def _difference(before: Mapping[str, str] | None, now: Mapping[str, Any]) -> str:
    """Which components of a fingerprint are not those of the last release."""
    if before is None:
        return "new"
    changed = [name for name, value in now.items() if before.get(name) != value]
    gone = [f"no {name}" for name in before if name not in now]
    return f"changed: {', '.join([*changed, *gone])}" if changed or gone else "not in the store"
