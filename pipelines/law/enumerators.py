"""Enumerators as printed, `(a)(1)(i)` and `a.1.`, and the places in an outline that they open.

Where texts stand in a rule, and what they are, does not belong here; see the sources.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

ITALIC_MARK = "\x02"
"""Stands in an enumerator before a number that is printed in italics: a deeper level."""
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
         "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv")
SECTION_STYLES = ("letter", "digit", "roman", "capital", "digit", "roman")
"""How 1 CFR 21.11 numbers paragraphs, level by level: (a)(1)(i)(A)(1)(i), the last two italic."""

ONE = rf"\({ITALIC_MARK}?(?:\d{{1,3}}|[A-Z]{{1,2}}|[a-z]{{1,5}})\)"
SECTION_MARKS = re.compile(rf"(?:{ONE}\s?)+(?=\s|$|[^\s(]|\()")
SECTION_RANGE = re.compile(rf"({ONE})\s?(?:-|\u2013|through|and)\s?({ONE})(?=\s*\[Reserved)")
SPLIT = re.compile(rf"^(.{{1,300}}?—)\s?((?:{ONE}\s?)+)(.*)$", re.DOTALL)
ITEM_MARK = re.compile(r"([a-z]{1,2}(?:\.(?:\d{1,3}|[a-z]{1,2}))*)(\.?)(?=\s|$)")
ITEM_RANGE = re.compile(
    r"([a-z])\.\s?(?:-|\u2013|through|to|and)\s?([a-z])\.(?=\s*\[Reserved)", re.I
)
LIST_MARK = re.compile(
    r"(?:\d{1,2}(?:\.[a-z0-9]{1,2})*\.|[a-z]{1,2}\.|\(\x02?(?:\d{1,2}|[a-z]{1,5}|[A-Z])\))(?=\s|$)"
)


@dataclass(frozen=True)
class Mark:
    """One enumerator: as printed, its value, and the styles it can be read in with its rank."""

    printed: str
    value: str
    ranks: dict[str, int]
    is_italic: bool = False
    is_bracketed: bool = True


PASSED_OVER = Mark("", "", {})
"""A level that a section leaves out: 740.29(f) goes on with (i)."""


def mark(printed: str) -> Mark:
    """Read one enumerator; `(i)` can be a letter as well as a roman number."""
    value = printed.strip("() .").lstrip(ITALIC_MARK)
    ranks: dict[str, int] = {}
    if value.isdigit():
        ranks["digit"] = int(value)
    elif value.isupper():
        ranks["capital"] = _letter_rank(value.lower())
    else:
        if value in ROMAN:
            ranks["roman"] = ROMAN.index(value) + 1
        if len(set(value)) == 1:
            ranks["letter"] = _letter_rank(value)
    return Mark(printed.replace(ITALIC_MARK, ""), value, ranks, ITALIC_MARK in printed,
                printed.startswith("("))


def _letter_rank(value: str) -> int:
    """1 for a, 26 for z, 27 for aa, as printed lists go on after z."""
    return ord(value[0]) - ord("a") + 1 + 26 * (len(value) - 1)


def section_marks(text: str) -> tuple[list[Mark], str]:
    """The enumerators at the start of a section's paragraph and the text behind them."""
    found = SECTION_MARKS.match(text)
    if not found:
        return [], text
    marks = [mark(printed) for printed in re.findall(ONE, found[0])]
    marks = marks if all(m.ranks for m in marks) else []
    return marks, text[found.end():].strip() if marks else text


def split_at_dash(text: str) -> tuple[str, list[Mark], str] | None:
    """`Heading—(i) Text` opens a level inside a paragraph; only a first number can do so."""
    found = SPLIT.match(text)
    if not found:
        return None
    marks = [mark(printed) for printed in re.findall(ONE, found[2])]
    is_first = all(1 in m.ranks.values() for m in marks)
    return (found[1], marks, found[3].strip()) if is_first else None


