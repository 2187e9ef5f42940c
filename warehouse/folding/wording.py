"""Words of a column with a vocabulary that no mapping knows, and columns that change their words.

Which words a column has is for the classes to say; what a word means, for the recipes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from schemas import base
from schemas.base import Table
from schemas.words import marks_of, words_of
from warehouse.folding.limits import FEWEST
from warehouse.rows.sides import Sides

SHOWN_WORDS = 5
LARGEST_SHARE_OF_NEW_WORDS = 0.1
"""A publisher that respells a word does so in all its rows at once; news are few rows."""
Unmapped = Mapping[str, Mapping[str, int]]


def unmapped(table: type[Table], frame: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Rows by column and word, of words that are not in the column's vocabulary."""
    found = {}
    place = base.info(table).name
    told = [*((_words, *of) for of in words_of(place).items()),
            *((_marks, *of) for of in marks_of(place).items())]
    for parted, name, known in told:
        said = parted(frame, name).filter(~pl.col("word").is_in(list(known)))
        counts = said.group_by("word").len().sort("len", "word", descending=[True, False])
        if counts.height:
            found[name] = dict(counts.iter_rows())
    return found


def doubt(words: Unmapped, row_count: int, max_share: float) -> str | None:
    """Why a file is held whose words moved away from every mapping."""
    for name, counts in words.items():
        rows = sum(counts.values())
        if rows >= FEWEST and rows > max_share * row_count:
            shown = ", ".join(f"{word!r} ({count})" for word, count in [*counts.items()][:SHOWN_WORDS])
            return (f"{rows} of {row_count} rows use words of {name} that no mapping knows (allowed "
                    f"share {max_share:.0%}): {shown}; add them to schemas/words.py, or `chipledger "
                    "accept` folds it with what they mean unknown")
    return None


def respelled(sides: Sides, columns: Sequence[str]) -> Iterator[str]:
    """Columns that say much of what they say in words that they never used before."""
    for name in columns:
        before, now = _words(sides.covered, name), _words(sides.incoming, name)
        new = now.join(before, on="word", how="anti")
        if before.height and new.height >= FEWEST and (
                new.height > LARGEST_SHARE_OF_NEW_WORDS * now.height):
            counts = new.group_by("word").len().sort("len", "word", descending=[True, False])
            shown = ", ".join(f"{word!r} ({n})" for word, n in counts.head(SHOWN_WORDS).iter_rows())
            yield f"says {new.height} of {now.height} values of {name} in new words: {shown}"


def _words(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The words of a column, one a row; a cell of several is parted at its commas."""
    listed = pl.col(name) if frame.schema[name] == pl.List else pl.concat_list(name)
    words = frame.select(listed.alias("word")).explode("word").drop_nulls()
    parted = words.select(pl.col("word").str.split(",").alias("word")).explode("word")
    return parted.select(pl.col("word").str.strip_chars()).filter(pl.col("word") != "")


def _marks(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The marks of a column, one a row."""
    return frame.select(pl.col(name).str.extract_all(r"#\w+").alias("word")).explode("word").drop_nulls(
        ).select(pl.col("word").str.strip_prefix("#"))
