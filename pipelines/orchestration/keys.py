"""Under which name a table or a publisher's file stands in the lineage UI.

A node shows only the last part of its key, so that part alone must say what it is. In which group
a node is drawn does not belong here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import dagster as dg

from pipelines.source import Source
from warehouse.project.models import Project, RawRecipe

PUBLISHED = dg.AssetKey(["publish", "warehouse"])
MOST_SHOWN = 34
"""So many characters of a name the graph shows; of a longer one it leaves out the middle."""
JOINTS = ("by", "of", "at", "to")
"""Words that no name ends with."""
BEFORE_FACTS = ("raw", "seed")
"""Layers whose tables are mostly named as the facts that are made of them."""


def key_of(project: Project, table_name: str) -> dg.AssetKey:
    """`core.chip` as the asset key [core, chip], `seed.chip` as [seed, seed_chip]."""
    files = tuple(model.recipe.source.source_id for model in project.models.values()
                  if isinstance(model.recipe, RawRecipe))
    shown = shown_names(tuple(project.models), files)
    return dg.AssetKey([table_name.partition(".")[0], shown[table_name]])


def source_key(source: Source) -> dg.AssetKey:
    """The asset that stands for a publisher's file."""
    return dg.AssetKey(["source", source.source_id])


@lru_cache(maxsize=4)
def shown_names(tables: tuple[str, ...], files: tuple[str, ...] = ()) -> Mapping[str, str]:
    """What each table's node shows: short enough to be read whole, and like no other, nor a file's."""
    plain = Counter(name.partition(".")[2] for name in tables if not name.startswith(BEFORE_FACTS))
    found: dict[str, str] = {}
    for name in tables:
        layer, _, short = name.partition(".")
        is_alike = layer in BEFORE_FACTS or plain[short] > 1 or short in files
        found[name] = _shortest(f"{layer}_{short}" if is_alike else short, found.values())
    return found


def _shortest(name: str, taken: Iterable[str]) -> str:
    """A name without its last words, mostly of its grain, where it is too long to be shown whole."""
    words = name.split("_")
    while len("_".join(words)) > MOST_SHOWN or words[-1] in JOINTS:
        words = words[:-1]
    shorter = "_".join(words)
    return name if shorter in taken else shorter
