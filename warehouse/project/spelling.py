"""Functions of one value that every SQL file may call: how names are spelled alike.

Models call no macros, since a macro hides what it reads and what decides a table. These read
nothing, and what they are is part of the hash of each query that calls them; so one spelling serves
models, checks and analysts. Each is a file like any other macro, and no spelling is written here.
"""

from __future__ import annotations

from functools import cache

from warehouse.paths import SQL_ROOT

NAMES = ("plain_of", "slug_of", "asked_plain_of")
"""In an order in which each stands on earlier ones."""


@cache
def definitions() -> dict[str, str]:
    """What creates each function, by its name."""
    folder = SQL_ROOT / "macro" / "meta"
    return {name: (folder / f"{name}.sql").read_text(encoding="utf-8") for name in NAMES}
