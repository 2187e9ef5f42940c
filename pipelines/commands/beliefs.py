"""A whole warehouse as it could be believed on a day, or as a release had it, beside today's.

It is built in the store under the same fingerprints as any other, so that what two beliefs share is
built once. What is published does not change. Answers to one question, which need a few tables
only, are in explain/belief.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateutil.rrule import MONTHLY, rrule

from pipelines.project import project
from pipelines.workspace import Workspace, clock_of
from warehouse.building.build import Builder, Clock
from warehouse.errors import ChipledgerError
from warehouse.releasing import collecting, release
from warehouse.releasing.beside import beside
from warehouse.releasing.collecting import Collected
from warehouse.storage import waits
from warehouse.storage.manifest import Manifest, load_manifest
from warehouse.storage.store import Store

Say = Callable[[str], None]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How many months lie between two vintages."""


@dataclass(frozen=True)
class Vintage:
    """One belief: the day it is of, its release and file, and how many tables were built for it."""

    known_on: date
    release_id: str
    built_count: int
    path: Path


def as_known(
    workspace: Workspace, known_on: date, as_of: date | None, say: Say, near: str | None = None
) -> Vintage:
    """The warehouse as it could be believed by the end of a day; `say` hears what takes time.

    It is built by way of a release that is `near`, which makes it no other.
    Raises ReleaseRefused with every reason if a blocking check or a class keeps it from being made.
    """
    from pipelines.explain.belief import needed

    with workspace.store.lock("refresh", waits.PERSON_S, say):
        beside_this = load_manifest(workspace.store, near) if near else None
        builder = workspace.builder(clock_of(str(known_on), str(as_of) if as_of else None), beside_this)
        missing = [name for name in builder.project.models if builder.find(name) is None]
        if missing:
            say(f"building what differs as known on {known_on}; nothing is published")
        built = [builder.build(name)[1] for name in needed(builder.project, ["core.item"])]
        if not builder.get("core.item").row_count:
            raise ChipledgerError(f"no chip was known on {known_on}; ask for a later day")
        built += [builder.build(name)[1] for name in builder.project.models]
        manifest = release.make(builder, None)
    return Vintage(known_on, manifest.release_id, sum(built), beside(workspace.publisher, manifest))


def as_released(workspace: Workspace, release_id: str) -> Path:
    """The file of an earlier release; raises ChipledgerError if its content is no longer kept."""
    manifest: Manifest = load_manifest(workspace.store, release_id)
    return beside(workspace.publisher, manifest)


def vintages(workspace: Workspace, first: date, last: date, every: str, say: Say) -> Iterator[Vintage]:
    """Beliefs at the ends of months, quarters or years, from the first day to the last."""
    near = None
    for known_on in ends(first, last, MONTHS[every]):
        made = as_known(workspace, known_on, None, say, near)
        near = made.release_id
        yield made


def collected(
    workspace: Workspace, keep: int, *, is_monthly: bool, is_trial: bool, say: Say
) -> Collected:
    """What was removed because nothing needs it; raises ChipledgerError before a first release."""
    def make(store: Store) -> Builder:
        return Builder(project(), store, workspace.snapshots, Clock())

    locked = workspace.store.lock
    with locked("refresh", waits.PERSON_S, say), locked("publish", waits.PERSON_S):
        current = workspace.publisher.current()
        if current is None:
            raise ChipledgerError("nothing is published yet; run `chipledger refresh`")
        return collecting.collect(
            workspace.home, make, current, keep, is_monthly=is_monthly, is_trial=is_trial)


def ends(first: date, last: date, months: int) -> list[date]:
    """The ends of every so many calendar months between two days, both included."""
    found = [moment.date() for moment in
             rrule(MONTHLY, dtstart=first.replace(day=1), until=last, bymonthday=-1)]
    kept = [day for day in found if day >= first and day.month % months == 0]
    if not kept:
        raise ChipledgerError(f"no period ends between {first} and {last}; ask for more days")
    return kept
