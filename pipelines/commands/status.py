"""How fresh the sources and the published tables are, and what keeps them from being so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import click
import duckdb

from pipelines.commands.oversights import Oversight, oversights, passed_by
from pipelines.commands.report import show_grid
from pipelines.commands.unmatched import proposals, unmatched
from pipelines.fetching import cadence
from pipelines.project import sources
from pipelines.source import Source
from pipelines.workspace import Workspace, clock_of, is_to_publish
from schemas import base
from warehouse.building import planning
from warehouse.building.build import Builder
from warehouse.errors import ChipledgerError
from warehouse.folding.cell_holds import CHECKS
from warehouse.folding.outcomes import Outcome
from warehouse.releasing import gate
from warehouse.releasing.reading import open_published
from warehouse.releasing.verifying import noticed, verified
from warehouse.storage.snapshots import Check
from warehouse.telling.decisions import decisions

STALE_AFTER_CADENCES = 2
MANY = 4
"""So many sources of which the same is said share a line, unless all is asked for."""
KEPT_ONLY = "kept only"
NEVER_ASKED = (KEPT_ONLY, "never")


@dataclass(frozen=True)
class SourceState:
    """What a person must know of one source."""

    source_id: str
    checked: str
    age: str
    row_count: int
    rejected_row_count: int
    problems: tuple[str, ...]
    oversights: tuple[Oversight, ...] = ()
    held_earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Status:
    """All that `chipledger status` shows."""

    sources: Sequence[SourceState]
    tables: Sequence[tuple[str, int, str]]
    coverage: Sequence[tuple[str, str, str]]
    oversights: Sequence[str]
    news: Sequence[str]
    """The oversights that a source's latest file has brought."""
    left_out: Sequence[str]
    proposed: Sequence[str]
    problems: Sequence[str]


def status_of(workspace: Workspace) -> Status:
    """The state of one warehouse; it is well if nothing is stale, held, failed or waiting."""
    builder = workspace.builder(clock_of(None, None))
    states = _source_states(workspace, builder)
    problems = [f"{s.source_id}: {problem}" for s in states for problem in s.problems]
    problems += _release_problems(workspace, builder)
    problems += noticed(workspace.store, workspace.snapshots, workspace.publisher)
    overlooked = [one for state in states for one in state.oversights]
    left_out = [line for state in states for line in state.held_earlier]
    left_out += [*_set_aside(workspace), *unmatched(workspace), *_decided(workspace)]
    lines, news = [one.said for one in overlooked], [one.said for one in overlooked if one.is_new]
    return Status(states, _table_states(workspace), _coverage(workspace), lines, news, left_out,
                  proposals(workspace), problems)


def _source_states(workspace: Workspace, builder: Builder) -> list[SourceState]:
    checks = workspace.snapshots.last_checks()
    states = []
    for source in sources().values():
        outcomes = builder.folders[base.info(source.table).name].outcomes(None)
        last, answered = checks.get(source.source_id, (None, None))
        at = answered.checked_at if answered else None
        folded = [o for o in outcomes if o.status == "folded"]
        states.append(SourceState(
            source.source_id,
            _when(at) if source.url else KEPT_ONLY,
            _age(at, source.cadence_days),
            folded[-1].row_count if folded else 0,
            folded[-1].rejected_row_count if folded else 0,
            (*_snapshot_problems(outcomes), *(_check_problems(source, last, at) if source.url else ())),
            tuple(oversights(source.source_id, outcomes)), tuple(passed_by(source.source_id, outcomes)),
        ))
    return states


def _age(at: datetime | None, cadence_days: float) -> str:
    if at is None:
        return "-"
    days = (cadence.now() - at).total_seconds() / 86400
    return f"{days:.1f} of {cadence_days:g} days"


