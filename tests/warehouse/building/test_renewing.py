"""A table whose rows stand alone by a column is renewed to what a build from nothing gives."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

import polars as pl
import pytest

from pipelines.project import project
from pipelines.workspace import Workspace
from schemas import base
from tests.support.mini import Mini
from warehouse.building import renewing, running, runs
from warehouse.building.build import Builder, Clock
from warehouse.building.seeing import Seen, of_keys
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.project.models import Model
from warehouse.storage.built import Built
from warehouse.storage.store import Store, put_frame

ITEM = "core.mini_item"
QUERY = "-- by: item_id\nselect item_id, number + 1 as number from seed.mini_item\n"
LARGEST = """select 'one' as scope, cast(2 as bigint) as number from core.mini_item where item_id = 'a'
union all
select 'two', cast(5 as bigint) from core.mini_item where item_id = 'a'
"""
SHOWN = """-- question: How many?
-- example: select number from metric.mini_shown
-- by: scope; core.mini_item = number
select largest.scope, count(*) as number
from metric.mini_largest as largest
join core.mini_item as item on largest.number = item.number
group by largest.scope
"""
ROUNDS = 24
ALONE = sorted(name for name, model in project().models.items() if model.by)
Components = Mapping[str, Mapping[str, str]]


@pytest.fixture
def keys_asked(mini_project: Mini, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A project with a table by item, and of which items each run of its query was asked."""
    mini_project.write("core/mini_item.sql", QUERY)
    found: list[object] = []
    rows = running.rows

    def noted(model: Model, inputs: Mapping[str, Seen]) -> pl.DataFrame:
        if model.name == ITEM:
            among = inputs["seed.mini_item"].among
            found.append(set(among[1]) if among else "all")
        return rows(model, inputs)

    monkeypatch.setattr(running, "rows", noted)
    return found


def by_way_of(mini: Mini, store: Store, before: Components) -> tuple[Built, Components]:
    builder = Builder(mini.project(), store, mini.snapshots, Clock(), before)
    for name in (ITEM, "seed.mini_item", "seed.build_date"):
        for read in (*builder.project.models[name].reads, name):
            builder.build(read)
    return builder.get(ITEM), {ITEM: builder.get(ITEM).components,
                               "seed.mini_item": builder.get("seed.mini_item").components}


def said(one: Built) -> dict[str, object]:
    return {name: value for name, value in vars(one).items() if name not in ("built_at", "seconds")}


def changes(seed: int) -> Iterator[dict[str, int]]:
    """Items of one round after another: some are added, changed or removed, sometimes nearly all."""
    generator = random.Random(seed)
    names = [a + b for a in ascii_lowercase for b in "abcdef"]
    items: dict[str, int] = dict.fromkeys(names[::3], 1)
    for number in range(ROUNDS):
        for name in generator.sample(names, generator.choice([0, 1, 1, 1, 2, 3, 5, 150])):
            if name in items and len(items) > 1 and generator.random() < 0.5:
                del items[name]
            else:
                items[name] = generator.randrange(1000)
        kept = sorted(items)[:2 if number % 8 == 7 else None]
        yield {name: items[name] for name in kept}


def test_after_any_changes_it_is_what_a_build_from_nothing_gives(
    mini_project: Mini, keys_asked: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "LARGE", 20)
    before: Components = {}
    kept = counts = 0
    last: tuple[object, ...] = ()
    for number, items in enumerate(changes(20261130)):
        mini_project.items(items)
        renewed, before = by_way_of(mini_project, mini_project.store, before)
        whole, _ = by_way_of(mini_project, Store(tmp_path / f"whole{number}"), {})
        assert said(renewed) == said(whole)
        kept += len({*last} & {*renewed.parts}) if {*last} != {*renewed.parts} else 0
        counts += len(renewed.parts) > 1
        last = renewed.parts
    assert kept > ROUNDS
    assert ROUNDS / 2 < counts < ROUNDS
    assert sum(among != "all" for among in keys_asked) > ROUNDS / 2


def test_only_what_changed_is_asked_again(mini_project: Mini, keys_asked: list[object]) -> None:
    mini_project.items(dict.fromkeys("abcdef", 1))
    _, before = by_way_of(mini_project, mini_project.store, {})
    mini_project.items(dict.fromkeys("acdefg", 1) | {"c": 7})
    found, _ = by_way_of(mini_project, mini_project.store, before)
    assert keys_asked == ["all", {"b", "c", "g"}]
    assert mini_project.frame(found).rows() == [(item, 8 if item == "c" else 2) for item in "acdefg"]


def test_where_most_changed_it_is_made_whole(mini_project: Mini, keys_asked: list[object]) -> None:
    mini_project.items({"a": 1, "b": 2, "c": 3})
    _, before = by_way_of(mini_project, mini_project.store, {})
    mini_project.items({"a": 1, "b": 7, "c": 4})
    by_way_of(mini_project, mini_project.store, before)
    assert keys_asked == ["all", "all"]


