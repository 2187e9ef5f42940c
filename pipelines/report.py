"""What commands print about plans, refreshes and releases."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid

from pipelines.refresh import Summary
from pipelines.workspace import Workspace
from warehouse.build import Step
from warehouse.release import Manifest, manifests

QUERY = "from price_performance('fp16', current_date) limit 5"
console = Console(highlight=False, soft_wrap=True)


def show_plan(steps: Sequence[Step]) -> None:
    """One line per table, and a count."""
    grid = Grid("table", "action", "why", box=None)
    for step in steps:
        grid.add_row(step.name, step.action, step.reason)
    console.print(grid)
    counts = Counter(step.action for step in steps)
    console.print(", ".join(f"{count} to {action}" for action, count in counts.items()))


def show_summary(workspace: Workspace, summary: Summary) -> None:
    """What was built, reused, rejected, held and published, and what to do next."""
    current = workspace.publisher.current()
    grid = Grid(box=None, show_header=False)
    grid.add_row("built", f"{len(summary.built)} tables")
    grid.add_row("reused", f"{len(summary.steps) - len(summary.built)} tables")
    grid.add_row("rejected", f"{summary.rejected_row_count} rows")
    grid.add_row("held", f"{len(summary.held)} snapshots")
    grid.add_row("published", summary.published or _why_nothing(summary, current))
    console.print(grid)
    for line in summary.held:
        console.print(f"held or refused: {line}")
    for problem in summary.problems:
        console.print(f"not published: {problem}", style="bold red")
    if current:
        script = Path(sys.argv[0])
        console.print(f"\nthe warehouse: {workspace.home.published}")
        console.print(f"{script} sql \"{QUERY}\"")


def _why_nothing(summary: Summary, current: Manifest | None) -> str:
    kept = f"; {current.release_id} stays" if current else ""
    if summary.problems:
        return f"nothing: a check or a step failed{kept}"
    if summary.withdrawn:
        return f"nothing: this content was withdrawn by a rollback{kept}"
    return f"nothing, because nothing changed{kept}"


def show_releases(workspace: Workspace) -> None:
    """The releases, newest first, with the published one marked."""
    current = workspace.publisher.current()
    grid = Grid("", "release", "made (UTC)", "known by", "rows", "file", box=None)
    for manifest in reversed(manifests(workspace.store)):
        is_current = current is not None and manifest.release_id == current.release_id
        rows = sum(manifest.tables[name].row_count for name in manifest.published)
        file = workspace.home.releases / manifest.release_id
        grid.add_row(
            "*" if is_current else "", manifest.release_id, manifest.created_at[:16],
            (manifest.known_by or "all")[:10], f"{rows:,}", "kept" if file.exists() else "on demand",
        )
    console.print(grid)
