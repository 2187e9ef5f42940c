"""Why a number differs between two releases: by today's code, cause by cause and row by row.

The inputs of both are mixed, some differences made and others not, and the number is built anew
from each mixture, in the store, so that what mixtures share is built once. Nothing is published.
What a mixture is stands in warehouse/building/hybrids.py, how a change is split in attribution.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipelines.explain.belief import needed
from schemas import base
from warehouse.building import hybrids
from warehouse.building.build import Builder
from warehouse.building.hybrids import CAUSES, Causes, Inputs
from warehouse.errors import ChipledgerError
from warehouse.project import engine, sql
from warehouse.project.models import BUILD_DATE, Model
from warehouse.storage import waits
from warehouse.storage.built import Built
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import Store, content_path
from warehouse.telling import attribution
from warehouse.telling.attributions import Attribution, Mover

HEADLINES = "core.headline"
OF_ENTITIES = ("seed.model_release", "seed.training_run", "seed.chip", "seed.chip_price", "seed.cluster",
               "seed.chip_shipment", "seed.data_center_capacity", "seed.benchmark_score",
               "seed.rental_price", "seed.token_price", "seed.leakage_estimate")
"""Bundled registers whose rows are facts about things, as sources state them too."""
OF_LAW = ("rules", "status", "parties")
TIERS = ("confidence", "confidence_tier", "certainty", "is_in_standard_analysis", "is_excluded")
PLACES = ("first_snapshot_id", "source_locator", "occurrence")
"""Where a row stands in a file: no news of what it is about."""
Say = Callable[[str], None]


def cause_of(model: Model) -> str | None:
    """What a difference in an input is; rows and cells of registers have their own causes."""
    if model.name == BUILD_DATE:
        return hybrids.TIME
    if base.info(model.table).group in OF_LAW:
        return hybrids.RULES
    if model.name.endswith("_alias"):
        return hybrids.IDENTITY
    is_register = model.layer == "raw" or model.name in OF_ENTITIES
    return None if is_register else hybrids.REFERENCE


@dataclass(frozen=True)
class Number:
    """A number that can be asked for: a query of one row, whose column `value` it is."""

    question: str
    query: str
    caption: str = ""

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """The tables it stands in."""
        return sql.reads(self.query, Path(self.question))


def number_of(builder: Builder, metric: str, where: str | None) -> Number:
    """A headline by its id, else `layer.table.column` with the condition that leaves one row."""
    if HEADLINES in builder.project.models and "." not in metric:
        listed = builder.get(HEADLINES).frame(builder.store).select("headline_id", "query", "question")
        known = {name: (query, caption) for name, query, caption in listed.rows()}
        if metric not in known:
            raise ChipledgerError(f"there is no headline {metric}; the headlines are {', '.join(known)}; "
                                  "other numbers are asked for as layer.table.column with --where")
        return Number(metric, *known[metric])
    table, _, column = metric.rpartition(".")
    model = builder.project.models.get(table)
    if model is None or column not in {c.name for c in base.columns(model.table)}:
        raise ChipledgerError(f"no table has the column {metric}; see `chipledger describe`")
    condition = f" where {where}" if where else ""
    return Number(metric + condition, f"select {column} as value from {table}{condition}")


class Asked:
    """One question, with all that its mixtures share."""

    def __init__(
        self, make: Callable[[], Builder], number: Number, before: Manifest, now: Manifest,
        causes: Causes = Causes(cause_of, TIERS),  # noqa: B008  (it is frozen)
    ) -> None:
        """Bind to a builder of today's code and to two releases."""
        self.make, self.number, self.before, self.now = make, number, before, now
        builder = make()
        self.store = builder.store
        self.wanted = needed(builder.project, number.reads)
        self.inputs = hybrids.inputs_of(builder, self.wanted, before, now, causes)
        differing = {cause for one in self.inputs for cause, keys in one.differing.items() if keys}
        self.causes = [cause for cause in CAUSES if cause in differing]

    def value(self, causes: frozenset[str], without: frozenset[tuple[str, str]] = frozenset()) -> float:
        """The number by today's code with some causes' differences, but for some rows'."""
        builder = self.make()
        builder.bindings.is_early = True
        mixed = {one.model.name: one.made(causes, frozenset(
            key for table, key in without if table == one.model.name)) for one in self.inputs}
        hybrids.given(builder, self.wanted, self.now, mixed)
        for name in self.wanted:
            if not hybrids.is_input(builder.project, name):
                found, _ = builder.build(name)
                if not found.is_sound:
                    raise ChipledgerError(f"{name} cannot be built from this mixture: "
                                          f"{found.first_failure()}; ask for releases nearer each other")
        return _one(self.number, {name: builder.get(name) for name in self.number.reads}, self.store)

    def published(self, manifest: Manifest) -> float:
        """The number as a release has it."""
        with engine.session() as con:
            for name in self.number.reads:
                version = manifest.tables.get(name)
                parts = [content_path(self.store, p) for p in version.parts] if version else []
                engine.create_earlier_view(con, name, parts, base.registered()[name])
            return _value(self.number, engine.query(con, self.number.query)["value"].to_list())

    def answer(self, budget: int, say: Say) -> Attribution:
        """Why the number moved; `budget` is how many mixtures may be built to find the rows."""
        everything = frozenset(self.causes)
        before, first, last = (self.published(self.before), self.value(frozenset()),
                               self.value(everything))
        say(f"{len(self.causes)} causes differ: {', '.join(self.causes) or 'none'}")
        shares = attribution.shares(self.causes, self.value)
        keyed = {f"{one.model.name}\t{key}": (one, key) for one in self.inputs
                 for keys in one.differing.values() for key in sorted(keys)}
        found, are_all = attribution.movers(
            list(keyed), lambda some: self.value(everything, _places(some)), budget if last != first else 0)
        moved = sorted(found, key=lambda place: -abs(found[place]))[:20]
        return Attribution(
            self.number.question, self.number.query, self.before.release_id, self.now.release_id,
            before, last, first - before, shares, len(self.causes) <= attribution.MOST_EXACT,
            tuple(_mover(*keyed[place], found[place]) for place in moved), are_all or last == first,
            self.number.caption)


