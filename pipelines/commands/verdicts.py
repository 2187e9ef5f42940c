"""What a person decides of a snapshot, a record or a check, and takes back.

How builds heed it stands in warehouse/folding/judging.py, asides.py and row_checks.py.
"""

from __future__ import annotations

import polars as pl

from pipelines.project import project, source, sources
from pipelines.workspace import Workspace, clock_of
from schemas import base
from warehouse.building.build import Builder
from warehouse.errors import ChipledgerError
from warehouse.folding import asides, cell_holds
from warehouse.folding.held_cell import HeldCell
from warehouse.folding.outcomes import HELD
from warehouse.releasing import gate
from warehouse.storage.snapshots import Sighting
from warehouse.storage.store import get_frame

NEXT = "from the next refresh"


def accept(
    workspace: Workspace, subject: str, snapshot_id: str | None, reason: str, *, is_withdrawn: bool
) -> str:
    """Vouch for a held snapshot or for what a check found; raises ChipledgerError if there is none."""
    names = {*project().checks, *(check.name for check in project().all_row_checks())}
    if subject in names:
        return _accept_check(workspace, subject, reason, is_withdrawn=is_withdrawn)
    if subject not in {found.source_id for found in sources().values()}:
        raise ChipledgerError(f"{subject} is neither a source nor a check; see `chipledger status`")
    return _accept_snapshot(workspace, subject, snapshot_id, reason, is_withdrawn=is_withdrawn)


def _accept_snapshot(
    workspace: Workspace, source_id: str, snapshot_id: str | None, reason: str, *, is_withdrawn: bool
) -> str:
    seen = (_accepted if is_withdrawn else _held)(workspace, source_id)
    chosen = [s for s in seen if snapshot_id is None or s.snapshot_id == snapshot_id]
    if not chosen:
        what = "accepted" if is_withdrawn else "held"
        known = ", ".join(s.snapshot_id for s in seen) or "none is"
        raise ChipledgerError(f"{source_id}: no such snapshot is {what}; {what}: {known}")
    last = chosen[-1]
    workspace.snapshots.accept(source_id, last.sha256, reason, is_withdrawn=is_withdrawn)
    said = f"{source_id}: {last.snapshot_id} of {last.known_at:%Y-%m-%d}"
    return f"{said} is judged anew {NEXT}" if is_withdrawn else (
        f"{said} is accepted; the next refresh folds it")


def _held(workspace: Workspace, source_id: str) -> list[Sighting]:
    name = base.info(source(source_id).table).name
    belief = workspace.builder(clock_of(None, None)).folders[name].belief(None)
    return [o.sighting for o in belief.outcomes if o.status == HELD]


def _accepted(workspace: Workspace, source_id: str) -> list[Sighting]:
    accepted = workspace.snapshots.accepted(source_id)
    return [s for s in workspace.snapshots.sightings(source_id) if s.sha256 in accepted]


def accept_cell(
    workspace: Workspace, source_id: str, name: str, reason: str, *, is_withdrawn: bool
) -> str:
    """Believe a value that moved too far to be believed unasked; raises ChipledgerError if none waits."""
    said = workspace.snapshots.verdicts
    if is_withdrawn:
        contents = {v.content for v in said.standing("accept_cell", source_id) if v.subject == name}
    else:
        waiting = _waiting(workspace, source_id)
        contents = {cell.content for cell in waiting if f"{cell.subject}|{cell.column_name}" == name}
    if not contents:
        raise ChipledgerError(f"{source_id}: no value of {name} waits or was accepted; see "
                              "meta.set_aside_row where check_name in "
                              f"{cell_holds.CHECKS}")
    for content in sorted(contents):
        said.say("accept_cell", source_id, name, content, reason, is_withdrawn=is_withdrawn)
    return f"{source_id}: {name} is {'judged anew' if is_withdrawn else 'believed'} {NEXT}"


def _waiting(workspace: Workspace, source_id: str) -> list[HeldCell]:
    name = base.info(source(source_id).table).name
    belief = workspace.builder(clock_of(None, None)).folders[name].belief(None)
    return [HeldCell(**cell) for o in belief.outcomes for cell in o.cells]


def _accept_check(workspace: Workspace, name: str, reason: str, *, is_withdrawn: bool) -> str:
    if not reason:
        raise ChipledgerError("say why: --reason TEXT")
    said = workspace.snapshots.verdicts
    if is_withdrawn:
        contents = [v.content for v in said.standing("accept_check") if v.subject == name]
    else:
        contents = [content for content in [_finding(workspace, name)] if content]
    if not contents:
        what = "nothing of it is accepted" if is_withdrawn else "it finds nothing"
        raise ChipledgerError(f"{name}: {what}")
    for content in contents:
        said.say("accept_check", "", name, content, reason, is_withdrawn=is_withdrawn)
    if is_withdrawn:
        return f"{name} holds again {NEXT}"
    return f"{name}: what it finds now is let pass {NEXT}; anything else is judged anew"