def test_a_table_without_the_column_counts_for_keys_that_lead_to_its_rows(
    mini_project: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    mini_project.write("metric/mini_largest.sql", LARGEST)
    mini_project.write("metric/mini_shown.sql", SHOWN)
    mini_project.items({"a": 2, "b": 5, "c": 5})
    builder = mini_project.builder()
    before = {name: builder.build(name)[0].components for name in builder.project.models}
    mini_project.items({"a": 2, "b": 5, "c": 9})
    seen: list[object] = []
    fresh = renewing._fresh

    def noted(model: Model, inputs: Mapping[str, Seen], keys: set[object]) -> pl.DataFrame:
        seen.append((model.name, keys))
        return fresh(model, inputs, keys)

    monkeypatch.setattr(renewing, "_fresh", noted)
    builder = Builder(mini_project.project(), mini_project.store, mini_project.snapshots, Clock(), before)
    for name in builder.project.models:
        builder.build(name)
    assert seen == [("metric.mini_shown", {"two"})]
    assert mini_project.frame(builder.get("metric.mini_shown")).rows() == [("one", 1), ("two", 1)]


def test_another_query_makes_it_whole(mini_project: Mini, keys_asked: list[object]) -> None:
    _, before = by_way_of(mini_project, mini_project.store, {})
    mini_project.write("core/mini_item.sql", QUERY.replace("+ 1", "+ 2"))
    by_way_of(mini_project, mini_project.store, before)
    assert keys_asked == ["all", "all"]


def test_a_row_that_fails_is_told_as_of_a_whole_build(
    mini_project: Mini, keys_asked: list[object], tmp_path: Path
) -> None:
    mini_project.write("core/mini_item.sql", QUERY.replace("+ 1", "- 1"))
    mini_project.items({"a": 1, "b": 2, "c": 3})
    _, before = by_way_of(mini_project, mini_project.store, {})
    mini_project.items({"a": 1, "b": 2, "c": 0})
    renewed, _ = by_way_of(mini_project, mini_project.store, before)
    whole, _ = by_way_of(mini_project, Store(tmp_path / "whole"), {})
    assert said(renewed) == said(whole)
    assert not whole.is_sound
    assert keys_asked == ["all", {"c"}, "all", "all"]


@pytest.mark.parametrize(("file", "text", "fault"), [
    ("core/mini_item.sql", QUERY.replace("by: item_id", "by: number"), "not first in its key"),
    ("metric/mini_shown.sql", "-- by: scope\nselect item_id as scope, number from core.mini_item\n",
     "which no table has that it reads"),
    ("core/mini_item.sql", QUERY.replace("item_id\n", "item_id; seed.mini_item\n", 1), "write `column; t"),
    ("metric/mini_shown.sql", SHOWN.replace("core.mini_item = n", "core.other = n"), "reads no core.other"),
    ("metric/mini_shown.sql", SHOWN.replace("= number\ns", "= item_id\ns"), "through item_id"),
])
def test_a_column_by_which_rows_cannot_be_kept_is_refused(
    mini_project: Mini, file: str, text: str, fault: str
) -> None:
    mini_project.write(file, text)
    with pytest.raises(ChipledgerError, match=fault):
        mini_project.project()


def test_the_bytes_of_a_run_follow_from_its_rows_alone(tmp_path: Path) -> None:
    """Lists of text are written in pages whose ends a slice takes from the frame around it."""
    names = [f"item {number // 300:04}" for number in range(60_000)]
    words = [[f"{name} a rather long word {number % 7}"] * (number % 3) for number, name in enumerate(names)]
    frame = pl.DataFrame({"item_id": names, "words": words})
    store, few = Store(tmp_path), frame.filter(pl.col("item_id") < "item 0050").sort("item_id")
    of_all = [put_frame(store, run) for run in runs.cut(frame, "item_id")]
    of_few = [put_frame(store, run) for run in runs.cut(few, "item_id")]
    assert len(of_few) > 2
    assert of_few[:-1] == of_all[:len(of_few) - 1]


def test_a_row_leaves_all_runs_but_its_own_as_they_were() -> None:
    names = [f"item {number:04}" for number in range(500)]
    frame = pl.DataFrame({"item_id": names, "number": range(500)})
    before = list(runs.cut(frame, "item_id"))
    assert pl.concat(before).equals(frame)
    assert len(before) > 500 / runs.KEYS_PER_RUN / 2
    more = pl.concat([frame, pl.DataFrame({"item_id": ["item 0077 b"], "number": [1]})]).sort("item_id")
    after = list(runs.cut(more, "item_id"))
    assert sum(not any(run.equals(other) for other in before) for run in after) in (1, 2)


@pytest.mark.parametrize("name", ALONE)
def test_the_rows_of_some_keys_follow_from_what_inputs_have_of_these(name: str, first_refresh: Path) -> None:
    """Each table that says so stands alone: seeded keys, made of their own rows, are those of the whole."""
    builder = Workspace.open(Home(first_refresh)).now()
    model = builder.project.models[name]
    inputs = {read: builder.bound(read, model) for read in model.reads}
    whole = builder.get(name).frame(builder.store)
    by, key = str(model.by), list(base.info(model.table).key)
    named = [(inputs[read].frame(), own) for read, own in model.keyed.items()]
    keys = sorted({key for frame, own in named for key in frame[own].drop_nulls()})
    some = frozenset(random.Random(name).sample(keys, len(keys) // 9))
    asked = of_keys(model.keyed, inputs, some)
    for read, column in model.through.items():
        told = {value for one in model.keyed if column in asked[one].frame().columns
                for value in asked[one].frame()[column]}
        asked[read] = replace(inputs[read], among=(column, frozenset(told)))
    found = running.rows(model, asked).filter(pl.col(by).is_in(list(some))).sort(key)
    assert found.height
    assert found.equals(whole.filter(pl.col(by).is_in(list(some))))


def test_an_earlier_build_that_is_gone_is_done_without(mini_project: Mini) -> None:
    model = Model(mini_project.tables[ITEM], mini_project.project().models[ITEM].recipe, by="item_id")
    earlier = renewing.Earlier(mini_project.store, {ITEM: {"seed.mini_item": "lost"}})
    assert earlier.renewed(model, Built(ITEM, "", {}), {}) is None
