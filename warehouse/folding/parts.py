"""Slips in a part of a file: one word that stands for another, one party's numbers in another unit.

A part is what shares a word in a column with few words. What moves as a whole stands in plausible.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from warehouse.folding.limits import (
    ANYWHERE_BY_ONE_FACTOR,
    FEWEST,
    FEWEST_BY_ONE_FACTOR,
    FEWEST_JUMPS,
    FEWEST_WHOLE,
    JUMP,
    MANY_BY_ONE_FACTOR,
    SAME_FACTOR,
    Limits,
)
from warehouse.rows.sides import NEW, RESOLUTION, Sides, same_value

RECORDS_PER_WORD = 5
"""A column has few words where each stands for so many records on average."""
RELABELLED = 0.2
"""Of a word's records, the share that goes over to one other word in a slip."""
PRACTICE = 0.05
"""Of all records of a column in one list of a file, the share that goes over in a slip. A publisher who
names a few differently from now on moves less: in the kept releases up to a thirtieth."""
FACTOR, FACTOR_DIGITS = "__factor", 3
"""A factor is the same up to what was printed."""
SHOWN = 3
"""Parts that a message names; more are counted."""


def slips(sides: Sides, limits: Limits, names: list[str]) -> Iterator[str]:
    """What moved in a part of a file as no news would move it, in words."""
    both = sides.both.with_columns(pl.col(pl.List(pl.String)).list.join(", "))
    compared = [name for name in names if name not in (*limits.opaque, *limits.volatile)]
    for found in (_relabelled(both, compared, sides.coverage),
                  _jumps(both, (*sides.key, *compared), limits, names),
                  _by_one_factor(both, limits, names), _levelled(both, limits, names)):
        said = list(found)
        if said:
            yield "; ".join(said[:SHOWN]) + (f" and {len(said) - SHOWN} more" if len(said) > SHOWN else "")


def _relabelled(both: pl.DataFrame, names: list[str], coverage: tuple[str, ...]) -> Iterator[str]:
    """Many records of a word that say another one now; each of them is a word that is known.

    How many are many is asked of each list within the file by itself.
    """
    for name in _of_few_words(both, names):
        lists = [one for one in coverage if one in both.columns and one != name]
        said = both.select(*lists, pl.col(name), pl.col(name + NEW)).drop_nulls([name, name + NEW])
        of_list = pl.len().over(lists) if lists else pl.len()
        counts = said.with_columns(column=of_list).group_by(*lists, name, name + NEW).agg(
            count=pl.len(), column=pl.col("column").first()).with_columns(
            whole=pl.col("count").sum().over(*lists, name))
        moved = counts.filter((pl.col(name) != pl.col(name + NEW)) & (pl.col("count") >= FEWEST)
                              & (pl.col("count") > RELABELLED * pl.col("whole"))
                              & (pl.col("count") > PRACTICE * pl.col("column")))
        for row in moved.sort("count", name, descending=True).iter_rows(named=True):
            within = "".join(f" of {row[one]}" for one in lists)
            yield (f"says {row[name + NEW]!r} for {row[name]!r} in {row['count']} of {row['whole']} values "
                   f"of {name}{within}")


def _levelled(both: pl.DataFrame, limits: Limits, names: list[str]) -> Iterator[str]:
    """Columns that told records apart and say one word of all of them: a default, not what is so."""
    for name in names:
        if both.schema[name] == pl.String and name not in limits.opaque:
            said = both.select(name, name + NEW).drop_nulls()
            changed = said.filter(pl.col(name) != pl.col(name + NEW))
            if changed.height >= FEWEST and said[name + NEW].n_unique() == 1:
                yield f"says {said[name + NEW][0]!r} in all {said.height} values of {name}"


