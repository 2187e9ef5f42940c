"""The order in which paragraphs are printed, from their locators alone.

Captures differ in what they hold, so places counted in one say nothing in another.
"""

from __future__ import annotations

import re

from pipelines.law.enumerators import ROMAN, SECTION_STYLES

BEFORE_ITEMS = (
    "auth", "source", "license-requirements", "reason-for-control", "license-table",
    "license-exceptions", "exception", "list-of-items-controlled", "related-controls",
    "related-definitions", "items", "heading",
)
AFTER_ITEMS = ("list", "text", "table", "nb", "note", "technical-note", "citation", "editorial")
TOKEN = re.compile(r"\((?P<bracket>[^)]+)\)|\.?(?P<word>[^.(#]+)|#(?P<again>\d+)")
NUMBERED = re.compile(r"(?P<name>[a-z][a-z-]*[a-z])(?:-(?P<number>\w+))?")


def outline_key(locator: str, entry: str) -> str:
    """A text that sorts as the rules are printed: front matter, items in order, notes behind."""
    keys: list[str] = []
    depth = 0
    for token in TOKEN.finditer(locator.removeprefix(entry)):
        if token["again"]:
            keys[-1:] = [f"{keys[-1]}#{int(token['again']):03}"] if keys else []
        elif token["bracket"]:
            keys.append(f"5{_rank(token['bracket'], depth):05}")
            depth += 1
        else:
            keys.append(_word(token["word"]))
    return "/".join(keys) or "0"


def _rank(value: str, depth: int) -> int:
    first = re.split(r"[-\u2013]", value)[0]
    style = SECTION_STYLES[min(depth, len(SECTION_STYLES) - 1)]
    if first.isdigit():
        return int(first)
    if style == "roman" and first in ROMAN:
        return ROMAN.index(first) + 1
    return 26 * (len(first) - 1) + ord(first[0].lower()) - ord("a") + 1


def _word(word: str) -> str:
    named = NUMBERED.fullmatch(word)
    for group, names in (("2", BEFORE_ITEMS), ("8", AFTER_ITEMS)):
        name = next((n for n in names if word == n or re.fullmatch(rf"{n}-\w+", word)), None)
        if name:
            number = word.removeprefix(name).removeprefix("-") or "0"
            return f"{group}{names.index(name):02}{number:>04}"
    if word.isdigit():
        return f"5{int(word):05}"
    if named and len(word) > 2 and not re.fullmatch(r"[a-z]-[a-z]", word):
        return f"7{word}"
    return f"5{_rank(word, 0):05}" if word[0].isalpha() and word[0].islower() else f"3{word}"
