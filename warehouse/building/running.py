"""Running a recipe over its inputs, and storing what it gives: sound or not, in key order.

When a recipe is run, and which inputs it sees, stands in build.py.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import polars as pl

from schemas import base
from schemas.base import Table, faults
from warehouse.building import runs
from warehouse.building.seeing import Seen, with_hashes
from warehouse.errors import ChipledgerError
from warehouse.folding.outcomes import Belief, Outcome
from warehouse.project import engine
from warehouse.project.models import Model, PythonRecipe, SqlRecipe
from warehouse.storage import built as records
from warehouse.storage.built import Built, Part
from warehouse.storage.store import Store, put_frame

LOG = logging.getLogger(__name__)


def stored(
    store: Store, table: type[Table], made: Built, frame: pl.DataFrame, by: str | None = None,
    others: Sequence[Part] = (),
) -> Built:
    """Hold a frame against its class and store it, in runs of a column if its rows stand alone by one.

    With `others`, runs that are stored already, it is only the rest of its table.
    """
    key = [name for name in base.info(table).key if name in frame.columns]
    ordered = frame.sort(key, maintain_order=True) if key else frame
    found = faults.failures(table, ordered) if ordered.height or not others else []
    shown, count = records.failures_shown(found)
    is_cut = by is not None and (others or ordered.height > runs.LARGE)
    pieces = list(runs.cut(ordered, str(by))) if is_cut else [ordered]
    parts = [*others, *(Part(put_frame(store, piece), piece.height) for piece in pieces)]
    placed = runs.in_order(store, parts, str(by)) if others else tuple(parts)
    return with_hashes(store, replace(made, parts=placed, failures=shown, failure_count=count))


def rows(model: Model, inputs: Mapping[str, Seen]) -> pl.DataFrame:
    """The rows that a query or function gives of its inputs."""
    match model.recipe:
        case SqlRecipe(path, text):
            return queried(path, text, inputs)
        case PythonRecipe(function):
            return function({read: seen.frame() for read, seen in inputs.items()})
    raise TypeError(f"{model.name} is made neither by a query nor by a function")


def folded(made: Built, belief: Belief) -> Built:
    """A belief, whose parts are stored already and held against their class, as a table."""
    shown, count = records.failures_shown(belief.failures)
    notes = {"outcomes": [_noted(outcome) for outcome in belief.outcomes],
             "versions_hash": belief.versions_hash, "set_aside": list(belief.set_aside)}
    return replace(made, parts=belief.parts, failures=shown, failure_count=count, notes=notes)


def _noted(outcome: Outcome) -> dict[str, object]:
    seen = outcome.sighting
    return {**asdict(outcome), "sighting": seen.sha256, "known_at": seen.known_at.isoformat(),
            "snapshot_id": seen.snapshot_id}


def queried(path: Path, text: str, inputs: Mapping[str, Seen]) -> pl.DataFrame:
    """The rows of a query over its inputs; raises ChipledgerError naming the file at fault."""
    try:
        with engine.session() as con:
            for read, seen in inputs.items():
                engine.create_view(con, read, seen.paths, seen.columns or (), seen.where)
            return engine.query(con, text)
    except Exception as error:
        LOG.exception("the query of %s failed", path)
        raise ChipledgerError(f"{path}: {error}") from error
