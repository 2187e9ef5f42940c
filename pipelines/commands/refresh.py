"""One refresh: ask the sources, plan, run the plan as the Dagster job, say what came of it.

Dagster is imported only when there is something to run. How a table is built stands in warehouse.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING

from pipelines.fetching import cadence
from pipelines.project import sources
from pipelines.unattended import health
from pipelines.unattended.inbox import emptied
from pipelines.workspace import Run, Workspace, clock_of
from warehouse.building import planning
from warehouse.building.build import Builder, Clock
from warehouse.building.planning import Step
from warehouse.releasing.gate import known_checks, refusals
from warehouse.releasing.release import fingerprint_of
from warehouse.releasing.verifying import lost_snapshots
from warehouse.storage import waits
from warehouse.storage.manifest import lost
from warehouse.storage.snapshots import Snapshots

if TYPE_CHECKING:
    from pipelines.fetching.checking import Checked

Say = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """What a person asked of a refresh."""

    is_fetching: bool = True
    as_known_at: str | None = None
    as_of: str | None = None
    wait_s: float = waits.JOB_S


@dataclass(frozen=True)
class Summary:
    """What a refresh came to."""

    steps: Sequence[Step] = ()
    built: Sequence[str] = ()
    published: str | None = None
    problems: Sequence[str] = ()
    withdrawn: str | None = None
    rejected_row_count: int = 0
    held: Sequence[str] = ()
    """The newest snapshots of their sources that do not count, with the reason."""
    held_before_count: int = 0
    """Earlier ones that were held, and that a later one did not confirm."""
    damaged: Sequence[str] = ()
    """Publishers' bytes that are lost: what was made of them stays, but cannot be made again."""
    asked_count: int = 0
    answered_count: int = 0

    @property
    def is_unanswered(self) -> bool:
        """Whether publishers were asked and not one of them answered."""
        return self.asked_count > 0 and self.answered_count == 0


def refresh(workspace: Workspace, options: Options, say: Say) -> Summary:
    """Refresh one warehouse; waits for another refresh of it, and raises LockHeld in the end."""
    with workspace.store.lock("refresh", options.wait_s, say):
        workspace.store.sweep()
        workspace.publisher.sweep()
        for line in emptied(workspace.home, workspace.snapshots, workspace.now,
                            list(sources().values()), cadence.now()):
            say(line)
        is_asking = options.is_fetching and not options.as_known_at
        asked = _asked(workspace, say) if is_asking else []
        clock = clock_of(options.as_known_at, options.as_of)
        begun, summary = _without_held(workspace, clock, say)
        if not options.as_known_at:
            health.report(workspace.home, begun.builder, summary.problems, cadence.now())
        answered = sum(checked.is_answered for checked in asked)
        return replace(summary, asked_count=len(asked), answered_count=answered)


def _asked(workspace: Workspace, say: Say) -> list[Checked]:
    """Ask the sources that are due; where none is, what speaks to the network is not even imported."""
    due = cadence.due(list(sources().values()), workspace.snapshots, cadence.now())
    if not due:
        return []
    checking = importlib.import_module("pipelines.fetching.checking")
    found: list[Checked] = checking.check_sources(due, workspace.snapshots, say)
    return found


def _without_held(workspace: Workspace, clock: Clock, say: Say) -> tuple[Run, Summary]:
    """Build and publish; what a build holds counts for nothing in the next one, which follows at once."""
    while True:
        held = len(workspace.snapshots.verdicts.standing("hold"))
        begun = Run.begin(workspace, clock)
        summary = _build_and_publish(begun, say)
        held_now = len(workspace.snapshots.verdicts.standing("hold"))
        if held_now == held:
            return begun, summary


def plan(workspace: Workspace, options: Options) -> list[Step]:
    """What a refresh would build, from what is known now."""
    return planning.plan(workspace.builder(clock_of(options.as_known_at, options.as_of)))


def _build_and_publish(begun: Run, say: Say) -> Summary:
    """One builder sees a refresh through, so that all of it agrees on what is known."""
    steps = planning.plan(begun.builder)
    idle = _nothing_to_do(begun, steps)
    if idle is not None:
        _heal(begun, say)
        return _with_snapshots(begun.builder, begun.workspace.snapshots, idle)
    for path in dict.fromkeys(begun.workspace.store.damaged):
        say(f"damaged, so it counts as absent: {path}")
    return _with_snapshots(begun.builder, begun.workspace.snapshots, _run(begun, steps, say))


def _nothing_to_do(begun: Run, steps: Sequence[Step]) -> Summary | None:
    """What there is to say if all is built, and published or withdrawn by a rollback."""
    if any(step.action != "reuse" for step in steps):
        return None
    fingerprint, current = fingerprint_of(begun.builder), begun.previous
    if fingerprint in begun.workspace.publisher.withdrawn():
        return Summary(steps, withdrawn=fingerprint)
    is_published = current is not None and current.fingerprint == fingerprint
    is_kept = current is not None and not lost(begun.workspace.store, current)
    return Summary(steps) if is_published and is_kept else None


def _heal(begun: Run, say: Say) -> None:
    """Nothing is to be built: what is left to put right is the published file itself."""
    publisher = begun.workspace.publisher
    if begun.previous and not publisher.is_sound(begun.previous):
        say("the published file was damaged; it is written again from the store")
        publisher.heal(begun.previous)


def _run(begun: Run, steps: Sequence[Step], say: Say) -> Summary:
    to_build = [step.name for step in steps if step.action in ("build", "wait")]
    say(f"building {len(to_build)} of {len(steps)} tables")
    definitions, runner = _dagster()
    result = runner.run(definitions.defs, begun, to_build, say)
    checks = [] if result.published else known_checks(begun.builder, begun.previous)
    problems = tuple(dict.fromkeys([*refusals(begun.builder, checks), *result.problems]))
    steps = planning.plan(begun.builder)
    return Summary(steps, result.built, result.published, problems)


def _with_snapshots(builder: Builder, snapshots: Snapshots, summary: Summary) -> Summary:
    """Add what became of the sources' snapshots."""
    rejected, held, before = 0, [], 0
    for name, folder in builder.folders.items():
        built = builder.find(name)
        outcomes = built.notes["outcomes"] if built else []
        before += sum(outcome["status"] == "held" for outcome in outcomes[:-1])
        for outcome in outcomes[-1:]:
            rejected += outcome["rejected_row_count"]
            if outcome["status"] in ("held", "refused"):
                what = f"{outcome['status']} {outcome['snapshot_id']} of {outcome['known_at'][:10]}"
                held.append(f"{folder.source.source_id}: {what}: {outcome['message']}")
    damaged = lost_snapshots(snapshots)
    return replace(summary, rejected_row_count=rejected, held=held, held_before_count=before,
                   damaged=damaged)


def _dagster() -> tuple[ModuleType, ModuleType]:
    """Import Dagster only now, and without the garbage collector, which would cost a fifth more."""
    gc.disable()
    try:
        return (importlib.import_module("pipelines.definitions"),
                importlib.import_module("pipelines.orchestration.run"))
    finally:
        gc.enable()
