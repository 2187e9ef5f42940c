"""A query sees the columns that it names, and is made anew when one of these changes, not another."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.project import project
from tests.support.mini import Mini
from warehouse.building.seeing import column_hashes
from warehouse.project import engine, sql
from warehouse.project.models import Project, SqlRecipe
from warehouse.storage.built import Built, Part
from warehouse.storage.store import ROW_GROUP_SIZE, Store, put_frame

COUNTED = "select 'all' as scope, count(*) as number from core.mini_item\n"
ROWS = ROW_GROUP_SIZE + 7
PLACE = pl.int_range(ROWS, dtype=pl.Int32)
FRAME = pl.select(
    word=pl.format("word {}", PLACE % 71), day=PLACE.cast(pl.Date),
    number=pl.when(PLACE % 5 == 0).then(PLACE / 3), words=pl.lit("a").repeat_by(PLACE % 3),
    is_so=PLACE % 2 == 0,
)
LAST = pl.int_range(pl.len()) == pl.len() - 1
CHANGES = {
    "word": pl.lit("other"), "day": pl.col("day").dt.offset_by("1d"), "number": pl.lit(0.5),
    "words": pl.lit(["b"]), "is_so": ~pl.col("is_so"),
}


def hashes(store: Store, *frames: pl.DataFrame) -> dict[str, str]:
    parts = tuple(Part(put_frame(store, frame), frame.height) for frame in frames)
    return column_hashes(store, Built("some", "", {}, parts))


@pytest.mark.parametrize("column", CHANGES)
def test_a_cell_of_the_last_row_changes_the_hash_of_its_column_alone(tmp_path: Path, column: str) -> None:
    store = Store(tmp_path)
    other = FRAME.with_columns(
        pl.when(LAST).then(CHANGES[column]).otherwise(pl.col(column)).alias(column))
    before, after = hashes(store, FRAME), hashes(store, other)
    assert list(before) == FRAME.columns
    assert {name for name in before if before[name] != after[name]} == {column}


def test_a_column_is_as_it_is_whatever_stands_beside_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    alone = hashes(store, FRAME.select("number", "words"))
    assert alone.items() <= hashes(store, FRAME).items()


def test_without_rows_there_is_nothing_to_tell_apart(tmp_path: Path) -> None:
    assert hashes(Store(tmp_path), FRAME.clear()) == {}


def test_a_change_of_a_column_that_is_not_named_rebuilds_nothing(mini_project: Mini) -> None:
    mini_project.write("metric/mini_largest.sql", COUNTED)
    mini_project.build()
    mini_project.items({"a": 7, "b": 8, "c": 9})
    made = mini_project.build()
    assert {"core.mini_item", "metric.mini_scaled"} <= made
    assert not made & {"metric.mini_largest", "metric.mini_shown"}
    mini_project.items({"a": 7, "b": 8})
    assert {"metric.mini_largest", "metric.mini_shown"} <= mini_project.build()


def test_a_change_of_a_column_that_is_named_rebuilds(mini_project: Mini) -> None:
    mini_project.build()
    mini_project.items({"a": 7, "b": 2, "c": 3})
    assert {"metric.mini_largest", "metric.mini_shown"} <= mini_project.build()


def test_what_was_built_before_columns_were_kept_is_seen_alike(mini_project: Mini) -> None:
    mini_project.build()
    builder = mini_project.builder()
    largest, item = builder.project.models["metric.mini_largest"], builder.get("core.mini_item")
    kept = builder.bound("core.mini_item", largest).content_hash
    builder.give(Built(item.name, item.fingerprint, item.components, item.parts))
    assert item.columns
    assert builder.bound("core.mini_item", largest).content_hash == kept


def unbound(whole: Project) -> dict[str, str]:
    """The queries that ask for more than they see."""
    found = {}
    for name, model in whole.models.items():
        if not isinstance(model.recipe, SqlRecipe):
            continue
        with engine.tried() as con:
            for read in model.reads:
                columns = dict.fromkeys(model.sees.get(read, ()))
                engine.create_empty(con, read, whole.models[read].table)
                table = con.table(read)
                for other in [c for c in table.columns if columns and c not in columns]:
                    con.execute(f'alter table {read} drop column "{other}"')
            try:
                types = sql.compiled_types(con, model.recipe.text, model.recipe.path)
                sql.check_against_class(model.table, types, model.recipe.path)
            except Exception as error:
                found[name] = str(error)
    return found


def test_every_query_finds_all_it_asks_for_in_what_it_sees() -> None:
    assert unbound(project()) == {}
    assert any(model.sees.get("core.chip") for model in project().models.values())
