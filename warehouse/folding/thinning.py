"""Whether a text only lost passages: who amends one puts words in, who copies one badly does not.

How much a file may drop of all its records stands in plausible.py, and what a text means nowhere here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from warehouse.rows.sides import without

AGAIN = "__again"
"""Helper column: the how manieth passage with these words in its text."""
SHOWN = 3
"""Places that a message names; more are counted."""


@dataclass(frozen=True)
class Passages:
    """The columns of records that are passages of texts.

    `text` names the text that a passage is of, `place` its number there, `words` what it says,
    `part` the part it stands in. `lacking` lists parts that a file is known not to have, `is_whole`
    says that it has all texts there are.
    """

    text: str
    place: str
    words: str
    part: str
    lacking: str
    is_whole: str


def thinned(
    before: pl.DataFrame, after: pl.DataFrame, held: pl.DataFrame | None, names: Passages
) -> Iterator[str]:
    """What a file takes out of texts into which it puts nothing.

    What the file held just before it took out too is no slip.
    """
    lost = _lost(before, after, names)
    if held is not None:
        lost = without(lost, _lost(before, held, names), (names.text, names.place))
    for (text,), gone in lost.group_by(names.text, maintain_order=True):
        places = gone[names.place].to_list()
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        yield f"takes {', '.join(places[:SHOWN])}{more} out of {text} and puts nothing in"


def _without_lacking(before: pl.DataFrame, after: pl.DataFrame, names: Passages) -> pl.DataFrame:
    """Passages but those of parts that a file is known not to have in full."""
    return without(before, _lacking(after, names), (names.text, names.part))


def spoken_of(before: pl.DataFrame, after: pl.DataFrame, names: Passages) -> pl.DataFrame:
    """Passages but those of parts of which a file has nothing: one that breaks off in a part speaks of it."""
    part = [names.text, names.part]
    absent = _lacking(after, names).join(after.select(part).unique(), on=part, how="anti")
    return without(before, absent, (names.text, names.part))


def _lacking(after: pl.DataFrame, names: Passages) -> pl.DataFrame:
    """Texts and the parts that are not whole in a file."""
    found = after.select(names.text, names.lacking).explode(names.lacking).drop_nulls().unique()
    return found.rename({names.lacking: names.part})


def _lost(before: pl.DataFrame, after: pl.DataFrame, names: Passages) -> pl.DataFrame:
    gone = _gone(before, after, names)
    amended = [text for text in gone[names.text].unique().to_list()
               if _says_more(before, after, names, text)]
    passages = gone.filter(~pl.col(names.text).is_in(amended))
    return pl.concat([passages, _missing_texts(before, after, names)])


def _gone(before: pl.DataFrame, after: pl.DataFrame, names: Passages) -> pl.DataFrame:
    """Passages whose words are gone from a text that the file has in that part, or stand there less often."""
    spoken = _without_lacking(before, after, names).join(after, on=names.text, how="semi").filter(
        pl.col(names.words).is_not_null())
    again = pl.int_range(pl.len()).over(names.text, names.words).alias(AGAIN)
    return without(spoken.with_columns(again), after.with_columns(again),
                   (names.text, names.words, AGAIN)).drop(AGAIN)


def _says_more(before: pl.DataFrame, after: pl.DataFrame, names: Passages, text: str) -> bool:
    """Whether a text has words that it had not; what is left when a piece breaks off is none."""
    is_of_text = pl.col(names.text) == text
    known = before.filter(is_of_text)[names.words].drop_nulls().to_list()
    new = set(after.filter(is_of_text)[names.words].drop_nulls()) - set(known)
    return any(not any(_is_left_of(said, old) for old in known) for said in new)


def _is_left_of(said: str, old: str) -> bool:
    """Whether one piece that goes from the old words, at an end or within a word, leaves what is said.

    Whole words between others go by amendment: in April 2024 seven did from 4E001.a.
    """
    size = len(old) - len(said)
    if size <= 0:
        return False
    begin = next((n for n, letter in enumerate(said) if letter != old[n]), len(said))
    if not old.endswith(said[begin:]):
        return False
    places = [begin]
    while places[-1] and old[places[-1] - 1] == old[places[-1] + size - 1]:
        places.append(places[-1] - 1)
    return not any(_is_of_whole_words(old, place, place + size) for place in places)


def _is_of_whole_words(text: str, begin: int, end: int) -> bool:
    """Whether a piece stands between others, and neither its begin nor its end is within a word."""
    is_between = begin > 0 and end < len(text)
    return is_between and not any(text[cut - 1].isalnum() and text[cut].isalnum() for cut in (begin, end))


def _missing_texts(before: pl.DataFrame, after: pl.DataFrame, names: Passages) -> pl.DataFrame:
    """Headings, each for its text, that one whole file had and the next has not."""
    if after.is_empty() or not after[names.is_whole].any():
        return before.clear()
    was_whole = before.filter(names.is_whole)
    return without(was_whole, after, (names.text,)).unique(names.text, maintain_order=True)
