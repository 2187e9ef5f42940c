"""Words of a record that a file changes as no news does: each stays as believed until a person accepts.

Numbers stand in cell_holds.py; words that a whole part of a file changes at once in parts.py.
"""

from __future__ import annotations

import polars as pl

from warehouse.folding.held_cell import HeldCell, cells_of, subject_of
from warehouse.folding.limits import FEWEST_WHOLE, Limits
from warehouse.rows.sides import NEW, RESOLUTION

ANOTHERS_CHECK = "says_the_word_of_another"
"""In the kept releases no chip got the maker of another one, no cluster the country of another."""
ALIKE_CHECK = "says_the_same_other_word"
"""Of models, kept releases correct the country one by one: of one pair of countries twice at most."""
BACKWARD_CHECK = "goes_back_a_stage"
"""What is built is not planned again."""
CHECKS = (ANOTHERS_CHECK, ALIKE_CHECK, BACKWARD_CHECK)


def guarded(limits: Limits, columns: list[str]) -> list[str]:
    """The columns of words that are looked at cell by cell."""
    words = [name for name in limits.lasting if name + RESOLUTION not in columns]
    return [name for name in (*words, *limits.corrected, *(name for name, _ in limits.onward))
            if name in columns]


def doubted(both: pl.DataFrame, key: tuple[str, ...], limits: Limits) -> list[HeldCell]:
    """The cells whose words change as no news changes them."""
    found = []
    onward = dict(limits.onward)
    for name in guarded(limits, both.columns):
        if name in onward:
            is_odd, check = _goes_back(name, onward[name]), BACKWARD_CHECK
        elif name in limits.corrected:
            is_odd, check = _is_one_of_many(name, limits.vague), ALIKE_CHECK
        else:
            is_odd, check = _is_anothers(name), ANOTHERS_CHECK
        changed = both.filter(is_odd).select(
            "row_number", subject_of(key), _text(both, name + NEW).alias("believed"), _text(both, name))
        found += cells_of(changed, name, check)
    return found


def _text(both: pl.DataFrame, name: str) -> pl.Expr:
    is_list = both.schema[name] == pl.List(pl.String)
    return pl.col(name).list.join(", ") if is_list else pl.col(name)


def _is_anothers(name: str) -> pl.Expr:
    """Another record is believed to have the word; a new word may be a new name of the same."""
    said, believed = pl.col(name), pl.col(name + NEW)
    return (said != believed) & said.is_in(believed.drop_nulls().unique().implode())


def _is_one_of_many(name: str, vague: tuple[str, ...]) -> pl.Expr:
    """Nothing of what is believed is left, and others changed from the same to the same."""
    said, believed = pl.col(name), pl.col(name + NEW)
    shared = said.list.set_intersection(believed.list.concat(pl.lit([*vague], pl.List(pl.String))))
    is_other = (shared.list.len() == 0) & (said.list.len() > 0) & (believed.list.len() > 0)
    is_clear = believed.list.set_intersection(pl.lit([*vague], pl.List(pl.String))).list.len() == 0
    pair = (believed.list.unique().list.sort().list.join("|") + "\n"
            + said.list.unique().list.sort().list.join("|"))
    return is_other & is_clear & ((is_other & is_clear).sum().over(pair) >= FEWEST_WHOLE)


def _goes_back(name: str, stages: tuple[str, ...]) -> pl.Expr:
    number = {stage: place for place, stage in enumerate(stages)}
    said, believed = (pl.col(column).replace_strict(number, default=None, return_dtype=pl.Int64)
                      for column in (name, name + NEW))
    return (said < believed).fill_null(value=False)
