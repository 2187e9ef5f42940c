"""Files that somebody puts into `inbox/SOURCE/`: good ones are taken in, bad ones moved aside.

Where a file was known before it came, its name says so: NAME__YYYY-MM-DD. How one file is taken in
does not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.source import Source
from pipelines.unattended.taking_in import take_in
from warehouse.building.build import Builder
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.storage.snapshots import Snapshots

TAKEN, ASIDE = "taken_in", "refused"
"""Folders beside the files, for what has been dealt with."""
DATED = re.compile(r"__(\d{4}-\d{2}-\d{2})(?!\d)")
SETTLED_S = 5
"""A file that was written to so lately may not be whole yet."""


def waiting(home: Home, now: datetime) -> list[Path]:
    """Files of the inbox that nobody has dealt with, and nobody seems to be writing."""
    folder = home.root / "inbox"
    files = (path for path in folder.glob("*/*") if path.is_file() and not path.name.startswith("."))
    return sorted(p for p in files if now.timestamp() - p.stat().st_mtime >= SETTLED_S)


def emptied(
    home: Home, snapshots: Snapshots, builder: Callable[[], Builder], sources: Sequence[Source],
    now: datetime,
) -> Iterator[str]:
    """Deal with every waiting file; each line says what became of one."""
    by_id = {source.source_id: source for source in sources}
    for file in waiting(home, now):
        try:
            source = _owner(by_id, file)
            day, basis = _known_on(file, now)
            fate = take_in(snapshots, builder, source, file, day, basis)
            _move(file, TAKEN)
            yield fate.told(file.name)
        except ChipledgerError as error:
            moved = _move(file, ASIDE)
            moved.with_name(f"{moved.name}.reason.txt").write_text(f"{error}\n", encoding="utf-8")
            yield f"{file.name}: moved to {moved.parent}: {error}"


def _owner(by_id: dict[str, Source], file: Path) -> Source:
    name = file.parent.name
    if name not in by_id:
        raise ChipledgerError(f"there is no source {name}; name the folder after one of "
                              f"{', '.join(sorted(by_id))}")
    return by_id[name]


def _known_on(file: Path, now: datetime) -> tuple[date, str]:
    """By which day a file was known: as its name says, else since it came."""
    if found := DATED.findall(file.name):
        try:
            return date.fromisoformat(found[-1]), "file_name"
        except ValueError:
            raise ChipledgerError(f"its name ends in {found[-1]}, which is no day") from None
    return now.astimezone(UTC).date(), "retrieved"


def _move(file: Path, name: str) -> Path:
    """Out of the way, beside others of the same name."""
    folder = file.parent / name
    folder.mkdir(exist_ok=True)
    target, number = folder / file.name, 1
    while target.exists():
        number += 1
        target = folder / f"{file.stem}.{number}{file.suffix}"
    return file.rename(target)
