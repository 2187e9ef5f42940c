"""Inputs between those of two releases: some of their differences made, the others not yet.

Inputs are raw and bundled tables and the day of the build. Of a table's rows those of another key
were added or removed; in the others, cells of some columns have a cause of their own. Which tables
and columns those are is declared by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.building.build import Builder
from warehouse.errors import ChipledgerError
from warehouse.project.models import BUILD_DATE, Model, Project
from warehouse.storage.built import Built, Part
from warehouse.storage.manifest import Manifest, TableVersion
from warehouse.storage.store import Store, get_frame, holds, put_frame

INPUTS = ("raw", "seed")
NEW, CHANGED, REMOVED, IDENTITY, TIERS, REFERENCE, RULES, TIME = (
    "new_rows", "changed_values", "removed_rows", "identity", "tiers", "reference", "rules", "time")
CAUSES = (NEW, CHANGED, REMOVED, IDENTITY, TIERS, REFERENCE, RULES, TIME)
KEY = "__key"


@dataclass(frozen=True)
class Causes:
    """What a difference in an input is called: of a whole table, or of some columns' cells."""

    of_table: Callable[[Model], str | None]
    """The cause of any difference in a table; None where rows and cells have their own."""
    tier_columns: Collection[str] = ()


@dataclass
class Inputs:
    """One input table as two releases have it."""

    model: Model
    store: Store
    before: TableVersion
    now: TableVersion
    causes: Causes
    _made: dict[tuple[frozenset[str], frozenset[str]], Built] = field(default_factory=dict)

    @cached_property
    def frames(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Both, in today's columns: what the earlier did not have yet is NULL."""
        return self._read(self.before), self._read(self.now)

    def _read(self, version: TableVersion) -> pl.DataFrame:
        table = self.model.table
        frame = pl.concat([base.empty_frame(table),
                           *(get_frame(self.store, part) for part in version.parts)],
                          how="diagonal_relaxed").select(c.name for c in base.columns(table))
        return frame.with_columns(_key(table).alias(KEY))

    @cached_property
    def differing(self) -> dict[str, set[str]]:
        """The keys of the rows that differ, by cause."""
        old, new = self.frames
        came = set(new.join(old, on=KEY, how="anti")[KEY])
        gone = set(old.join(new, on=KEY, how="anti")[KEY])
        both = old.join(new, on=KEY, suffix="__now")
        tiers, values = (_changed(both, self._columns(is_tier=is_tier)) for is_tier in (True, False))
        whole = self.causes.of_table(self.model)
        if whole:
            return {whole: came | gone | tiers | values}
        return {NEW: came, REMOVED: gone, TIERS: tiers, CHANGED: values}

    def _columns(self, *, is_tier: bool) -> list[str]:
        table = self.model.table
        names = [c.name for c in base.columns(table) if c.name not in _key_names(table)]
        return [name for name in names if (name in self.causes.tier_columns) == is_tier]

    def made(self, causes: frozenset[str], without: frozenset[str] = frozenset()) -> Built:
        """The table with the differences of some causes, but for some rows', which stay as before."""
        own = frozenset(cause for cause, keys in self.differing.items() if keys)
        kept = frozenset(without & set().union(*self.differing.values()))
        asked = (causes & own, kept)
        if asked not in self._made:
            self._made[asked] = self._make(*asked)
        return self._made[asked]

    def _make(self, causes: frozenset[str], without: frozenset[str]) -> Built:
        if not without and causes == {c for c, keys in self.differing.items() if keys}:
            return _built(self.model.name, self.now)
        if not causes:
            return _built(self.model.name, self.before)
        frame = self._mixed(causes, without).drop(KEY).sort(base.info(self.model.table).key)
        content = put_frame(self.store, frame)
        return Built(self.model.name, content, {}, (Part(content, frame.height),))

    def _mixed(self, causes: frozenset[str], without: frozenset[str]) -> pl.DataFrame:
        old, new = self.frames
        is_kept = pl.col(KEY).is_in(list(without))
        if self.causes.of_table(self.model):
            return pl.concat([new.filter(~is_kept), old.filter(is_kept)])
        both = old.join(new, on=KEY, suffix="__now", maintain_order="left")
        taken = [name for is_tier, cause in ((True, TIERS), (False, CHANGED)) if cause in causes
                 for name in self._columns(is_tier=is_tier)]
        mixed = both.with_columns(
            pl.when(is_kept).then(pl.col(name)).otherwise(pl.col(f"{name}__now")).alias(name)
            for name in taken).select(old.columns)
        nothing, everything = pl.lit(value=False), pl.lit(value=True)
        came = new.join(old, on=KEY, how="anti").filter(~is_kept if NEW in causes else nothing)
        gone = old.join(new, on=KEY, how="anti").filter(is_kept if REMOVED in causes else everything)
        return pl.concat([mixed, came, gone])


def inputs_of(
    builder: Builder, names: Collection[str], before: Manifest, now: Manifest, causes: Causes
) -> list[Inputs]:
    """The inputs among these tables that differ; one the earlier release did not have counts as now."""
    found = []
    for name in names:
        new, old = now.tables.get(name), before.tables.get(name)
        if not is_input(builder.project, name) or new is None or old is None:
            continue
        if new.content_hash != old.content_hash:
            for manifest, version in ((before, old), (now, new)):
                if not all(holds(builder.store, part) for part in version.parts):
                    raise ChipledgerError(f"{manifest.release_id} has lost the content of {name}")
            found.append(Inputs(builder.project.models[name], builder.store, old, new, causes))
    return found


def is_input(project: Project, name: str) -> bool:
    """Whether a table is given to a build: raw, bundled, or the build's day."""
    return name == BUILD_DATE or project.models[name].layer in INPUTS


def given(
    builder: Builder, names: Collection[str], now: Manifest, tables: Mapping[str, Built]
) -> Builder:
    """A builder that has these inputs, and all others as a release has them."""
    for name in names:
        if is_input(builder.project, name) and name in now.tables:
            builder.give(tables.get(name) or _built(name, now.tables[name]))
    return builder


def _built(name: str, version: TableVersion) -> Built:
    return Built(name, version.content_hash, {}, tuple(Part(p, 0) for p in version.parts),
                 notes={"outcomes": [], "set_aside": []})


def _key_names(table: type[Table]) -> tuple[str, ...]:
    """The columns that tell rows apart; the day of the build is one row, whichever day that is."""
    return () if base.info(table).name == BUILD_DATE else base.info(table).key


def _key(table: type[Table]) -> pl.Expr:
    names = _key_names(table)
    text = [pl.col(n).cast(pl.String).fill_null("") for n in names]
    return pl.concat_str(text, separator="|") if names else pl.lit("")


def _changed(both: pl.DataFrame, names: list[str]) -> set[str]:
    """Keys of rows in which any of these columns differs."""
    if not names:
        return set()
    same = [pl.col(name).eq_missing(pl.col(f"{name}__now")) for name in names]
    return set(both.filter(~pl.all_horizontal(same))[KEY])