def _by_one_factor(both: pl.DataFrame, limits: Limits, names: list[str]) -> Iterator[str]:
    """Most numbers of a party, however few words its column has, times the same: another unit."""
    texts = [name for name in names if both.schema[name] == pl.String and name not in limits.opaque]
    for name in (n for n in names if n + RESOLUTION in both.columns and n not in limits.rebased):
        ratios = both.with_columns(_ratio(name, both.columns).round_sig_figs(FACTOR_DIGITS).alias(FACTOR))
        moved = ~pl.col(FACTOR).is_between(1 / SAME_FACTOR, SAME_FACTOR)
        if ratios.filter(moved).height < FEWEST_BY_ONE_FACTOR:
            continue
        often = ratios.filter(moved).group_by(FACTOR).len("count").filter(
            pl.col("count") >= ANYWHERE_BY_ONE_FACTOR)
        for factor, count in often.sort(FACTOR).iter_rows():
            yield f"moves {count} values of {name} by one factor of {factor:.3g}"
        for part in texts:
            same = ratios.drop_nulls([part, FACTOR]).group_by(part, FACTOR).len("count").with_columns(
                whole=pl.col("count").sum().over(part))
            fewest = pl.when(pl.col("count") == pl.col("whole")).then(FEWEST_BY_ONE_FACTOR).otherwise(
                MANY_BY_ONE_FACTOR)
            found = same.filter(moved & (pl.col("count") >= fewest) & (2 * pl.col("count") > pl.col("whole")))
            for word, factor, count, whole in found.sort(part).iter_rows():
                yield (f"moves {count} of {whole} values of {name} of {part} {word!r} by one factor of "
                       f"{factor:.3g}")


def _jumps(
    both: pl.DataFrame, columns: tuple[str, ...], limits: Limits, names: list[str]
) -> Iterator[str]:
    """Numbers of one part that have another unit, or another meaning, than they had."""
    may_move = (*limits.free, *limits.rebased)
    numbers = [n for n in names if n + RESOLUTION in both.columns and n not in may_move]
    ratios = both.with_columns(_ratio(name, both.columns).alias(name) for name in numbers)
    for part in _of_few_words(both, columns):
        found = ratios.filter(pl.col(part).is_not_null()).group_by(part, maintain_order=True).agg(
            expression for name in numbers for expression in _counted(name))
        for row in found.sort(part).iter_rows(named=True):
            for name in numbers:
                whole, moved, ratio = (row[f"{name}|{what}"] for what in ("whole", "moved", "ratio"))
                if _is_jump(moved, whole, ratio):
                    yield (f"moves {moved} of {whole} values of {name} of {part} {row[part]!r} "
                           f"by a factor of {ratio:.3g}")


def _ratio(name: str, columns: list[str]) -> pl.Expr:
    """By which factor a number moved: 1 where it says the same, nothing where there is none."""
    old, new = pl.col(name), pl.col(name + NEW)
    is_moved = (old != 0) & (new != 0)
    return pl.when(old.is_null()).then(None).when(same_value(name, columns)).then(1.0).when(
        is_moved).then(new / old)


def _counted(name: str) -> list[pl.Expr]:
    moved = pl.col(name).filter(pl.col(name) != 1.0)
    counted = {"whole": pl.col(name).count(), "moved": moved.count(), "ratio": moved.median()}
    return [expression.alias(f"{name}|{what}") for what, expression in counted.items()]


def _is_jump(moved: int, whole: int, ratio: float | None) -> bool:
    if ratio is None or 1 / JUMP <= ratio <= JUMP:
        return False
    return (moved >= FEWEST_JUMPS and 2 * moved > whole) or FEWEST_WHOLE <= moved == whole


def _of_few_words(both: pl.DataFrame, names: tuple[str, ...] | list[str]) -> list[str]:
    texts = [name for name in names if both.schema[name] == pl.String]
    if both.height < FEWEST or not texts:
        return []
    filled, words = (both.select(count).row(0, named=True) for count in (
        pl.col(texts).count(), pl.col(texts).drop_nulls().n_unique()))
    return [name for name in texts if 1 < words[name] * RECORDS_PER_WORD <= filled[name]]
