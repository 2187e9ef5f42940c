"""A readable word diff of the law's text between two days, for a terminal.

Paragraphs are read from the published file; how they are put side by side stands in
law/alignment.py, and the command itself in cli.py.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher

import duckdb

from pipelines.law.alignment import Pair, aligned, is_first_held
from pipelines.law.in_force import Wording, covers

KEPT_WORDS = 12
"""Unchanged words shown on each side of a change; what is left out is marked by an ellipsis."""


@dataclass(frozen=True)
class Marks:
    """What stands around removed and added words."""

    removed: tuple[str, str] = ("[-", "-]")
    added: tuple[str, str] = ("{+", "+}")
    title: tuple[str, str] = ("", "")


PLAIN = Marks()
COLOUR = Marks(("\x1b[31m[-", "-]\x1b[0m"), ("\x1b[32m{+", "+}\x1b[0m"), ("\x1b[1m", "\x1b[0m"))
"""Colour keeps the brackets, so that the diff can be read without seeing red and green."""


def wordings_on(
    connection: duckdb.DuckDBPyConnection, day: date, stem: str | None = None
) -> dict[str, Wording]:
    """What was in force on a day, by locator: all that is held, or a place and what is below it."""
    names = [field.name for field in fields(Wording)]
    rows = connection.execute(
        f"select {', '.join(names)} from core.rule_paragraph where text is not null "
        "and valid_from_date <= $day and (valid_to_date is null or valid_to_date > $day) "
        "order by locator, first_seen_date", {"day": day},
    ).fetchall()
    found = (Wording(**dict(zip(names, row, strict=True))) for row in rows)
    return {w.locator: w for w in found if stem is None or covers(stem, w.locator)}


def render(
    before: Mapping[str, Wording], after: Mapping[str, Wording], marks: Marks = PLAIN,
    width: int = 100,
) -> str:
    """Every change between two states; an entry held on one side only is named, not printed."""
    left, right = _entries(before), _entries(after)
    shared = left & right
    earlier = _of(before, shared)
    pairs = aligned(earlier, _of(after, shared))
    unknown = [pair for pair in pairs if is_first_held(pair, earlier)]
    changed = [pair for pair in pairs if not pair.is_same and pair not in unknown]
    blocks = [_block(pair, marks, width) for pair in changed]
    blocks += [_first_held(unknown), _only("earlier", left - right), _only("later", right - left)]
    return "\n\n".join(block for block in blocks if block) or "no difference in the text held"


def _first_held(pairs: Iterable[Pair]) -> str:
    """Paragraphs of a kind that no capture of the earlier day holds: known to us, not to be new."""
    kinds = {f"{p.after.entry} {p.after.kind.replace('_', ' ')}" for p in pairs if p.after}
    return f"not held for the earlier day: {', '.join(sorted(kinds))}" if kinds else ""


def _entries(state: Mapping[str, Wording]) -> set[str]:
    return {wording.entry for wording in state.values()}


def _of(state: Mapping[str, Wording], entries: set[str]) -> dict[str, Wording]:
    return {locator: w for locator, w in state.items() if w.entry in entries}


def _only(side: str, entries: Iterable[str]) -> str:
    names = ", ".join(sorted(entries))
    return f"held for the {side} day only, or new or gone as a whole: {names}" if names else ""


def _block(pair: Pair, marks: Marks, width: int) -> str:
    """One paragraph: what happened, since when, and the words."""
    title = f"{marks.title[0]}{_title(pair)}{marks.title[1]}"
    before = pair.before.text if pair.before else None
    after = pair.after.text if pair.after else None
    lines = textwrap.wrap(word_diff(before, after, marks), width, initial_indent="  ",
                          subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join([title, *lines])


def _title(pair: Pair) -> str:
    if pair.before is None and pair.after is not None:
        return f"{pair.after.locator}: added, in force from {pair.after.valid_from_date}"
    if pair.after is None and pair.before is not None:
        return f"{pair.before.locator}: removed, in force to {pair.before.valid_to_date}"
    if pair.before is None or pair.after is None:
        return ""
    since = f"in force from {pair.after.valid_from_date}"
    if not pair.is_moved:
        return f"{pair.after.locator}: changed, {since}"
    how = "renumbered" if pair.likeness == 1.0 else "renumbered and changed"
    return f"{pair.before.locator} -> {pair.after.locator}: {how}, {since}"


def word_diff(before: str | None, after: str | None, marks: Marks = PLAIN) -> str:
    """Both wordings in one text, runs of whole words marked as removed or added."""
    left, right = (before or "").split(), (after or "").split()
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return " ".join(_pieces(matcher.get_opcodes(), left, right, marks))


def _pieces(
    opcodes: Iterable[tuple[str, int, int, int, int]], left: list[str], right: list[str],
    marks: Marks,
) -> Iterator[str]:
    for tag, start, end, start_after, end_after in opcodes:
        if tag == "equal":
            yield _kept(left[start:end], is_first=start == 0 and start_after == 0,
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
