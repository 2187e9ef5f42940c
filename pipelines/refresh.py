"""One refresh: ask the sources, plan, run the plan as the Dagster job, say what came of it.

Dagster is imported only when there is something to run. How a table is built stands in warehouse.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from pipelines import checking
from pipelines.checking import Checked
from pipelines.project import sources
from pipelines.workspace import Workspace, clock_of, is_to_publish
from warehouse.build import Builder, Step
from warehouse.release import fingerprint_of, refusals

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
    builder = workspace.builder(clock_of(options.as_known_at, options.as_of))
    current = workspace.publisher.current()
    before = {n: v.components for n, v in current.tables.items()} if current else {}
    return builder.plan(before)


def _build_and_publish(
    workspace: Workspace, options: Options, checked: Sequence[Checked], say: Say
) -> Summary:
    steps = plan(workspace, options)
    to_build = [step.name for step in steps if step.action in ("build", "wait")]
    if not to_build and not _is_to_publish(workspace, options, steps):
        if checked:
            _runner().report_checked(workspace, checked)
        summary = Summary(steps, withdrawn=_withdrawn(workspace, options, steps))
        return _with_snapshots(workspace, options, summary)
    run = _runner()
    say(f"building {len(to_build)} of {len(steps)} tables")
    run.report_checked(workspace, checked)
    result = run.run(workspace, to_build, options.as_known_at, options.as_of, say)
    unsound = refusals(_builder(workspace, options), [])
    problems = tuple(dict.fromkeys([*unsound, *result.problems]))
    summary = Summary(plan(workspace, options), result.built, result.published, problems)
    return _with_snapshots(workspace, options, summary)


def _with_snapshots(workspace: Workspace, options: Options, summary: Summary) -> Summary:
    """Add what became of the sources' latest snapshots."""
    builder, rejected, held = _builder(workspace, options), 0, []
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
        return importlib.import_module("pipelines.run")
    finally:
        gc.enable()


def _is_to_publish(workspace: Workspace, options: Options, steps: Sequence[Step]) -> bool:
    """With nothing to build there may still be something to publish, or a failure to repeat."""
    if any(step.action in ("failed", "blocked") for step in steps):
        return True
    publisher = workspace.publisher
    return is_to_publish(_builder(workspace, options), publisher.current(), publisher.withdrawn())


def _withdrawn(workspace: Workspace, options: Options, steps: Sequence[Step]) -> str | None:
    if any(step.action != "reuse" for step in steps):
        return None
    fingerprint = fingerprint_of(_builder(workspace, options))
    return fingerprint if fingerprint in workspace.publisher.withdrawn() else None


def _builder(workspace: Workspace, options: Options) -> Builder:
    return workspace.builder(clock_of(options.as_known_at, options.as_of))

