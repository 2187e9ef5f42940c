"""Taking in files that a user hands over: one file, or a folder of dated releases.

What the files say, and whether it is believed, is for the build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipelines.project import source, sources
from pipelines.source import Source
from pipelines.workspace import Workspace, clock_of
from schemas import base
from warehouse.errors import ChipledgerError
from warehouse.records import Unreadable
from warehouse.snapshots import end_of_day

DATED = re.compile(r"__(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!-?\d|[A-Za-z])")


def ingest_file(workspace: Workspace, source_id: str, file: Path, known_on: date) -> str:
    """Keep a file as a snapshot of a source; raises ChipledgerError if it is not the source's."""
    wanted = source(source_id)
    if known_on > datetime.now(UTC).date():
        raise ChipledgerError(f"{file} is not taken in: nobody knows it before {known_on}")
    try:
        parsed = wanted.parse(file.read_bytes())
    except Unreadable as fault:
        raise ChipledgerError(f"{file} is not taken in: it {fault}") from None
    except (MemoryError, OSError):
        raise
    except Exception as fault:  # whatever a file holds, a person is told what to look at
        raise ChipledgerError(f"{file} is not taken in: the parser of {source_id} failed at it "
                              f"({fault!r:.200}); look at the file") from fault
    is_new = _add(workspace, wanted, file, known_on, "stated")
    word = "taken in" if is_new else "known already"
    return (
        f"{file.name}: {word} as {source_id} known by {known_on}; {parsed.frame.height} rows, "
        f"{parsed.rejected_row_count} rejected"
    )


def ingest_archive(workspace: Workspace, folder: Path) -> Iterator[str]:
    """Keep every dated release that a source recognises; the lines say what became of each file."""
    counts: Counter[str] = Counter()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        path = str(file.relative_to(folder))
        owner = next((s for s in sources().values() if s.matches(path)), None)
        known_on = date_in(file.name)
        if owner is None or known_on is None:
            what, more = "no source" if owner is None else "no date", ""
        else:
            is_new = _add(workspace, owner, file, known_on, "file_name")
            what = "taken in" if is_new else "known already"
            more = f" as {owner.source_id} known by {known_on}"
        counts[what] += 1
        if what != "known already":
            yield f"{what:<9}  {path}{more}"
    yield (
        f"{counts['taken in']} files taken in, {counts['known already']} known already, "
        f"{counts['no source']} without a source, {counts['no date']} without a date"
    )


def _add(workspace: Workspace, owner: Source, file: Path, known_on: date, basis: str) -> bool:
    """Keep a file as a snapshot; says whether this sighting is new."""
    _, is_new = workspace.snapshots.add(
        owner.source_id, file.read_bytes(), end_of_day(known_on), basis, datetime.now(UTC),
        file.name,
    )
    return is_new


def date_in(file_name: str) -> date | None:
    """The last `__YYYY[-MM[-DD]]` of a file name, as the last day of that period."""
    found = list(DATED.finditer(file_name))
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found[-1].groups())
    try:
        return _end_of_period(year or 0, month, day)
    except ValueError:
        return None


def _end_of_period(year: int, month: int | None, day: int | None) -> date:
    if month is None:
        return date(year, 12, 31)
    if day is None:
        return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(year, month, day)


def accept(workspace: Workspace, source_id: str, snapshot_id: str | None) -> str:
    """Vouch for a held snapshot; raises ChipledgerError when none is held."""
    wanted = source(source_id)
    name = base.info(wanted.table).name
    belief = workspace.builder(clock_of(None, None)).folders[name].belief(None)
    held = [o.sighting for o in belief.outcomes if o.status == "held"]
    chosen = [s for s in held if snapshot_id is None or s.snapshot_id == snapshot_id]
    if not chosen:
        known = ", ".join(s.snapshot_id for s in held) or "none is"
        raise ChipledgerError(f"{source_id}: no such snapshot is held; held: {known}")
    workspace.snapshots.accept(source_id, chosen[-1].sha256)
    return (
        f"{source_id}: accepted {chosen[-1].snapshot_id} of {chosen[-1].known_at:%Y-%m-%d}; "
        "the next refresh folds it"
    )