@dataclass
class Outline:
    """The open levels of a section; each mark finds its level from those before it."""

    levels: list[Mark] = field(default_factory=list)

    def enter(self, found: Mark, is_introduced: bool = False) -> tuple[str, ...]:
        """Open the place of a mark; a colon or dash before it says that it begins a level."""
        depth = self._depth(found, is_introduced)
        passed_over = [PASSED_OVER] * (depth - len(self.levels))
        self.levels = [*self.levels[:depth], *passed_over, found]
        return tuple(level.value for level in self.levels if level.value)

    def _depth(self, found: Mark, is_introduced: bool) -> int:
        here = len(self.levels)
        if self._fits(found, here) and found.ranks[SECTION_STYLES[here]] == 1:
            is_next_letter = here == 2 and found.value == "i" and self._follows(found, 0)
            if is_introduced or not is_next_letter:
                return here
        following = [d for d in range(here) if self._follows(found, d)]
        if following:
            return following[-1]
        below = [d for d in range(here + 1, len(SECTION_STYLES))
                 if self._fits(found, d) and found.ranks[SECTION_STYLES[d]] == 1]
        if is_introduced and below:
            return below[0]
        if len(found.value) > 1 and "roman" in found.ranks and self._fits(found, here):
            return here
        later = [d for d in range(here) if self._fits(found, d)
                 and found.ranks[SECTION_STYLES[d]] > self._rank(d)]
        if later:
            return later[-1]
        fitting = [d for d in range(here + 1) if self._fits(found, d)]
        return fitting[-1] if fitting else here

    def _fits(self, found: Mark, depth: int) -> bool:
        if depth >= len(SECTION_STYLES) or SECTION_STYLES[depth] not in found.ranks:
            return False
        return not found.is_italic or depth >= 4

    def _rank(self, depth: int) -> int:
        return self.levels[depth].ranks.get(SECTION_STYLES[depth], 0)

    def _follows(self, found: Mark, depth: int) -> bool:
        return self._fits(found, depth) and (
            found.ranks[SECTION_STYLES[depth]] == self._rank(depth) + 1
        )


@dataclass
class NestedList:
    """A list in a note or under a bare paragraph, whose levels are known by their style only."""

    levels: list[tuple[str, int, str]] = field(default_factory=list)

    def accepts(self, found: Mark) -> bool:
        """Whether the mark goes on from a level of this list."""
        return self._level(found) is not None

    def enter(self, found: Mark) -> tuple[str, ...]:
        """The path of values of a mark: the next of an open level, else a level below."""
        depth = self._level(found)
        if depth is None:
            depth = self._restart(found)
        style, rank = self._reading(found, depth)
        self.levels = [*self.levels[:depth], (style, rank, _shown(found))]
        return tuple(level[2] for level in self.levels)

    def jump(self, values: Sequence[str]) -> tuple[str, ...]:
        """Go to a path printed in full, such as `2.a.1.`."""
        levels = []
        for value in values:
            read = mark(f"{value}.")
            style = next(iter(read.ranks), "letter")
            levels.append((_style(read, style), read.ranks.get(style, 1), value))
        self.levels = levels
        return tuple(values)

    def _level(self, found: Mark) -> int | None:
        for depth in reversed(range(len(self.levels))):
            style, rank, _ = self.levels[depth]
            if any(_style(found, s) == style and r == rank + 1 for s, r in found.ranks.items()):
                return depth
        return None

    def _restart(self, found: Mark) -> int:
        """A list that begins again stands where the list of its style stood, else below."""
        styles = [level[0] for level in self.levels]
        for style in found.ranks:
            if _style(found, style) in styles:
                return styles.index(_style(found, style))
        return len(self.levels)

    def _reading(self, found: Mark, depth: int) -> tuple[str, int]:
        """Which reading of the mark holds: the one that goes on, else a first one, else any."""
        readings = [(_style(found, s), r) for s, r in found.ranks.items()]
        if depth < len(self.levels):
            style, rank, _ = self.levels[depth]
            readings.sort(key=lambda r: (r != (style, rank + 1), r[0] != style))
            return readings[0]
        return next((r for r in readings if r[1] == 1), readings[-1])


def _style(found: Mark, style: str) -> str:
    return f"({style})" if found.is_bracketed else style


def _shown(found: Mark) -> str:
    return f"({found.value})" if found.is_bracketed else found.value


def joined(root: str, path: Sequence[str]) -> str:
    """A locator below a root: `root.a.1`, and without a dot before a bracket: `root.a(1)`."""
    return root + "".join(part if part.startswith("(") else f".{part}" for part in path)
