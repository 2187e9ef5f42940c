"""How fresh the sources and the published tables are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb
from rich.console import Console
from rich.table import Table as Grid

from pipelines import checking
from pipelines.project import sources
from pipelines.workspace import Workspace, clock_of
from schemas import base
from warehouse.errors import ChipledgerError
from warehouse.reading import open_published
from warehouse.register import Outcome
from warehouse.snapshots import Check

STALE_AFTER_CADENCES = 2


@dataclass(frozen=True)
class SourceState:
    """What a person must know of one source."""

    source_id: str
    checked: str
    age: str
    row_count: int
    rejected_row_count: int
    problem: str

    @property
    def is_well(self) -> bool:
        """Checked in time, nothing held or refused."""
        return not self.problem


def source_states(workspace: Workspace) -> list[SourceState]:
    """The state of every source, by its snapshots and the log of checks."""
    checks = workspace.snapshots.last_checks()
    builder = workspace.builder(clock_of(None, None))
    states = []
    for source in sources().values():
        outcomes = builder.folders[base.info(source.table).name].belief(None).outcomes
        last, answered = checks.get(source.source_id, (None, None))
        at = answered.checked_at if answered else None
        folded = [o for o in outcomes if o.status in ("folded", "repeated")]
        states.append(SourceState(
            source.source_id,
            f"{at:%Y-%m-%d %H:%M}" if at else "never",
            _age(at, source.cadence_days),
            folded[-1].row_count if folded else 0,
            folded[-1].rejected_row_count if folded else 0,
            "; ".join(_problems(outcomes, last, at, source.cadence_days)),
        ))
    return states


def _age(at: datetime | None, cadence_days: float) -> str:
    if at is None:
        return "-"
    days = (checking.now() - at).total_seconds() / 86400
    return f"{days:.1f} of {cadence_days:g} days"


def _problems(
    outcomes: Sequence[Outcome], last: Check | None, at: datetime | None, cadence_days: float
) -> list[str]:
    """What is wrong: only the latest snapshot counts, older faults have been outlived."""
    found = [f"{o.status}: {o.message}" for o in outcomes[-1:] if o.status in ("held", "refused")]
    if last and last.outcome == "failed":
        found.append(f"last check failed: {last.message}")
    is_stale = at and checking.now() - at > timedelta(days=STALE_AFTER_CADENCES * cadence_days)
    if at is None or is_stale:
        found.append("stale: run `chipledger refresh`" if at else "never checked")
    return found


def table_states(workspace: Workspace) -> list[tuple[str, int, str]]:
    """Rows and build time of every table of the published release; none if nothing is published."""
    try:
        with open_published(workspace.home) as con:
            return con.execute(
                "select table_name, row_count, strftime(built_at, '%Y-%m-%d %H:%M')"
                " from meta.table_version order by all"
            ).fetchall()
    except (ChipledgerError, duckdb.Error):
        return []


def show(sources_seen: Sequence[SourceState], tables: Sequence[tuple[str, int, str]]) -> None:
    """Print both as tables."""
    grid = Grid("source", "last checked", "age", "rows", "rejected", "problem", box=None)
    for state in sources_seen:
        grid.add_row(state.source_id, state.checked, state.age, f"{state.row_count:,}",
                     f"{state.rejected_row_count:,}", state.problem or "none")
    console = Console()
    console.print(grid)
    console.print()
    if not tables:
        console.print("nothing is published yet; run `chipledger refresh`")
        return
    grid = Grid("table", "rows", "built (UTC)", box=None)
    for name, rows, built_at in tables:
        grid.add_row(name, f"{rows:,}", built_at)
    console.print(grid)
