"""Building tables like Nix: each under the fingerprint of all that decides it, and only once.

What a release is, and what analysts see, does not belong here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from schemas import base
from schemas.base import faults
from warehouse.building import by_key, corrections, row_checks, running, runs
from warehouse.building.bindings import Bindings
from warehouse.building.renewing import Earlier
from warehouse.building.seeing import Seen
from warehouse.building.seen_once import SeenOnce
from warehouse.code.loaded import modules_hash, refuse_edited
from warehouse.code.memo import remembered
from warehouse.errors import ChipledgerError
from warehouse.folding.register import Folder
from warehouse.project import sql
from warehouse.project.models import (
    DateRecipe,
    Model,
    Project,
    PythonRecipe,
    RawRecipe,
    SeedRecipe,
    SqlRecipe,
)
from warehouse.project.subjects import needed
from warehouse.rows import seeds
from warehouse.storage import built as records
from warehouse.storage.built import Built
from warehouse.storage.fingerprint import digest, engines
from warehouse.storage.snapshots import Snapshots
from warehouse.storage.store import Store


@dataclass(frozen=True)
class Clock:
    """What a build is asked: what was known by a time, and for which day it speaks."""

    known_by: datetime | None = None
    as_of: date | None = None


def inputs(project: Project, model: Model) -> list[str]:
    """What must be built before a model: its reads, what their rows are held to, and corrections."""
    reads = needed(model, project.row_checks)
    corrected = any(read.startswith("raw.") for read in reads)
    has_corrections = corrections.SEED in project.models
    return [*reads, *([corrections.SEED] if corrected and has_corrections else [])]


class Builder:
    """Builds any table of a project for one clock, reusing whatever the store already holds."""

    def __init__(
        self, project: Project, store: Store, snapshots: Snapshots, clock: Clock = Clock(),
        before: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        """Bind a project to a store, snapshots as they stand, and a clock.

        `before` holds the components of an earlier build, whose rows are kept where they still hold.
        """
        self.project, self.store, self.clock = project, store, clock
        self.earlier = Earlier(store, before)
        seen = SeenOnce(snapshots)
        self.folders = {
            name: Folder(store, seen, model.recipe.source, model.recipe.bundle)
            for name, model in project.models.items()
            if isinstance(model.recipe, RawRecipe)
        }
        self.bindings = Bindings(project, store, seen, self.folders, self.get,
                                 is_early=clock.known_by is not None)
        self._known: dict[str, Built] = {}
        self._days: dict[Path, list[date]] = {}
        self._components: dict[str, dict[str, str]] = {}

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
                days += self._knowledge_dates(model.recipe)
        return max((d for d in days if last_day is None or d <= last_day), default=date.min)

    def components(self, model: Model) -> dict[str, str]:
        """Everything that decides a table, by name; its inputs must be built."""
        if model.name not in self._components:
            self._components[model.name] = self._found_components(model)
        return self._components[model.name]

    def _found_components(self, model: Model) -> dict[str, str]:
        parts = {"engines": engines(), "class": base.validating_hash(model.table)}
        match model.recipe:
            case DateRecipe():
                parts["as of"] = self.as_of_date.isoformat()
            case SeedRecipe() as recipe:
                parts["file"] = self._seed_part(recipe)
                parts["recipe"] = modules_hash(seeds.__name__)
            case RawRecipe():
                parts |= self.folders[model.name].components(self.clock.known_by)
            case SqlRecipe(text=text):
                parts["recipe"] = sql.sql_hash(text)
            case PythonRecipe(function):
                parts["recipe"] = modules_hash(function.__module__)
        if not isinstance(model.recipe, RawRecipe):
            parts |= self.bindings.checked_by(model.name)
        if model.by:
            parts["runs"] = digest([model.by, modules_hash(runs.__name__)])
        return parts | {read: self.bound(read, model).content_hash for read in model.reads}

    def _seed_part(self, recipe: SeedRecipe) -> str:
        last_day = seeds.known_by_date(self.clock.known_by)
        days = [d for d in self._knowledge_dates(recipe) if last_day is None or d <= last_day]
        return digest([recipe.text, max(days, default=None)])

    def _knowledge_dates(self, recipe: SeedRecipe) -> list[date]:
        if recipe.path not in self._days:
            days = remembered("known from", recipe.text, seeds.__name__, lambda: [
                str(day) for day in seeds.knowledge_dates(recipe.path, recipe.text)])
            self._days[recipe.path] = [date.fromisoformat(day) for day in days]
        return self._days[recipe.path]

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
        if is_early and [failure.check for failure in found.failures] == [faults.NOT_EMPTY]:
            return replace(found, failures=(), failure_count=0)
        return found

    def _fingerprint(self, model: Model) -> str:
        return records.fingerprint_of(model.name, self.components(model))

    def get(self, name: str) -> Built:
        """The table as the store holds it; raises ChipledgerError when it is not built."""
        found = self.find(name)
        if found is None:
            raise ChipledgerError(f"{name} is not built for these inputs; run `chipledger refresh`")
        return found

    def give(self, found: Built) -> None:
        """Take a table as given, whatever its own recipe would make of it."""
        self._known[found.name] = found

    def build(self, name: str) -> tuple[Built, bool]:
        """Build a table unless the store has it; says whether it was built now."""
        model = self.project.models[name]
        for read in inputs(self.project, model):
            if not self.get(read).is_sound:
                raise ChipledgerError(f"{name} is not built: its input {read} failed validation")
        found = self.find(name)
        if found:
            return found, False
        refuse_edited()
        started = time.perf_counter()
        made = self._run(model, Built(name, self._fingerprint(model), self.components(model)))
        made = replace(
            made, built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - started, 3),
        )
        self._known[name] = self._judged(records.save(self.store, made))
        return self._known[name], True

    def _run(self, model: Model, made: Built) -> Built:
        match model.recipe:
            case RawRecipe():
                belief = self.folders[model.name].belief(self.clock.known_by)
                return running.folded(made, belief)
            case DateRecipe():
                frame = seeds.build_date(self.as_of_date)
            case SeedRecipe(path, text):
                frame = seeds.read_seed(path, model.table, self.clock.known_by, text)
            case SqlRecipe() | PythonRecipe():
                if model.by:
                    return by_key.made(self.earlier, model, made, self._inputs(model), self._bench(model))
                frame = running.rows(model, self._inputs(model))
        return by_key.checked(self.store, model, made, frame, self._bench(model))

    def _bench(self, model: Model) -> row_checks.Bench | None:
        return self.bindings.bench(model.name) if model.name in self.project.row_checks else None

    def _inputs(self, model: Model) -> dict[str, Seen]:
        return {read: self.bound(read, model) for read in model.reads}

    def bound(self, read: str, model: Model) -> Seen:
        """An input as a model sees it."""
        return self.bindings.bound(read, model)

    def unsound(self) -> list[Built]:
        """Built tables whose content failed its class."""
        found = (self.find(name) for name in self.project.models)
        return [built for built in found if built is not None and not built.is_sound]
