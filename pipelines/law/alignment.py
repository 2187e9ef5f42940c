"""Two states of a text side by side: the same place, the same wording elsewhere, gone, or new.

Which states are compared does not belong here, nor what control parameters are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.law.in_force import Wording
from pipelines.law.versions import folded

SAME_PLACE = 0.6
MOVED = 0.8
"""Least likeness of two wordings: one edited in its place, or one moved to another number."""
NUMBER = re.compile(r"\d+|\D+")
COUNTED = re.compile(r"\.text-\d+(?=[.(]|$)")
"""The place of what prints no number is counted by us, so another count is no change."""


@dataclass(frozen=True)
class Pair:
    """A paragraph before and after; one side is missing where it is new or gone."""

    before: Wording | None
    after: Wording | None
    likeness: float | None = None

    @property
    def is_moved(self) -> bool:
        """Whether both sides exist at different places of the law's own numbering."""
        return bool(self.before and self.after and
                    COUNTED.sub("", self.before.locator) != COUNTED.sub("", self.after.locator))

    @property
    def is_same(self) -> bool:
        """Whether nothing but typography differs."""
        return bool(self.before and self.after) and not self.is_moved and self.likeness == 1.0


def likeness(before: str | None, after: str | None) -> float:
    """How much of two wordings is the same, 0 to 1; typography does not count."""
    if folded(before) == folded(after):
        return 1.0
    left, right = (before or "").split(), (after or "").split()
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return min(round(ratio, 6), 0.999999)


def aligned(before: Mapping[str, Wording], after: Mapping[str, Wording]) -> list[Pair]:
    """Every paragraph of two states in one pair, entry by entry, in order of the later locator."""
    entries = sorted({w.entry for w in (*before.values(), *after.values())})
    left, right = _by_entry(before), _by_entry(after)
    return [pair for entry in entries for pair in _entry(left[entry], right[entry])]


def is_first_held(pair: Pair, before: Mapping[str, Wording]) -> bool:
    """Whether a paragraph is new to us only, so that its absence earlier says nothing of the law.

    Nothing of its kind was captured of its entry before it came, or the entry only by its bare
    number: a capture of a later day tells what stood then, not what did not stand before.
    """
    if (pair.before and pair.before.text) or pair.after is None:
        return False
    after = pair.after
    kinds = {wording.kind for wording in before.values() if wording.entry == after.entry
             and wording.first_seen_date < after.valid_from_date}
    return after.kind not in kinds or after.kind == "heading"


def _by_entry(state: Mapping[str, Wording]) -> dict[str, dict[str, Wording]]:
    found: dict[str, dict[str, Wording]] = defaultdict(dict)
    for locator, wording in state.items():
        found[wording.entry][locator] = wording
    return found


def _entry(before: dict[str, Wording], after: dict[str, Wording]) -> list[Pair]:
    """Alike at its place first, then alike elsewhere, then merely at the same place."""
    left, right = dict(before), dict(after)
    pairs: list[Pair] = []

    def take(locator: str, target: str, ratio: float) -> None:
        pairs.append(Pair(left.pop(locator), right.pop(target), ratio))

    for locator in sorted(left.keys() & right.keys()):
        ratio = likeness(left[locator].text, right[locator].text)
        if ratio >= SAME_PLACE:
            take(locator, locator, ratio)
    for locator, target in _same_elsewhere(left.values(), right.values()):
        take(locator, target, 1.0)
    for ratio, locator, target in _moves(left.values(), right.values()):
        if locator in left and target in right:
            take(locator, target, ratio)
    for locator in sorted(left.keys() & right.keys()):
        take(locator, locator, likeness(left[locator].text, right[locator].text))
    pairs += [Pair(w, None) for w in left.values()] + [Pair(None, w) for w in right.values()]
    return sorted(pairs, key=_place)


def _same_elsewhere(
    left: Iterable[Wording], right: Iterable[Wording]
) -> Iterator[tuple[str, str]]:
    """The very same wordings at other places, in order of both: long lists shift as a whole."""
    places: dict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, wordings in enumerate((left, right)):
        for wording in wordings:
            places[wording.kind, folded(wording.text)][side].append(wording.locator)
    for befores, afters in places.values():
        yield from zip(sorted(befores), sorted(afters), strict=False)


def _moves(
    left: Iterable[Wording], right: Iterable[Wording]
) -> list[tuple[float, str, str]]:
    """Wordings alike at different places, the likest first; a note moves to a note only."""
    targets = list(right)
    found = [(likeness(a.text, b.text), a.locator, b.locator)
             for a in left for b in targets if a.kind == b.kind]
    return sorted((f for f in found if f[0] >= MOVED), key=lambda f: (-f[0], f[1], f[2]))


def _place(pair: Pair) -> tuple[list[tuple[int, str]], bool]:
    """Order of the outline: item 10 stands behind item 2."""
    shown = pair.after or pair.before
    parts = NUMBER.findall(shown.locator if shown else "")
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts], pair.after is None
