"""One warehouse on disk, opened: its store, snapshots and published link, with the project on top.

No Dagster here: planning and reading must start in an instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.project import project
from warehouse import planning
from warehouse.build import Builder, Clock
from warehouse.paths import Home
from warehouse.planning import Step
from warehouse.publish import Publisher
from warehouse.release import Manifest, fingerprint_of
from warehouse.snapshots import Snapshots, end_of_day
from warehouse.store import Store


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

    def builder(self, clock: Clock) -> Builder:
        """A builder of the whole project for one clock."""
        return Builder(project(), self.store, self.snapshots, clock)

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
        turn = workspace.publisher.begin()
        return cls(workspace, workspace.builder(clock), turn, workspace.publisher.current())


def clock_of(as_known_at: str | None, as_of: str | None) -> Clock:
    """A clock from two ISO dates; knowledge on a day includes the whole day."""
    known_by = end_of_day(date.fromisoformat(as_known_at)) if as_known_at else None
    return Clock(known_by, date.fromisoformat(as_of) if as_of else None)


def planned(workspace: Workspace, builder: Builder) -> list[Step]:
    """What a run of this builder would do with each table, and why."""
    current = workspace.publisher.current()
    before = {n: v.components for n, v in current.tables.items()} if current else {}
    return planning.plan(builder, before)


def is_to_publish(builder: Builder, current: Manifest | None, withdrawn: set[str]) -> bool:
    """Whether what is built is not what is published, and was not withdrawn by a rollback."""
    fingerprint = fingerprint_of(builder)
    return fingerprint != (current.fingerprint if current else "") and fingerprint not in withdrawn