def asked(
    make: Callable[[], Builder], number: Number, before: Manifest, now: Manifest, budget: int, say: Say
) -> Attribution:
    """The answer, under the lock of those who build."""
    builder = make()
    with builder.store.lock("refresh", waits.PERSON_S, say):
        return Asked(make, number, before, now).answer(budget, say)


def _places(some: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset((table, key) for table, _, key in (place.partition("\t") for place in some))


def _one(number: Number, tables: dict[str, Built], store: Store) -> float:
    with engine.session() as con:
        for name, found in tables.items():
            engine.create_view(con, name, found.paths(store))
        return _value(number, engine.query(con, number.query)["value"].to_list())


def _value(number: Number, found: Sequence[float | None]) -> float:
    if len(found) != 1 or found[0] is None:
        what = f"{len(found)} rows" if len(found) != 1 else "no value"
        raise ChipledgerError(f"{number.question} gives {what} in one of the mixtures; ask for a number "
                              "that both releases have, with a --where that leaves one row")
    return float(found[0])


def _mover(one: Inputs, key: str, moved: float) -> Mover:
    old, new = (frame.filter(frame[hybrids.KEY] == key).drop(hybrids.KEY).rows(named=True)
                for frame in one.frames)
    row = (new or old)[0]
    said = "a new row" if not old else "a row that is gone" if not new else "; ".join(
        f"{name.replace('_', ' ')}: {_shown(old[0][name])} to {_shown(new[0][name])}"
        for name in row if old[0][name] != new[0][name] and name not in PLACES) or "the file it stands in"
    source = row.get("source_id") or row.get("citation") or one.model.name
    return Mover(one.model.name, key, str(source), moved, said[:300])


def _shown(value: object) -> str:
    """A cell in a sentence: a number to the digits that tell it from its neighbours."""
    return f"{value:.4g}" if isinstance(value, float) else "nothing" if value is None else str(value)
