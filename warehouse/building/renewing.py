"""An earlier build renewed: of a table whose rows stand alone by a column, those that changed are made.

What comes of it is what a build from nothing gives, to the byte; only the way there is shorter. Where an
input that is not keyed differs, or anything else, there is no such way. Which tables stand alone is told
by project/standing_alone.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from schemas import base
from warehouse.building import running, runs
from warehouse.building.row_checks import UNCHECKED, before_checks
from warehouse.building.seeing import Seen, of_keys
from warehouse.project import engine
from warehouse.project.models import Model
from warehouse.storage import built as records
from warehouse.storage.built import Built
from warehouse.storage.store import Store, get_frame

MOST = 0.5
"""If more than this share of its keys changed, a table is sooner made whole."""
DIFFERING = """
    select distinct "{0}" from (
        (from now.rows except all from earlier.rows) union all (from earlier.rows except all from now.rows)
    )
"""


@dataclass(frozen=True)
class Earlier:
    """A build that lies in the store: what decided each of its tables, by name."""

    store: Store
    components: Mapping[str, Mapping[str, str]]

    def renewed(self, model: Model, made: Built, inputs: Mapping[str, Seen]) -> Built | None:
        """The table of today's inputs, by way of the earlier one; None if it has to be made whole."""
        old = self._built(made.name) if model.by else None
        if old is None or not old.is_sound or _rest(model, old) != _rest(model, made):
            return None
        keys: set[Any] = set()
        for read, column in {**model.keyed, **model.through}.items():
            values = self._differing(column, old.components[read], inputs[read])
            if values is None:
                return None
            keys |= values if read in model.keyed else _linked(model, inputs, column, values)
            if len(keys) > MOST * runs.key_count(self.store, old.parts, str(model.by)):
                return None
        found = _joined(self.store, model, made, old, _fresh(model, inputs, keys), keys)
        return found if found.is_sound and found.row_count <= base.info(model.table).row_limit else None

    def _built(self, name: str) -> Built | None:
        plain = name.removeprefix(UNCHECKED)
        decided = self.components.get(plain)
        if decided is None:
            return None
        found = Built(plain, records.fingerprint_of(plain, decided), decided)
        return records.load(self.store, (found if name == plain else before_checks(found)).fingerprint)

    def _differing(self, column: str, content_hash: str, now: Seen) -> set[Any] | None:
        """The values of a column of rows that differ in an input; None if it is not known any more."""
        if now.content_hash == content_hash:
            return set()
        found = self._built(now.found.name)
        before = replace(now, found=found) if found else None
        if before is None or before.content_hash != content_hash:
            return None
        values = differing(before, now, column)
        return None if None in values else values


def _rest(model: Model, built: Built) -> dict[str, str]:
    held = {*model.keyed, *model.through}
    return {name: said for name, said in built.components.items() if name not in held}


def _linked(
    model: Model, inputs: Mapping[str, Seen], column: str, values: set[Any]
) -> set[Any]:
    """The keys to which a keyed input gives some of these values of another column.

    Where it no longer gives one that it gave, the input itself differs for that key.
    """
    frames = ((inputs[read].frame(), by) for read, by in model.keyed.items() if values)
    return {key for frame, by in frames if column in frame.columns
            for key in frame.filter(pl.col(column).is_in(list(values)))[by]}


def differing(before: Seen, now: Seen, by: str) -> set[Any]:
    """The values of a column of which two versions of a table have different rows."""
    same = {*before.found.parts} & {*now.found.parts}
    with engine.session() as con:
        for name, seen in (("earlier.rows", before), ("now.rows", now)):
            own = replace(seen.found, parts=tuple(p for p in seen.found.parts if p not in same))
            paths = replace(seen, found=own).paths
            engine.create_view(con, name, paths or seen.paths, seen.columns or (),
                               "true" if paths else "false")
        return {row[0] for row in con.execute(DIFFERING.format(by)).fetchall()}


def _fresh(model: Model, inputs: Mapping[str, Seen], keys: set[Any]) -> pl.DataFrame:
    """The rows of some keys, made of the rows that inputs have of them.

    Of an input that is seen whole come rows of other keys too.
    """
    if not keys:
        return base.empty_frame(model.table)
    found = running.rows(model, of_keys(model.keyed, inputs, keys))
    return found.filter(pl.col(str(model.by)).is_in(list(keys)))


def _joined(
    store: Store, model: Model, made: Built, old: Built, fresh: pl.DataFrame, keys: set[Any]
) -> Built:
    """Fresh rows among those of the earlier build that stay; runs that no key touches stay whole."""
    by = str(model.by)
    touched = runs.touched(store, old.parts, by, keys)
    others = [part for part in old.parts if part not in touched]
    if sum(part.row_count for part in others) <= runs.LARGE:
        others = []
    rest = [get_frame(store, part.content_hash).filter(~pl.col(by).is_in(list(keys)))
            for part in old.parts if part not in others]
    return running.stored(store, model.table, made, pl.concat([*rest, fresh]), model.by, others)
