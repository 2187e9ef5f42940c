"""What a paragraph of the law says of licences, as far as words tell: policies, items, places.

Which row of the law is held against it stands in conform/rules/provision_evidence.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipelines.law.versions import covers

SAYS = {
    "licence_required": r"licen[sc]e is (?:also )?required|need a licen[sc]e|without a licen[sc]e"
                        r"|\bRS applies to",
    "excused": r"authorizes|permits|available under this license exception",
    "licence_presumption_denial": r"presumption of denial|policy of denial|generally (?:will )?be denied",
    "licence_presumption_approval": r"presumption of approval|generally (?:will )?be approved",
    "licence_case_by_case": r"case[- ]by[- ]case",
}
"""What a row leads to, and the words by which the law says so."""
PLACES = {
    "A:5": r"A:5", "A:6": r"A:6", "D:1": r"D:1", "D:4": r"D:4", "D:5": r"D:5",
    "CHN": r"China|PRC", "MAC": r"Macau", "ARE": r"United Arab Emirates|UAE",
    "CUB": r"Cuba", "PRK": r"North Korea", "IRN": r"Iran", "SYR": r"Syria", "RUS": r"Russia",
    "BLR": r"Belarus", "XCR": r"Crimea", "XDO": r"Donetsk|DNR", "XLU": r"Luhansk|LNR",
    "macau_or_d5": r"headquartered in", "supp5a": r"supplement no\. 5", "supp8": r"supplement no\. 8",
    "worldwide": r"worldwide|all destinations",
}
"""A country, group or headquarters group of a scope, and how the law names it."""
EVERYTHING = re.compile(
    r"\b(?:any|all|other) items?\b(?: subject to the EAR| on the CCL|[^.]{0,40}ECCN)", re.I)
ENTRY = "3A090"
WEIGHTS = "4E091"
LETTERS = ("a", "b", "c")
NAMED = re.compile(rf"{ENTRY}(?:\.([abc])\b|(?![.\w]))(\s\(except for {ENTRY}\.c\))?")
REFERENCE = re.compile(r"paragraphs? ((?:\(\w{1,5}\))+)")


@dataclass(frozen=True)
class Statement:
    """What some paragraphs say together, or what a row of the law states."""

    says: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def lacks(self, stated: Statement) -> list[str]:
        """What the other states and this does not say, in order."""
        pairs = ((stated.says, self.says), (stated.items, self.items), (stated.places, self.places))
        return [name for wanted, found in pairs for name in sorted(wanted - found)]

    def __str__(self) -> str:
        parts = (self.says, self.items, self.places)
        return "; ".join(", ".join(sorted(part)) for part in parts if part)


def statement(locators: Iterable[str], texts: Mapping[str, str | None]) -> Statement:
    """What these paragraphs say, with what stands above them and what they refer to."""
    words = " ".join(_words(locators, texts))
    return Statement(
        frozenset(name for name, said in SAYS.items() if re.search(said, words, re.I)),
        frozenset(_items(words)),
        frozenset(name for name, said in PLACES.items() if re.search(said, words, re.I)),
    )


def _words(locators: Iterable[str], texts: Mapping[str, str | None]) -> Iterator[str]:
    for locator in locators:
        own = [text for above in texts if covers(above, locator) and (text := texts[above])]
        yield from own
        entry = locator.partition("(")[0]
        for place in {found[1] for text in own for found in REFERENCE.finditer(text)}:
            yield from (text for name in texts if covers(f"{entry}{place}", name)
                        and (text := texts[name]))


def _items(words: str) -> Iterator[str]:
    """Paragraphs of the chip entry that are named, the bare entry means all of them; and model weights."""
    for found in NAMED.finditer(words):
        letters = found[1] or ("ab" if found[2] else "".join(LETTERS))
        yield from (f"{ENTRY}.{letter}" for letter in letters)
    if WEIGHTS in words:
        yield WEIGHTS
    if EVERYTHING.search(words):
        yield "any"
