"""One refresh: ask the sources, plan, run the plan as the Dagster job, say what came of it.

Dagster is imported only when there is something to run. How a table is built stands in warehouse.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from pipelines.fetching import checking
from pipelines.fetching.checking import Checked
from pipelines.project import sources
from pipelines.workspace import Workspace, clock_of
from warehouse.build import Builder, Step
from warehouse.release import Manifest, fingerprint_of, lost, refusals

Say = Callable[[str], None]
WAIT_S = 3600.0


@dataclass(frozen=True)
class Options:
    """What a person asked of a refresh."""

    is_fetching: bool = True
    as_known_at: str | None = None
    as_of: str | None = None
    wait_s: float = WAIT_S


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


def refresh(workspace: Workspace, options: Options, say: Say) -> Summary:
    """Refresh one warehouse; waits for another refresh of it, and raises LockHeld in the end."""
    with workspace.store.lock("refresh", options.wait_s, say):
        workspace.store.sweep()
        workspace.publisher.sweep()
        checked: list[Checked] = []
        if options.is_fetching and not options.as_known_at:
            due = checking.due(list(sources().values()), workspace.snapshots, checking.now())
            checked = checking.check_sources(due, workspace.snapshots, say)
        return _build_and_publish(workspace, options, checked, say)


def plan(workspace: Workspace, options: Options) -> list[Step]:
    """What a refresh would build, from what is known now."""
    return _planned(workspace, _builder(workspace, options))


def _builder(workspace: Workspace, options: Options) -> Builder:
    return workspace.builder(clock_of(options.as_known_at, options.as_of))


def _planned(workspace: Workspace, builder: Builder) -> list[Step]:
    current = workspace.publisher.current()
    before = {n: v.components for n, v in current.tables.items()} if current else {}
    return builder.plan(before)


def _build_and_publish(
    workspace: Workspace, options: Options, checked: Sequence[Checked], say: Say
) -> Summary:
    """One builder sees a refresh through, so that all of it agrees on what is known."""
    builder = _builder(workspace, options)
    steps = _planned(workspace, builder)
    if all(step.action == "reuse" for step in steps):
        fingerprint = fingerprint_of(builder)
        current, withdrawn = workspace.publisher.current(), workspace.publisher.withdrawn()
        is_withdrawn = fingerprint in withdrawn
        if is_withdrawn or (current and current.fingerprint == fingerprint
                            and not lost(workspace.store, current)):
            _heal(workspace, current, say)
            if checked:
                _runner().report_checked(workspace, checked)
            found = Summary(steps, withdrawn=fingerprint if is_withdrawn else None)
            return _with_snapshots(builder, found)
    for path in dict.fromkeys(workspace.store.damaged):
        say(f"damaged, so it counts as absent: {path}")
    return _with_snapshots(builder, _run(workspace, options, builder, steps, checked, say))


def _heal(workspace: Workspace, current: Manifest | None, say: Say) -> None:
    """Nothing is to be built: what is left to put right is the published file itself."""
    if current and not workspace.publisher.is_sound(current):
        say("the published file was damaged; it is written again from the store")
        workspace.publisher.heal(current)


def _run(
    workspace: Workspace, options: Options, builder: Builder, steps: Sequence[Step],
    checked: Sequence[Checked], say: Say,
) -> Summary:
    to_build = [step.name for step in steps if step.action in ("build", "wait")]
    run = _runner()
    say(f"building {len(to_build)} of {len(steps)} tables")
    run.report_checked(workspace, checked)
    result = run.run(workspace, to_build, options.as_known_at, options.as_of, say)
    problems = tuple(dict.fromkeys([*refusals(builder, []), *result.problems]))
    return Summary(_planned(workspace, builder), result.built, result.published, problems)


def _with_snapshots(builder: Builder, summary: Summary) -> Summary:
    """Add what became of the sources' latest snapshots."""
    rejected, held = 0, []
    for name, folder in builder.folders.items():
        built = builder.find(name)
        latest = built.notes["outcomes"][-1:] if built else []
        for outcome in latest:
            rejected += outcome["rejected_row_count"]
            if outcome["status"] in ("held", "refused"):
                what = f"{outcome['status']} {outcome['snapshot_id']} of {outcome['known_at'][:10]}"
                held.append(f"{folder.source.source_id}: {what}: {outcome['message']}")
    return replace(summary, rejected_row_count=rejected, held=held)


def _runner() -> ModuleType:
    """Import Dagster only now, and without the garbage collector, which would cost a fifth more."""
    gc.disable()
    try:
        return importlib.import_module("pipelines.orchestration.run")
    finally:
        gc.enable()
