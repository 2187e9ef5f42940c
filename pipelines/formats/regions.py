"""Regions in the names of models: where a list sells the same model by region, the name says which.

A word that stands where regions stand is one, known or not: else its price would be that of all regions.
Which lists do so, and what the rest of a name means, does not belong here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

EVERYWHERE = "any"
"""No region is named, or all of them are."""
ALL = ("global", "global-standard")
AREA = (r"(?:us-gov|us-iso[a-z]?|us|eu|europe|asia|apac|ap|au|jp|ca|sa|me|af|il|mx|uk|cn|in|northamerica"
        r"|regional)")
SIDE = r"(?:north|south|east|west|central|northeast|northwest|southeast|southwest)"
REGION = re.compile(rf"{AREA}(?:-{SIDE}-?\d{{0,2}})?|{'|'.join(ALL)}")
FORM = re.compile(
    rf"[a-z]{{2,}}(?:-[a-z]+)*-?{SIDE}-?\d{{0,2}}|{SIDE}-?[a-z]{{2,}}-?\d{{0,2}}")
"""How clouds name regions: areas and sides of them; no maker and no provider has such a name."""
PREFIX = re.compile(r"([a-z]+(?:-[a-z]+)*)\.(?=([a-z][a-z0-9]*)\.[a-z])")
"""Before the maker in a name of parts joined by dots, as in `eu.maker.model`, and that maker."""
CALLS = ("invoke", "claude_platform")
"""What stands there and says how a model is called, not where."""
Place = tuple[str, int]


class Regions:
    """The regions in the names of one list."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Learn from all its names in which places of them regions stand, and before which makers."""
        words: Counter[Place] = Counter()
        regions: Counter[Place] = Counter()
        self.makers: set[str] = set()
        for name in names:
            parts = name.split("/")
            prefix = PREFIX.match(parts[-1])
            if prefix and REGION.fullmatch(prefix[1]):
                self.makers.add(prefix[2])
            for place, word in _middle(parts):
                words[place] += 1
                regions[place] += _looks_like_one(word)
        self.places = {place for place, count in regions.items() if 2 * count > words[place]}

    def parted(self, name: str) -> tuple[str, str]:
        """The region a name states, and the name without it: `any` and the whole where it states none.

        Only a part before the last can be a region: the last one names the model.
        """
        *before, last = name.split("/")
        places = dict(_middle([*before, last]))
        standing = {word for place, word in places.items() if place in self.places and word not in CALLS}
        found = [word for word in before if _looks_like_one(word) or word in standing]
        prefix = PREFIX.match(last)
        if prefix and (REGION.fullmatch(prefix[1]) or prefix[2] in self.makers):
            found.append(prefix[1])
            last = last[prefix.end():]
        plain = "/".join([*(word for word in before if word not in found), last])
        return _said(found), plain


def without(name: str, region: str) -> str:
    """A name without the region that its list states for it."""
    *before, last = name.split("/")
    kept = [word for word in before if not (_looks_like_one(word) or _is_in(word, region))]
    prefix = PREFIX.match(last)
    is_region = prefix and (REGION.fullmatch(prefix[1]) or _is_in(prefix[1], region))
    return "/".join([*kept, last[prefix.end():] if prefix and is_region else last])


def is_known(region: str) -> bool:
    """Whether a stated region is made of words that are known to be some."""
    return region == EVERYWHERE or REGION.fullmatch(region) is not None


def _is_in(word: str, region: str) -> bool:
    """Whether a word of a name is one of those of which its region is made."""
    return f"-{_slug(word)}-" in f"-{region}-"


def _middle(parts: list[str]) -> Iterable[tuple[Place, str]]:
    """The parts between the first and the last, each with its place under the first."""
    return [((parts[0], number), word) for number, word in enumerate(parts[1:-1])]


def _looks_like_one(word: str) -> bool:
    return (REGION.fullmatch(word) or FORM.fullmatch(word)) is not None


def _said(words: Iterable[str]) -> str:
    stated = dict.fromkeys(_slug(word) for word in words if word not in ALL)
    return "-".join(stated) or EVERYWHERE


def _slug(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