def _when(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "never"


def _snapshot_problems(outcomes: Sequence[Outcome]) -> list[str]:
    """Only the latest snapshot counts; older faults have been outlived."""
    return [f"{o.status}: {o.message}" for o in outcomes[-1:] if o.status in ("held", "refused")]


def _check_problems(source: Source, last: Check | None, at: datetime | None) -> list[str]:
    found = []
    if last and last.outcome == "failed":
        found.append(f"last check failed: {last.message}")
    elif at is None:
        found.append("never checked")
    if at and cadence.now() - at > timedelta(days=STALE_AFTER_CADENCES * source.cadence_days):
        found.append("stale: run `chipledger refresh`")
    return found


def _release_problems(workspace: Workspace, builder: Builder) -> list[str]:
    """Why the published file is not what is known now."""
    current = workspace.publisher.current()
    if current is None:
        return ["nothing is published yet; run `chipledger refresh`"]
    steps = planning.plan(builder)
    failed = [f"{step.name}: {step.reason}" for step in steps if step.action == "failed"]
    waiting = sum(step.action in ("build", "wait") for step in steps)
    if failed or waiting:
        return failed or [f"{waiting} tables are to be built; run `chipledger refresh`"]
    if not is_to_publish(builder, current, workspace.publisher.withdrawn()):
        return []
    reasons = gate.refusals(builder, gate.run_checks(builder, current))
    return [f"not published: {reason}" for reason in reasons] or [
        "what is known now is not published; run `chipledger refresh`"
    ]


def _published(workspace: Workspace, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query on the published release; none if nothing is published or it cannot be read."""
    try:
        with open_published(workspace.home) as con:
            return con.execute(query).fetchall()
    except (ChipledgerError, duckdb.Error):
        return []


def _table_states(workspace: Workspace) -> list[tuple[str, int, str]]:
    """Rows and build time of every table of the published release."""
    return _published(workspace, "select table_name, row_count, strftime(built_at, '%Y-%m-%d %H:%M')"
                                 " from meta.table_version order by all")


def _coverage(workspace: Workspace) -> list[tuple[str, str, str]]:
    """Through which day each subject of the published release is known, and who says so."""
    return _published(workspace, "select coverage_id, coalesce(cast(data_through_date as varchar), '-'),"
                                 " coalesce(source_id, '-') from core.coverage order by all")


def _set_aside(workspace: Workspace) -> list[str]:
    """What the published release leaves out, by the check that names it."""
    found = _published(workspace, "select source_id, check_name, count(*), min(value), min(column_name)"
                                  " from meta.set_aside_row group by all order by all")
    return [f"set aside: {count} of {source_id} by {check}, such as {value}; see meta.set_aside_row"
            + (f"; `chipledger accept {source_id} KEY --cell {column}` believes it" * (check in CHECKS))
            for source_id, check, count, value, column in found]


def _decided(workspace: Workspace) -> list[str]:
    """What persons decided; each decision can be taken back with --undo."""
    return [f"decided: {kind} {source_id or ''} {subject[:40]}: {reason or 'no reason given'}"
            for _, kind, source_id, subject, _, reason, _ in decisions(workspace.snapshots)]


def show(status: Status, *, is_whole: bool = False) -> None:
    """Print how things stand, then what needs a person; all of it, with every list, if asked."""
    click.secho(summary(status), bold=True)
    for line in status.problems if is_whole else gathered(status.problems):
        click.secho(line, fg="red")
    more = [*status.oversights, *status.proposed] if is_whole else status.news
    for line in [*status.left_out, *more]:
        click.echo(line)
    if is_whole:
        _show_lists(status)
    else:
        click.echo(f"`chipledger status --all` lists sources, tables, how far each subject is known, and "
                   f"{len(status.oversights)} remarks on what files hold and nobody reads")


def summary(status: Status) -> str:
    """How things stand, in one line."""
    count = len(status.problems)
    state = f"not well: {count} thing{'s' * (count > 1)} to look at" if count else "all is well"
    answered = sum(source.checked not in NEVER_ASKED for source in status.sources)
    asked = sum(source.checked != KEPT_ONLY for source in status.sources)
    return f"{state}; {answered} of {asked} sources have answered; {len(status.tables)} tables published"


def gathered(lines: Sequence[str]) -> list[str]:
    """Lines `subject: what`; what is said of many subjects is said once, with their number."""
    found: dict[str, list[str]] = {}
    for line in lines:
        subject, _, said = line.partition(": ")
        found.setdefault(said if said else line, []).append(subject)
    return [line for said, subjects in found.items() for line in _told(said, subjects)]


def _told(said: str, subjects: Sequence[str]) -> list[str]:
    if len(subjects) >= MANY:
        return [f"{len(subjects)} sources: {said}, such as {subjects[0]}"]
    return [f"{subject}: {said}" if subject != said else said for subject in subjects]


def _show_lists(status: Status) -> None:
    click.echo()
    header = ("source", "last checked (UTC)", "age", "rows", "rejected")
    rows = [
        (s.source_id, s.checked, s.age, f"{s.row_count:,}", f"{s.rejected_row_count:,}")
        for s in status.sources
    ]
    show_grid(header, rows, [3, 4])
    if status.tables:
        click.echo()
        tables = [(name, f"{count:,}", built_at) for name, count, built_at in status.tables]
        show_grid(("table", "rows", "built (UTC)"), tables, [1])
    if status.coverage:
        click.echo()
        show_grid(("subject", "data through", "by"), status.coverage, [])


def show_damage(workspace: Workspace) -> int:
    """Print what is damaged, as it is found; says how much there is."""
    count = 0
    for line in verified(workspace.store, workspace.snapshots, workspace.publisher):
        click.secho(line, fg="red")
        count += 1
    click.echo(f"{count} damaged" if count else "all bytes are what they were")
    return count
