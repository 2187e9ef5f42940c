"""A readable word diff of the law's text between two days, for a terminal.

Paragraphs are read from the published file; how they are put side by side stands in
law/alignment.py, what documents of these days declare in acts.py, and the command itself in cli.py.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

import duckdb

from pipelines.explain import known_days
from pipelines.explain.acts import Act, acts_between, others_between
from pipelines.law.alignment import Pair, aligned, is_first_held
from pipelines.law.in_force import Wording
from pipelines.law.versions import covers, folded
from warehouse.paths import Home
from warehouse.releasing.reading import open_published
from warehouse.showing.typed import rows_of

KEPT_WORDS = 12
"""Unchanged words shown on each side of a change; what is left out is marked by an ellipsis."""
NAMED = "effective_date_of_rule_version"
NOTHING = "no difference in the text held, and no document held took effect between the two days"


@dataclass(frozen=True)
class Marks:
    """What stands around removed and added words."""

    removed: tuple[str, str] = ("[-", "-]")
    added: tuple[str, str] = ("{+", "+}")
    title: tuple[str, str] = ("", "")


PLAIN = Marks()
COLOUR = Marks(("\x1b[31m[-", "-]\x1b[0m"), ("\x1b[32m{+", "+}\x1b[0m"), ("\x1b[1m", "\x1b[0m"))
"""Colour keeps the brackets, so that the diff can be read without seeing red and green."""


@dataclass(frozen=True)
class State:
    """A day and what was in force on it, by locator."""

    day: date
    wordings: Mapping[str, Wording]


def told(
    home: Home, before: date, after: date, stem: str | None, is_terminal: bool
) -> tuple[str, str | None]:
    """The diff of two days in the published file, and what is not held of them."""
    with open_published(home) as con:
        last = max(before, after)
        if refused := known_days.refusal(con, last):
            return "", f"no text held for {last}: {refused}"
        was, now = (state_on(con, day, stem) for day in (before, after))
        acts = acts_between(con, before, after, stem)
        others = [] if stem else others_between(con, before, after)
    missing, marks = unheld(was, now, stem), COLOUR if is_terminal else PLAIN
    is_shown = acts or others or not missing
    return render(was, now, acts, marks, others=others) if is_shown else "", missing


def state_on(
    connection: duckdb.DuckDBPyConnection, day: date, stem: str | None = None
) -> State:
    """What was in force on a day: all that is held, or a place and what is below it."""
    found = rows_of(
        Wording, connection, "core.rule_paragraph where text is not null and valid_from_date <= $day "
        "and (valid_to_date is null or valid_to_date > $day) order by locator, first_seen_date", day=day)
    return State(day, {w.locator: w for w in found if stem is None or covers(stem, w.locator)})


def unheld(before: State, after: State, stem: str | None) -> str:
    """What keeps two days from being compared: no text of the place is held on either."""
    if before.wordings or after.wordings:
        return ""
    place = f"{stem} is" if stem else "the law is"
    return f"no text held for {before.day} and {after.day}: no wording of {place} in this file"


def render(
    before: State, after: State, acts: Sequence[Act] = (), marks: Marks = PLAIN, width: int = 100,
    others: Sequence[str] = (),
) -> str:
    """What documents of these days changed, what of it is not held, and what only reads otherwise.

    `others` are documents of these days that declare no paragraph.
    """
    pairs = [pair for pair in aligned(before.wordings, after.wordings) if not pair.is_same]
    dated = [pair for pair in pairs if is_dated(pair, before.day, after.day)]
    blocks = [_block(pair, before.wordings, marks, width) for pair in dated]
    blocks += [line for act in acts for line in _not_held(act, dated, before, after)]
    blocks += others
    blocks.append(_undated([pair for pair in pairs if pair not in dated]))
    shown = [block for block in blocks if block]
    return "\n\n".join(shown) or NOTHING


def is_dated(pair: Pair, start: date, end: date) -> bool:
    """Whether a document that declares the paragraph took effect between the two days."""
    if pair.after:
        return pair.after.valid_basis == NAMED and start < pair.after.valid_from_date <= end
    left = pair.before
    return bool(left and left.valid_to_basis == NAMED and left.valid_to_date
                and start < left.valid_to_date <= end)


def _not_held(act: Act, dated: Sequence[Pair], before: State, after: State) -> Iterator[str]:
    """What a document says it changed and no held text shows."""
    for stem in act.stems:
        if any(w and covers(stem, w.locator) for pair in dated for w in (pair.before, pair.after)):
            continue
        sides = [state.day for state in (before, after)
                 if not any(covers(stem, locator) for locator in state.wordings)]
        days = " or ".join(str(day) for day in sides)
        what = f"its text is not held for {days}" if days else "the text held reads the same"
        yield f"{stem}: changed by {act.citation}, in force from {act.effective}; {what}"


def _undated(pairs: Iterable[Pair]) -> str:
    """Captures that read differently though no document held says that the law changed."""
    entries = Counter(w.entry for pair in pairs if (w := pair.after or pair.before))
    names = ", ".join(f"{entry} ({count})" for entry, count in sorted(entries.items()))
    return ("read or held differently by captures, which no document of these days explains: "
            f"{names}") if names else ""


def _block(pair: Pair, held: Mapping[str, Wording], marks: Marks, width: int) -> str:
    """One paragraph: what happened, since when, and the words."""
    title = f"{marks.title[0]}{_title(pair, held)}{marks.title[1]}"
    before = pair.before.text if pair.before else None
    after = pair.after.text if pair.after else None
    lines = textwrap.wrap(word_diff(before, after, marks), width, initial_indent="  ",
                          subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join([title, *lines])


def _title(pair: Pair, held: Mapping[str, Wording]) -> str:
    if pair.after is None:
        gone = pair.before
        return f"{gone.locator}: removed, in force to {gone.valid_to_date}" if gone else ""
    since = f"in force from {pair.after.valid_from_date}"
    if pair.before is None:
        is_new = not is_first_held(pair, held)
        return f"{pair.after.locator}: " + (
            f"added, {since}" if is_new else f"{since}; no earlier wording is held")
    if not pair.is_moved:
        return f"{pair.after.locator}: changed, {since}"
    how = "renumbered" if pair.likeness == 1.0 else "renumbered and changed"
    return f"{pair.before.locator} -> {pair.after.locator}: {how}, {since}"


def word_diff(before: str | None, after: str | None, marks: Marks = PLAIN) -> str:
    """Both wordings in one text, runs of whole words marked as removed or added."""
    left, right = (before or "").split(), (after or "").split()
    matcher = SequenceMatcher(None, [_plain(w) for w in left], [_plain(w) for w in right],
                              autojunk=False)
    return " ".join(_pieces(matcher.get_opcodes(), left, right, marks))


def _plain(word: str) -> str:
    """What is compared of a word; a sign alone stays as it is."""
    return folded(word) or word


def _pieces(
    opcodes: Iterable[tuple[str, int, int, int, int]], left: list[str], right: list[str],
    marks: Marks,
) -> Iterator[str]:
    for tag, start, end, start_after, end_after in opcodes:
        if tag == "equal":
            yield _kept(right[start_after:end_after], is_first=start == 0 and start_after == 0,
                        is_last=end == len(left) and end_after == len(right))
            continue
        for same, mark in ((left[start:end], marks.removed), (right[start_after:end_after],
                                                              marks.added)):
            if same:
                yield f"{mark[0]}{' '.join(same)}{mark[1]}"


def _kept(same: list[str], is_first: bool, is_last: bool) -> str:
    """Unchanged words, shortened where nothing near them changed."""
    head = [] if is_first and not is_last else same[:KEPT_WORDS]
    tail = [] if is_last else same[-KEPT_WORDS:]
    if len(same) <= len(head) + len(tail) + 2:
        return " ".join(same)
    return " ".join([*head, "...", *tail])
