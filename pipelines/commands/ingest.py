"""Taking in files that a user hands over: one file, or a folder of dated releases.

What the files say, and whether it is believed, is for the build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipelines.commands.passed_over import reason_for
from pipelines.project import source, sources
from pipelines.source import Source
from pipelines.unattended.taking_in import read_whole, take_in
from pipelines.workspace import Workspace
from warehouse.errors import ChipledgerError
from warehouse.storage.days import DayToCome
from warehouse.storage.snapshots import end_of_day

FOLDER_DATED = re.compile(r"(?<![\d-])(\d{4}-\d{2}-\d{2})(?![\d-])")
DATED = re.compile(r"__(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!-?\d|[A-Za-z])")


def ingest_file(workspace: Workspace, source_id: str, file: Path, known_on: date) -> str:
    """Keep a file as a snapshot of a source; raises ChipledgerError if it is not the source's."""
    fate = take_in(workspace.snapshots, workspace.now, source(source_id), file, known_on, "stated")
    return fate.told(file.name)


def ingest_archive(workspace: Workspace, folder: Path, counts: Counter[str]) -> Iterator[str]:
    """Keep every dated release that a source recognises; the lines say what became of each file.

    A folder below an archive works as the archive does. `counts` is filled with the fates.
    """
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        what, more = _fate(workspace, folder, file)
        counts[what] += 1
        if what != "known already":
            yield f"{what:<9}  {file.relative_to(folder)}{more}"
    yield (
        f"{counts['taken in']} files taken in, {counts['known already']} known already, "
        f"{counts['no source']} without a source, {counts['no date']} without a date, "
        f"{counts['too early']} of a day to come"
        f"{f', {large} too large' if (large := counts['too large']) else ''}"
    )


def _fate(workspace: Workspace, folder: Path, file: Path) -> tuple[str, str]:
    """What becomes of one file of an archive, and what a person is told besides."""
    path = f"{folder.resolve().name}/{file.relative_to(folder)}"
    owners = [s for s in sources().values() if s.matches(path)]
    if not owners:
        reason = reason_for(path) or "no source knows a file of this name; see the sources' globs"
        return "no source", f": {reason}"
    known_on = date_in(file.name) or _date_of_folders(file) or _date_inside(owners, file)
    if known_on is None:
        return "no date", f": name it {file.stem}__YYYY-MM-DD{file.suffix}"
    try:
        is_new = [_add(workspace, owner, file, known_on, "file_name") for owner in owners]
    except DayToCome as refusal:
        return "too early", f": {refusal}"
    except ChipledgerError as refusal:
        return "too large", f": {refusal}"
    more = f" as {', '.join(s.source_id for s in owners)} known by {known_on}"
    return "taken in" if any(is_new) else "known already", more


def _date_inside(owners: Iterable[Source], file: Path) -> date | None:
    """The day that a file states of itself, where one of its sources can read it."""
    return next((day for owner in owners if owner.stated_day
                 and (day := owner.stated_day(file.read_bytes()))), None)


def _date_of_folders(file: Path) -> date | None:
    """The day in the name of the nearest folder that has one, as in `ecfr_2026-07-23`."""
    found = FOLDER_DATED.findall(str(file.resolve().parent))
    try:
        return date.fromisoformat(found[-1]) if found else None
    except ValueError:
        return None


def _add(workspace: Workspace, owner: Source, file: Path, known_on: date, basis: str) -> bool:
    """Keep a file as a snapshot; says whether this sighting is new."""
    _, is_new = workspace.snapshots.add(
        owner.source_id, read_whole(owner, file), end_of_day(known_on), basis, datetime.now(UTC),
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
