"""Tiny frames of declared tables, and recipes run on them alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from pipelines.project import project
from schemas import base
from schemas.base import faults
from tests.support.made_frames import create_table
from warehouse.building import slices
from warehouse.project import engine
from warehouse.project.models import PythonRecipe, SqlRecipe
from warehouse.rows.seeds import read_seed

MODELS = project().models
TABLES = base.registered()
COVERAGE = "core.coverage"
WORD_SETS = "core.word_set"
UNTIL = date(2026, 12, 31)


def frame(table_name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of a table by its class; what a row leaves out is NULL."""
    schema = {c.name: c.dtype for c in base.columns(TABLES[table_name])}
    unknown = {name for row in rows for name in row} - schema.keys()
    assert not unknown, f"{table_name} has no columns {unknown}"
    return pl.DataFrame(list(rows), schema=schema)


def constants(**changed: float) -> pl.DataFrame:
    """The bundled assumptions, some of them changed to a point of another value."""
    bundled = pl.read_csv(MODELS["seed.model_constant"].recipe.path, infer_schema_length=None,
                          try_parse_dates=True)
    schema = {c.name: c.dtype for c in base.columns(TABLES["core.model_constant"])}
    rows = [
        row | ({"value": changed[row["constant_id"]], "value_low": None, "value_high": None}
               if row["constant_id"] in changed else {})
        for row in bundled.iter_rows(named=True)
    ]
    assert changed.keys() <= {row["constant_id"] for row in rows}
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)


def words() -> pl.DataFrame:
    """The bundled words of a status."""
    bundled = pl.read_csv(MODELS["seed.status_word"].recipe.path, infer_schema_length=None)
    return frame("core.status_word", *bundled.select(
        c.name for c in base.columns(TABLES["core.status_word"])).to_dicts())


def word_sets() -> pl.DataFrame:
    """The bundled sets of words, which are method and so the same in every case."""
    bundled = read_seed(MODELS["seed.word_set"].recipe.path, TABLES["seed.word_set"], None)
    return bundled.select(c.name for c in base.columns(TABLES[WORD_SETS]))


def made(table_name: str, *frames: tuple[str, pl.DataFrame]) -> pl.DataFrame:
    """A table as its recipe makes it of some frames, cut to the rows it names; others are empty."""
    model = MODELS[table_name]
    given = dict(frames)
    inputs = {read: given.get(read, frame(read)) for read in model.reads}
    if COVERAGE in model.reads and COVERAGE not in given:
        inputs[COVERAGE] = covered(given)
    if WORD_SETS in model.reads:
        inputs[WORD_SETS] = word_sets()
    for read, keys in model.only.items():
        inputs[read] = slices.named(inputs[read], base.info(TABLES[read]).key[0], keys)
    found = _run(model.recipe, inputs)
    key = list(base.info(model.table).key)
    ordered = found.sort(key)
    if not ordered.is_empty():
        assert faults.failures(model.table, ordered) == []
    return ordered


def through(day: date, *coverage_ids: str) -> pl.DataFrame:
    """Some subjects as known up to a day."""
    return frame(COVERAGE, *[
        {"coverage_id": name, "subject": name.partition("/")[0], "data_through_date": day}
        for name in coverage_ids])


def covered(given: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """How far these frames reach, by the project's own query; what they do not hold, to `UNTIL`."""
    recipe = MODELS[COVERAGE].recipe
    inputs = {read: given.get(read, frame(read)) for read in MODELS[COVERAGE].reads}
    inputs["seed.build_date"] = frame("seed.build_date", {"as_of_date": UNTIL})
    return _run(recipe, inputs).with_columns(pl.col("data_through_date").fill_null(UNTIL))


def _run(recipe: Any, inputs: dict[str, pl.DataFrame]) -> pl.DataFrame:
    if isinstance(recipe, PythonRecipe):
        return recipe.function(inputs)
    assert isinstance(recipe, SqlRecipe)
    with engine.session() as con:
        for name, rows in inputs.items():
            con.execute(f"create schema if not exists {name.split('.')[0]}")
            create_table(con, name, rows)
        return engine.query(con, recipe.text)
