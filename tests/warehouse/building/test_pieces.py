"""A table that is made piece by piece is what one run of its query gives, to the byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipelines.project import project
from pipelines.workspace import Workspace
from tests.support.mini import Mini
from warehouse.building import by_key, pieces, running, runs
from warehouse.building.build import Builder
from warehouse.building.renewing import Earlier
from warehouse.building.seeing import Seen
from warehouse.paths import Home
from warehouse.project.models import Model, SqlRecipe
from warehouse.storage.built import Built, Part
from warehouse.storage.store import Store, put_frame

ITEM, LISTING = "core.mini_item", "core.rental_listing"
OF_SQL = sorted(name for name, model in project().models.items()
                if model.by and isinstance(model.recipe, SqlRecipe))
LARGEST = {"metric.control_status_by_item_destination_group", "step.case_set_by_destination_group",
           "step.freed_status_by_item_destination_group", "step.situation_status_by_destination_group"}
"""They take longer than all others together."""
QUERY = "-- by: item_id\nselect item_id, number + 1 as number from seed.mini_item\n"
WITH_ANOTHER = """-- by: item_id; seed.mini_item as item_id
select item_id, number + 1 as number from seed.mini_item
union all
select 'z' || scope, count(*) from (select 'one' as scope) group by scope
"""
"""A row of another key comes with every piece."""


def inputs_of(builder: Builder, model: Model) -> dict[str, Seen]:
    return {read: builder.bound(read, model) for read in model.reads}


def at_once(builder: Builder, model: Model, store: Store) -> Built:
    rows = running.rows(model, inputs_of(builder, model))
    return running.stored(store, model.table, Built(model.name, "", {}), rows, model.by)


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.soak) if name in LARGEST else name for name in OF_SQL])
def test_pieces_are_what_one_run_gives(
    name: str, first_refresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder, store = Workspace.open(Home(first_refresh)).now(), Store(tmp_path)
    model = builder.project.models[name]
    inputs, whole = inputs_of(builder, model), at_once(builder, model, store)
    count = sum(inputs[read].found.row_count for read in model.keyed)
    monkeypatch.setattr(pieces, "LARGE", count // 5)
    assert pieces.made(store, model, Built(name, "", {}), inputs) == whole


@pytest.mark.parametrize("query", [QUERY, WITH_ANOTHER])
@pytest.mark.parametrize("large", [3, 1000])
def test_each_piece_has_its_own_rows_alone(
    mini_project: Mini, query: str, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "LARGE", large)
    monkeypatch.setattr(pieces, "LARGE", 7)
    mini_project.write("core/mini_item.sql", query)
    mini_project.items({f"item {number:03}": number for number in range(100)})
    builder, store = mini_project.builder(), mini_project.store
    model = builder.project.models[ITEM]
    for read in model.reads:
        builder.build(read)
    whole = at_once(builder, model, store)
    assert pieces.made(store, model, Built(ITEM, "", {}), inputs_of(builder, model)) == whole
    assert (len(whole.parts) > 1) == (large == 3)


def test_a_small_table_and_a_row_that_fails_are_for_the_whole(
    mini_project: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    mini_project.write("core/mini_item.sql", QUERY.replace("+ 1", "- 1"))
    mini_project.items({"a": 1, "b": 2, "c": 0})
    builder, store = mini_project.builder(), mini_project.store
    model = builder.project.models[ITEM]
    for read in model.reads:
        builder.build(read)
    assert pieces.made(store, model, Built(ITEM, "", {}), inputs_of(builder, model)) is None
    monkeypatch.setattr(pieces, "LARGE", 1)
    assert pieces.made(store, model, Built(ITEM, "", {}), inputs_of(builder, model)) is None
    assert not builder.build(ITEM)[0].is_sound


@pytest.mark.parametrize("times", [1, 1000])
def test_rows_that_a_check_names_are_set_aside_however_the_table_was_made(
    first_refresh: Path, tmp_path: Path, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder, store = Workspace.open(Home(first_refresh)).now(), Store(tmp_path)
    model = builder.project.models[LISTING]
    inputs, bench = inputs_of(builder, model), builder.bindings.bench(LISTING)
    monkeypatch.setattr(pieces, "LARGE", inputs["raw.gpu_rental_price"].found.row_count // 5)
    read, price = inputs["raw.gpu_rental_price"], pl.col("price_per_gpu_hour_usd")
    is_last = pl.int_range(pl.len()) == pl.len() - 1
    slipped = read.frame().with_columns(pl.when(is_last).then(price * times).otherwise(price))
    part = Part(put_frame(store, slipped), slipped.height)
    inputs["raw.gpu_rental_price"] = Seen(replace(read.found, parts=(part,)), read.columns, store)
    made = by_key.made(Earlier(store, {}), model, Built(LISTING, "", {}), inputs, bench)
    rows = running.rows(model, inputs)
    assert made == by_key.checked(store, model, Built(LISTING, "", {}), rows, bench)
    assert made.row_count == rows.height - len(made.notes["set_aside"])
    assert bool(made.notes["set_aside"]) == (times > 1)
