"""Cells that a file revises beyond belief: each keeps the value that is believed until a person accepts.

Words beyond belief stand in word_holds.py, what a cell that waits tells in held_cell.py. Files that
change too much as a whole are held as a whole, in plausible.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import polars as pl

from warehouse.folding import word_holds
from warehouse.folding.exchanges import only_once
from warehouse.folding.held_cell import HeldCell, cells_of, stated, subject_of
from warehouse.folding.limits import FEWEST_WHOLE, SAME_FACTOR, Limits
from warehouse.folding.parts import FACTOR_DIGITS
from warehouse.folding.slips import with_cells
from warehouse.rows.sides import NEW, RESOLUTION, Sides

FACTOR = 9.5
"""A number that moves tenfold, or nearly, has a point in another place, before or now; which of them is
right, only a person can say."""
CLOSE_FACTOR = 1.05
"""What a rule turns on is stated to a few hundredths by whoever measures it."""
LASTING_FACTOR = 2.5
"""Two dies counted as one, or one as two, is the most that kept releases correct in a chip's power, memory
or clock, or in a cluster: 2.05."""
CHECK, CLOSE_CHECK = "revised_tenfold", "revised_beyond_a_twentieth"
LASTING_CHECK = "revised_to_another_thing"
SCALED_CHECK = "revised_by_one_factor"
"""What a record says of its power, its chips and its cost does not grow by the same factor, to the digit."""
EMPTIED_CHECK = "emptied_by_itself"
"""What a rule turns on, or an index, does not become unknown because one cell is left out."""
EXCHANGED_CHECK = "exchanged_between_two_records"
"""Of two numbers that no other record has, news does not give each to the record of the other."""
CHECKS = (CHECK, CLOSE_CHECK, LASTING_CHECK, SCALED_CHECK, EMPTIED_CHECK, EXCHANGED_CHECK,
          *word_holds.CHECKS)


@dataclass(frozen=True)
class Kept:
    """A file's records with their believed values where they revise one beyond belief."""

    frame: pl.DataFrame
    cells: tuple[HeldCell, ...] = field(default=())


def held_back(
    sides: Sides, limits: Limits, held_before: pl.DataFrame | None, accepted: Collection[str]
) -> Kept:
    """The records of a file in which no cell moves too far, unless it may or somebody agrees.

    A person agrees by accepting the cell, the file that was held just before by saying the same.
    """
    parsed, current, key = sides.incoming, sides.current, sides.key
    names = [n.removesuffix(RESOLUTION) for n in parsed.columns if n.endswith(RESOLUTION)]
    guarded = [name for name in names if name not in (*limits.free, *key)]
    both = parsed.join(current, on=key, how="inner", suffix=NEW, nulls_equal=True)
    known = set() if held_before is None else {
        cell.content for name in (*guarded, *word_holds.guarded(limits, parsed.columns))
        for cell in stated(held_before, name, key)}
    one_by_one = [cell for name in guarded for cell in _doubted(both, name, sides, limits)]
    cells = tuple(cell for cell in [*one_by_one, *_scaled(both, guarded, one_by_one, sides, limits),
                                    *word_holds.doubted(both, key, limits)]
                  if cell.content not in known and cell.content not in accepted)
    frame = parsed
    for name in {cell.column_name for cell in cells}:
        places = [cell.row_number for cell in cells if cell.column_name == name]
        frame = with_cells(frame, both, name, places)
    return Kept(frame, cells)


def _doubted(both: pl.DataFrame, name: str, sides: Sides, limits: Limits) -> list[HeldCell]:
    is_guarded = name in (*limits.close, *limits.rebased)
    moved = _moved(both, name, sides.key, _expected(name, sides, limits), _factor(name, limits))
    told = {cell.row_number for cell in moved}
    moved += [cell for cell in _exchanged(both, name, sides.key) if cell.row_number not in told]
    return [*moved, *_emptied(both, name, sides.key)] if is_guarded else moved


def _factor(name: str, limits: Limits) -> tuple[float, str]:
    """By how much one cell of a column may move, and the check that says so."""
    if name in (*limits.close, *limits.rebased):
        return CLOSE_FACTOR, CLOSE_CHECK
    return (LASTING_FACTOR, LASTING_CHECK) if name in limits.lasting else (FACTOR, CHECK)


def _expected(name: str, sides: Sides, limits: Limits) -> pl.Expr:
    """What a value would be if its record were no news: the believed one, in the base of the others."""
    said, believed = pl.col(name), pl.col(name + NEW)
    if name not in limits.rebased:
        return believed
    ratio = (said / believed).filter((said != 0) & (believed != 0)).median()
    is_unbased = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(part).is_in(limits.unbased) for part in sides.coverage))
    return believed * pl.when(~is_unbased).then(ratio.over(*sides.coverage)).fill_null(1.0)


def _moved(
    both: pl.DataFrame, name: str, key: tuple[str, ...], expected: pl.Expr, limit: tuple[float, str]
) -> list[HeldCell]:
    said, believed = pl.col(name), pl.col(name + NEW)
    factor, check = limit
    moved = both.filter((believed != 0) & ~(said / expected).abs().is_between(1 / factor, factor))
    return cells_of(moved.select("row_number", subject_of(key), believed=believed, said=said), name, check)


def _scaled(
    both: pl.DataFrame, names: Sequence[str], doubted: Sequence[HeldCell], sides: Sides, limits: Limits
) -> list[HeldCell]:
    """The other numbers of records of which several measures move by the same factor: another unit."""
    told = {(cell.row_number, cell.column_name) for cell in doubted}
    moved = [moved for name in names if name not in limits.rebased
             for moved in _moved(both, name, sides.key, pl.col(name + NEW), (SAME_FACTOR, SCALED_CHECK))]
    measures: dict[tuple[int, float], set[str]] = {}
    for cell in moved:
        measures.setdefault(_scale(cell), set()).add(
            cell.column_name.removesuffix("_low").removesuffix("_high"))
    return [cell for cell in moved if len(measures[_scale(cell)]) >= FEWEST_WHOLE
            and (cell.row_number, cell.column_name) not in told]


def _scale(cell: HeldCell) -> tuple[int, float]:
    factor = float(cell.said or 0) / float(cell.believed or 1)
    return cell.row_number, float(f"{factor:.{FACTOR_DIGITS}g}")


def _exchanged(both: pl.DataFrame, name: str, key: tuple[str, ...]) -> list[HeldCell]:
    """Numbers of two records that each have the other's now."""
    once = only_once(both, name + NEW)
    changed = both.filter((pl.col(name) != pl.col(name + NEW)) & pl.col(name + NEW).is_in(once)).select(
        "row_number", subject_of(key), believed=name + NEW, said=name)
    pairs = changed.join(changed, left_on=["believed", "said"], right_on=["said", "believed"], how="semi")
    return cells_of(pairs, name, EXCHANGED_CHECK)


def _emptied(both: pl.DataFrame, name: str, key: tuple[str, ...]) -> list[HeldCell]:
    """Cells that say nothing where a value is believed, in records that are still there."""
    emptied = both.filter(pl.col(name).is_null() & pl.col(name + NEW).is_not_null()).select(
        "row_number", subject_of(key), believed=name + NEW, said=name)
    return cells_of(emptied, name, EMPTIED_CHECK)
