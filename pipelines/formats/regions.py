"""Regions in the names of models: where a list sells the same model by region, the name says which.

Which lists do so, and what the rest of a name means, does not belong here.
"""

from __future__ import annotations

import re

EVERYWHERE = "any"
"""No region is named, or all of them are."""
ALL = ("global", "global-standard")
AREA = r"(?:us-gov|us-iso[a-z]?|us|eu|europe|asia|apac|ap|au|jp|ca|sa|me|af|il|mx|uk|cn|northamerica)"
SIDE = r"(?:north|south|east|west|central|northeast|northwest|southeast|southwest)"
REGION = re.compile(rf"{AREA}(?:-{SIDE}-?\d{{0,2}})?|{'|'.join(ALL)}")
PREFIX = re.compile(r"(us-gov|us|eu|apac|au|jp|ca|global)\.(?=[a-z0-9-]+\.)")
"""Before the maker in a name of parts joined by dots, as in `eu.maker.model`."""


def parted(name: str) -> tuple[str, str]:
    """The region a name states, and the name without it: `any` and the whole where it states none.

    Only a part before the last can be a region: the last one names the model.
    """
    *before, last = name.split("/")
    found = [part for part in before if REGION.fullmatch(part)]
    prefix = PREFIX.match(last)
    if prefix:
        found.append(prefix[1])
        last = last[prefix.end():]
    stated = "-".join(part for part in dict.fromkeys(found) if part not in ALL)
    plain = "/".join([*(part for part in before if part not in found), last])
    return stated or EVERYWHERE, plain
