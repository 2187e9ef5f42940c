"""One warehouse on disk, opened: its store, snapshots and published link, with the project on top.

No Dagster here: planning and reading must start in an instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipelines.project import project
from warehouse.building.build import Builder, Clock
from warehouse.paths import Home
from warehouse.releasing.publish import Publisher
from warehouse.releasing.release import fingerprint_of
from warehouse.storage.journal import Record
from warehouse.storage.manifest import Manifest, find_manifest
from warehouse.storage.snapshots import Snapshots, end_of_day
from warehouse.storage.store import Store


@dataclass(frozen=True)
class Workspace:
    """The parts of one warehouse that a refresh works with."""

    home: Home
    store: Store
    snapshots: Snapshots
    publisher: Publisher

    @classmethod
    def open(cls, home: Home | None = None) -> Workspace:
        """Open the warehouse of a home, the default one if none is named."""
        home = home or Home.default()
        store = Store(home.store)
        return cls(home, store, Snapshots(home.snapshots), Publisher(home, store))

    def builder(self, clock: Clock, beside: Manifest | None = None) -> Builder:
        """A builder of the whole project for one clock, by way of a release, else of the published one."""
        near = beside or self.publisher.current()
        return Builder(project(), self.store, self.snapshots, clock, near.components if near else {})

    def now(self) -> Builder:
        """A builder of what is known now, also of what has been kept since another was made."""
        return self.builder(clock_of(None, None))


@dataclass(frozen=True)
class Run:
    """What all steps of a refresh share, so that they agree on what is known and on their turn."""

    workspace: Workspace
    builder: Builder
    turn: int
    previous: Manifest | None
    """The release before this run, also after the run has published its own."""

    @classmethod
    def begin(cls, workspace: Workspace, clock: Clock) -> Run:
        """Draw a turn, and only then look at what is known: a later turn has seen as much or more."""
        turn, previous = workspace.publisher.turns.draw(), workspace.publisher.current()
        return cls(workspace, workspace.builder(clock, previous), turn, previous)


class LaunchedRun:
    """The same of a run that Dagster has launched, perhaps with a process for each of its steps.

    It begins with the first step that asks for a table, as publishers may be asked before. All steps
    see what was known then, whatever others take in meanwhile.
    """

    def __init__(self, workspace: Workspace, clock: Clock, run_id: str) -> None:
        """Name the run; nothing is looked at yet."""
        self.workspace, self._clock, self._run_id = workspace, clock, run_id

    @cached_property
    def _told(self) -> Record:
        return self.workspace.publisher.turns.join(self._run_id, self._look)

    def _look(self) -> dict[str, object]:
        current = self.workspace.publisher.current()
        return {"seen": self.workspace.snapshots.extent(),
                "previous": current.release_id if current else None}

    @property
    def turn(self) -> int:
        """The turn that the run has drawn."""
        return int(self._told["turn"])

    @cached_property
    def builder(self) -> Builder:
        """A builder of what was known when the run began."""
        seen = Snapshots(self.workspace.home.snapshots, self._told["seen"])
        before = self.previous.components if self.previous else {}
        return Builder(project(), self.workspace.store, seen, self._clock, before)

    @cached_property
    def previous(self) -> Manifest | None:
        """The release before this run."""
        release_id = self._told["previous"]
        return find_manifest(self.workspace.store, release_id) if release_id else None


def clock_of(as_known_at: str | None, as_of: str | None) -> Clock:
    """A clock from two ISO dates; knowledge on a day includes the whole day."""
    known_by = end_of_day(date.fromisoformat(as_known_at)) if as_known_at else None
    return Clock(known_by, date.fromisoformat(as_of) if as_of else None)


def is_to_publish(builder: Builder, current: Manifest | None, withdrawn: set[str]) -> bool:
    """Whether what is built is not what is published, and was not withdrawn by a rollback."""
    fingerprint = fingerprint_of(builder)
    return fingerprint != (current.fingerprint if current else "") and fingerprint not in withdrawn