def _finding(workspace: Workspace, name: str) -> str | None:
    """What a check finds in what is built now, as the hash by which it is accepted."""
    builder = workspace.builder(clock_of(None, None))
    if name in builder.project.checks:
        result = gate.run_check(
            builder, workspace.publisher.current(), builder.project.checks[name])
        return result.content if result.failure_count else None
    return _row_finding(builder, name)


def _row_finding(builder: Builder, name: str) -> str | None:
    for check, notes in builder.bindings.rulings():
        if check.name == name and any(s["check_name"] == name for s in notes["set_aside"]):
            return str(notes["findings"][name])
    return None


def set_aside(
    workspace: Workspace, source_id: str, key: str, snapshot_id: str | None, reason: str, *,
    is_withdrawn: bool,
) -> str:
    """Let a record count for nothing, or again; raises ChipledgerError if there is none."""
    said = workspace.snapshots.verdicts
    if is_withdrawn:
        contents = {v.content for v in said.standing("set_aside", source_id) if v.subject == key}
    else:
        contents = _contents(workspace, source_id, key, snapshot_id)
    if not contents:
        raise ChipledgerError(f"{source_id}: nothing with the key {key} is set aside")
    for content in sorted(contents):
        said.say("set_aside", source_id, key, content, reason, is_withdrawn=is_withdrawn)
    what = "counts again" if is_withdrawn else "counts for nothing, as long as it says what it says,"
    return f"{source_id}: {key} {what} {NEXT}"


def _contents(
    workspace: Workspace, source_id: str, key: str, snapshot_id: str | None
) -> set[str]:
    """What the records of a key say, in one snapshot or as last seen."""
    table = source(source_id).table
    folder = workspace.builder(clock_of(None, None)).folders[base.info(table).name]
    parts = folder.belief(None).parts
    frame = pl.concat([get_frame(workspace.store, part.content_hash) for part in parts])
    names = asides.key_text(table)
    found = frame.filter(names == key)
    if snapshot_id:
        found = found.filter(pl.col("first_snapshot_id") == snapshot_id)
    elif "observed_date" in frame.columns:
        found = found.filter(pl.col("observed_date") == pl.col("observed_date").max())
    if found.is_empty():
        like = frame.select(names.alias("key")).filter(
            pl.col("key").str.contains(key.split("|", maxsplit=1)[0], literal=True))["key"].unique().sort()
        raise ChipledgerError(f"{source_id}: no record has the key {key}; keys like it: "
                              f"{', '.join(like[:5]) or 'none'}")
    return {asides.content_of(table, record) for record in found.iter_rows(named=True)}


def withdraw(workspace: Workspace, source_id: str, snapshot_id: str, reason: str) -> str:
    """Undo the ingest of a snapshot; raises ChipledgerError if its source never had it."""
    gone = workspace.snapshots.withdraw(source(source_id).source_id, snapshot_id, reason)
    if not gone:
        known = ", ".join(s.snapshot_id for s in workspace.snapshots.sightings(source_id)[-5:]) or "none"
        raise ChipledgerError(f"{source_id} has no snapshot {snapshot_id}; its last ones: {known}")
    days = ", ".join(f"{s.known_at:%Y-%m-%d}" for s in gone)
    return f"{source_id}: {snapshot_id} of {days} is withdrawn; the next refresh does without it"


def reject(workspace: Workspace, snapshot_id: str, reason: str, *, is_withdrawn: bool) -> str:
    """Keep a snapshot out of every belief, or take that back; raises ChipledgerError if unknown."""
    found = {
        (source.source_id, seen.sha256)
        for source in sources().values()
        for seen in workspace.snapshots.sightings(source.source_id)
        if seen.snapshot_id == snapshot_id
    }
    if not found:
        raise ChipledgerError(f"no snapshot {snapshot_id} was received; see meta.snapshot")
    for source_id, sha256 in sorted(found):
        workspace.snapshots.verdicts.say(
            "reject", source_id, sha256, "", reason, is_withdrawn=is_withdrawn)
    names = ", ".join(source_id for source_id, _ in sorted(found))
    what = "counts again" if is_withdrawn else "counts for nothing"
    return f"{names}: {snapshot_id} {what} from the next refresh"
