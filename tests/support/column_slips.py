"""Real tables in which one column slips as a whole, by a seed, and what is then believed of it."""

from __future__ import annotations

import csv
import io
import math
import random
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from pipelines.project import sources
from pipelines.source import Source
from tests.support.folding import World
from warehouse.folding.register import Belief
from warehouse.storage.store import get_frame

BEFORE, AFTER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
FEWEST = 10
"""Numbers that a column needs to be one that can slip."""
MOST_COLUMNS = 4
NUMERIC_SHARE = 0.9
Rows = list[list[str]]
Slip = Callable[[Rows, int, int], None]


def thousandfold(rows: Rows, place: int, _: int) -> None:
    """A unit changes by a factor of a thousand."""
    _scaled(rows, place, 1e3)


def billionfold(rows: Rows, place: int, _: int) -> None:
    """A unit changes by a factor of a billion."""
    _scaled(rows, place, 1e9)


def swapped(rows: Rows, place: int, other: int) -> None:
    """The names of two columns of numbers are exchanged."""
    rows[0][place], rows[0][other] = rows[0][other], rows[0][place]


def shifted(rows: Rows, place: int, _: int) -> None:
    """A column is moved down by a row."""
    cells = [row[place] for row in rows[1:]]
    for row, cell in zip(rows[1:], cells[-1:] + cells[:-1], strict=True):
        row[place] = cell


def blanked(rows: Rows, place: int, _: int) -> None:
    """A column is empty."""
    for row in rows[1:]:
        row[place] = ""


SLIPS: dict[str, Slip] = {slip.__name__: slip for slip in (
    thousandfold, billionfold, swapped, shifted, blanked)}


@dataclass(frozen=True)
class Outcome:
    """What became of one slip, and the share of the believed values of a column that it moved."""

    source_id: str
    column: str
    kind: str
    status: str
    moved_share: float


def outcomes(folder: Path, wanted: Collection[str] = ()) -> Iterator[Outcome]:
    """What becomes of each slip in a few columns of the newest table of each source, or of some."""
    for source in sources().values():
        if wanted and source.source_id not in wanted:
            continue
        rows = _newest(source, folder)
        places = _numeric(rows)
        rng = random.Random(source.source_id)
        chosen = rng.sample(places, min(MOST_COLUMNS, len(places))) if len(places) > 1 else []
        with TemporaryDirectory() as root:
            if not chosen or not _seen(Path(root) / "before", source, rows).parts:
                continue
            for place in chosen:
                other = rng.choice([p for p in places if p != place])
                for kind in SLIPS:
                    yield _outcome(Path(root), source, rows, (place, other), kind)


def _outcome(root: Path, source: Source, rows: Rows, places: tuple[int, int], kind: str) -> Outcome:
    slipped = [list(row) for row in rows]
    SLIPS[kind](slipped, *places)
    shutil.copytree(root / "before", root / "after")
    world = World(root / "after", source)
    before = _numbers(world, world.belief())
    world.see(AFTER, _text(slipped))
    found = world.belief()
    after = _numbers(world, found)
    shutil.rmtree(root / "after")
    moved = Counter(name for (_, name), value in before.items() if after.get((_, name)) != value)
    filled = Counter(name for _, name in before)
    share = max((count / filled[name] for name, count in moved.items()), default=0.0)
    return Outcome(source.source_id, rows[0][places[0]], kind, found.outcomes[-1].status, share)


def _seen(root: Path, source: Source, rows: Rows) -> Belief:
    world = World(root, source)
    world.see(BEFORE, _text(rows))
    return world.belief()


def _numbers(world: World, belief: Belief) -> dict[tuple[str, str], Any]:
    """Every believed number, by record and column."""
    found = {}
    key = list(world.source.register.key) if world.source.register else []
    for part in belief.parts:
        if not part.row_count:
            continue
        frame = get_frame(world.store, part.content_hash)
        names = [name for name, kind in frame.schema.items() if kind in (pl.Float64, pl.Int64)]
        for row in frame.iter_rows(named=True):
            subject = "|".join(str(row.get(name)) for name in key)
            found |= {(subject, name): row[name] for name in names if row[name] is not None}
    return found


def _newest(source: Source, folder: Path) -> Rows:
    files = sorted(f for f in folder.rglob("*.csv") if source.matches(str(f.relative_to(folder))))
    if not files:
        return []
    return list(csv.reader(io.StringIO(files[-1].read_text(encoding="utf-8-sig"))))


def _text(rows: Rows) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _numeric(rows: Rows) -> list[int]:
    if len(rows) < FEWEST or len({len(row) for row in rows}) != 1:
        return []
    found = []
    for place in range(len(rows[0])):
        cells = [row[place] for row in rows[1:] if row[place]]
        numbers = [cell for cell in cells if _number(cell) is not None]
        if len(set(numbers)) >= FEWEST and len(numbers) >= NUMERIC_SHARE * len(cells):
            found.append(place)
    return found


def _number(cell: str) -> float | None:
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _scaled(rows: Rows, place: int, factor: float) -> None:
    for row in rows[1:]:
        value = _number(row[place])
        if value is not None:
            row[place] = repr(value * factor)

