"""A table whose rows stand alone by a column: made anew where inputs changed, or piece by piece.

Checks of its rows see all of them, so that such a table is kept too as it was before any was set aside.
How keys are told that changed stands in renewing.py, how a piece is made in pieces.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from warehouse.building import pieces, row_checks, running
from warehouse.building.renewing import Earlier
from warehouse.building.row_checks import Bench
from warehouse.building.seeing import Seen
from warehouse.project.models import Model
from warehouse.storage import built as records
from warehouse.storage.built import Built
from warehouse.storage.store import Store


def made(
    earlier: Earlier, model: Model, built: Built, inputs: Mapping[str, Seen], bench: Bench | None
) -> Built:
    """The table of its inputs, without the rows that its checks name: hardly ever is there one."""
    if bench is None:
        return _unchecked(earlier, model, built, inputs)
    store, before = earlier.store, row_checks.before_checks(built)
    whole = records.load(store, before.fingerprint)
    whole = whole or records.save(store, _unchecked(earlier, model, before, inputs))
    notes = row_checks.nothing_named(bench, whole.paths(store))
    if notes is None:
        return checked(store, model, built, whole.frame(store), bench)
    return replace(whole, name=built.name, fingerprint=built.fingerprint, components=built.components,
                   notes=notes)


def _unchecked(earlier: Earlier, model: Model, built: Built, inputs: Mapping[str, Seen]) -> Built:
    store = earlier.store
    return (earlier.renewed(model, built, inputs)
            or pieces.made(store, model, built, inputs)
            or running.stored(store, model.table, built, running.rows(model, inputs), model.by))


def checked(
    store: Store, model: Model, built: Built, frame: pl.DataFrame, bench: Bench | None
) -> Built:
    """Rows as a table, without those that its checks name."""
    if bench:
        ruling = row_checks.ruled(bench, frame)
        built, frame = replace(built, notes=ruling.notes), ruling.frame
    return running.stored(store, model.table, built, frame, model.by)
