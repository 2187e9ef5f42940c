"""Taking one file of a source in: read before it is kept, and its fate said at once.

Which file is whose, and by which day it was known, is for the commands and the inbox to say.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.source import Source
from schemas import base
from warehouse.building.build import Builder
from warehouse.errors import ChipledgerError
from warehouse.folding.outcomes import FOLDED, Outcome
from warehouse.rows.records import Unreadable
from warehouse.storage.snapshots import Sighting, Snapshots, end_of_day

LOG = logging.getLogger(__name__)
WORDS = {FOLDED: "taken in"}
"""How a fate is told where its own name would not do."""
NEXT = {
    "held": "`chipledger accept {source} {snapshot}` vouches for it",
    "refused": "`chipledger withdraw {source} {snapshot} --reason TEXT` takes it out again",
    "rejected": "`chipledger reject {snapshot} --undo` lets it count again",
}


@dataclass(frozen=True)
class Fate:
    """What became of one file."""

    source_id: str
    sighting: Sighting
    outcome: Outcome | None
    is_new: bool

    def told(self, file_name: str) -> str:
        """The fate in one line, with the next command where a person may have to act."""
        found, seen = self.outcome, self.sighting
        status = found.status if found else FOLDED
        word = WORDS.get(status, status)
        if not self.is_new:
            word = "known already" if status == FOLDED else f"known already and {word}"
        rows = f"{found.row_count} rows, {found.rejected_row_count} rejected" if found else "no rows"
        line = f"{file_name}: {word} as {self.source_id} known by {seen.known_at:%Y-%m-%d}; {rows}"
        if status not in NEXT or found is None:
            return line
        what = NEXT[status].format(source=self.source_id, snapshot=seen.snapshot_id)
        return f"{line}; {found.message}; {what}"


def read_whole(source: Source, file: Path) -> bytes:
    """The bytes of a file that may be kept; raises ChipledgerError for one larger than its source's."""
    size = file.stat().st_size
    if size > source.max_bytes:
        raise ChipledgerError(
            f"{file} is not taken in: it has {size:,} bytes, and no file of {source.source_id} has more "
            f"than {source.max_bytes:,}; raise `max_bytes` of the source if that is right")
    return file.read_bytes()


def take_in(
    snapshots: Snapshots, builder: Callable[[], Builder], source: Source, file: Path, known_on: date,
    basis: str,
) -> Fate:
    """Keep a file as a snapshot of a source; raises ChipledgerError if it is not the source's.

    `builder` makes one that sees what has just been kept.
    """
    data = read_whole(source, file)
    _refuse_unreadable(source, file, data)
    sighting, is_new = snapshots.add(
        source.source_id, data, end_of_day(known_on), basis, datetime.now(UTC), file.name)
    return Fate(source.source_id, sighting, _outcome(builder(), source, sighting), is_new)


def _refuse_unreadable(source: Source, file: Path, data: bytes) -> None:
    try:
        source.parse(data)
    except Unreadable as fault:
        raise ChipledgerError(f"{file} is not taken in: it {fault}") from None
    except (MemoryError, OSError):
        raise
    except Exception as fault:  # whatever a file holds, a person is told what to look at
        LOG.exception("the parser of %s failed at %s", source.source_id, file)
        raise ChipledgerError(f"{file} is not taken in: the parser of {source.source_id} failed at it "
                              f"({fault!r:.200}); look at the file") from fault


def _outcome(builder: Builder, source: Source, sighting: Sighting) -> Outcome | None:
    """What a build will make of a sighting among all that is held now."""
    folder = builder.folders[base.info(source.table).name]
    found = [o for o in folder.outcomes(None)
             if (o.sighting.sha256, o.sighting.known_at) == (sighting.sha256, sighting.known_at)]
    return found[-1] if found else None
