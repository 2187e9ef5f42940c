"""How much a snapshot may do to what is believed before it is held, in numbers.

What it does is counted in plausible.py, thinning.py and wording.py.
"""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 10
"""Fewer values or records than this are no column or list that slipped, unless all of them did."""
FEWEST_WHOLE = 3
"""So many values that are all others, or all gone, are a column that slipped: in the kept releases no
column of fewer than ten did that but for one that lost a tenth of its list as well."""
FEWEST_GONE = 5
"""Fewer records than this may go on any day."""
HALF_YEAR = 182.0
AT_ONCE = 0.1
"""Kept releases of a list are months apart and lost a fifth of it at most, the next day's a fiftieth."""
FEWEST_JUMPS = 5
JUMP = 3.0
"""Values that move by more than this factor at the median have another unit, or another meaning."""
JUMP_SHARE = 0.2
MOST_DAYS = 31
"""Dates are made more exact within their month; those that move by more at the median are others."""
APART = 2.0
"""A column of which so many times the share of records is gone was emptied, and not with the list."""
SAME_FACTOR = 2.1
"""News moves no numbers of a party by one factor; in the kept releases all of one did by 2.05 at most, or
five at once."""
FEWEST_BY_ONE_FACTOR, MANY_BY_ONE_FACTOR, ANYWHERE_BY_ONE_FACTOR = 6, 10, 16
"""So many where all of a party do, or most, or whosever they are: 15 in the kept releases."""
LEAST_RANK_CORRELATION = 0.8
"""A restated column keeps the order of its records: in kept releases the ranks correlate by 0.87 at least."""


@dataclass(frozen=True)
class Limits:
    """What a snapshot may do to what is believed before it is held, in shares of it.

    The share of changed and emptied values is that of each column by itself. `volatile` names
    columns that a publisher restates from release to release, for which only a jump or another order
    counts; `opaque` those that are not compared, such as numbers of rows; `words` those with few
    words, of which many new ones at once are a respelling; `free` numbers that are redefined or
    based anew record by record, so that one of them may move far; `rebased` those that are based anew
    for a whole value of coverage at once, so that one may move far only with the others of it; `close`
    those on which a rule turns, so that none of them may move by more than its printing; `lasting` those
    and words of a thing that stays what it is, so that none may become another thing's; `corrected` lists
    of words that are corrected one by one, but for `vague` words; `onward` the words of a column that
    follow one another, and never go back. `unbased` names values
    of coverage of which nothing is ever based anew. `conditions`
    names columns of the key under whose values one thing has several numbers. `identity` names
    columns that stay with a record for ever, so that a file in which most are others is of another
    list.
    """

    added: float = 0.9
    changed: float = 0.5
    emptied: float = 0.5
    volatile: tuple[str, ...] = ()
    opaque: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    rebased: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    onward: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unbased: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()


@dataclass(frozen=True)
class Losses:
    """The share of its records that a list may lose: `at_all`, and in the time since the last file."""

    at_all: float
    since_then: float

    def are_too_many(self, lost: int, whole: int) -> bool:
        """Whether so many of a list are gone that it was cut rather than kept up to date."""
        return lost > self.at_all * whole or (lost >= FEWEST_GONE and lost > self.since_then * whole)
