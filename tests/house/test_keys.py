"""A row's key is its own: no other row decides it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import sqlglot
from sqlglot import exp

from pipelines.project import project
from pipelines.workspace import Workspace
from schemas import base
from tests.support.homes import copied
from warehouse.building.build import Builder, Clock
from warehouse.paths import Home
from warehouse.project.models import Model, SeedRecipe, SqlRecipe
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import get_frame

GONE = "nvidia-a10"
"""A chip with aliases, readings and rents, that no rule, letter or claim speaks of."""
COUNTS = (exp.DenseRank, exp.Ntile, exp.Rank, exp.RowNumber)


def counted_out(text: str, key: tuple[str, ...]) -> list[str]:
    """Columns of the key that a query, or a step of it, counts out over all rows there are."""
    return [
        column.alias_or_name
        for select in sqlglot.parse_one(text, dialect="duckdb").find_all(exp.Select)
        for column in select.selects if column.alias_or_name in key
        for window in column.find_all(exp.Window) if isinstance(window.this, COUNTS)
        if not window.args.get("partition_by")
    ]


@pytest.mark.parametrize(("window", "found"), [
    ("dense_rank() over (order by a, b)", ["c_id"]), ("rank() over (order by a)", ["c_id"]),
    ("row_number() over (order by a)", ["c_id"]),
    ("row_number() over (partition by a_id order by b)", []), ("md5(a || b)", []),
])
def test_an_id_counted_over_all_rows_is_noticed(window: str, found: list[str]) -> None:
    assert counted_out(f"select a_id, {window} as c_id from t", ("a_id", "c_id")) == found


def test_no_key_is_counted_out_over_other_rows() -> None:
    queries = {name: model for name, model in project().models.items()
               if isinstance(model.recipe, SqlRecipe)}
    assert len(queries) > 80
    found = {name: counted_out(model.recipe.text, base.info(model.table).key)
             for name, model in queries.items() if isinstance(model.recipe, SqlRecipe)}
    assert not {name: columns for name, columns in found.items() if columns}


def without(model: Model, chip_id: str) -> Model:
    """A seed without the rows that name a chip."""
    if not isinstance(model.recipe, SeedRecipe):
        return model
    rows = list(csv.reader(io.StringIO(model.recipe.text)))
    kept = [row for row in rows if chip_id not in row]
    if kept == rows:
        return model
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(kept)
    return replace(model, recipe=replace(model.recipe, text=written.getvalue()))


def keys(model: Model, frame: pl.DataFrame) -> set[tuple[object, ...]]:
    found = frame.select(base.info(model.table).key)
    return {tuple(map(str, row)) for row in found.iter_rows()}


def strange(builder: Builder, manifest: Manifest) -> Iterator[str]:
    """Tables in which another row has a key it had not before, with the first such key."""
    for name in sorted(manifest.published):
        model = builder.project.models[name]
        before = pl.concat([get_frame(builder.store, part) for part in manifest.tables[name].parts])
        if new := keys(model, builder.get(name).frame(builder.store)) - keys(model, before):
            yield f"{name}: {len(new)} of them, such as {min(new)}"


@pytest.mark.soak
def test_a_chip_that_goes_gives_no_other_row_another_key(first_refresh: Path, tmp_path: Path) -> None:
    """Rows may go with it, and its listings stand among the unmatched; no other id is a new one."""
    workspace = Workspace.open(Home(copied(first_refresh, tmp_path / "home")))
    manifest = workspace.publisher.current()
    assert manifest
    whole = project()
    models = {name: without(model, GONE) for name, model in whole.models.items()}
    changed = {name for name, model in models.items() if model is not whole.models[name]}
    assert changed >= {"seed.chip", "seed.chip_alias"}
    builder = Builder(replace(whole, models=models), workspace.store, workspace.snapshots, Clock())
    for name in builder.project.models:
        builder.build(name)
    assert builder.get("core.chip").row_count == manifest.tables["core.chip"].row_count - 1
    assert list(strange(builder, manifest)) == []
