"""The gate lets only sound tables out, and what is out can be opened, read and taken back."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.workspace import is_to_publish
from tests.support.homes import contents, copied, opened
from tests.support.mini import Mini
from warehouse.building import checks
from warehouse.errors import ChipledgerError, ReleaseRefused
from warehouse.paths import FILE_NAME
from warehouse.releasing.gate import run_check
from warehouse.releasing.publish import ABOUT
from warehouse.storage.journal import Journal
from warehouse.storage.manifest import Manifest

UNCOMMENTED = """
select schema_name || '.' || table_name, '' from duckdb_tables() where coalesce(comment, '') = ''
union all
select schema_name || '.' || table_name, column_name from duckdb_columns()
where coalesce(comment, '') = '' and not internal
union all
select function_name, 'macro' from duckdb_functions()
where not internal and coalesce(comment, '') = ''
"""


def numbers(path: Path) -> list[int]:
    """The bundled numbers as a release file holds them."""
    with opened(path) as con:
        found = con.execute("select number from core.mini_item order by 1").fetchall()
    return [number for (number,) in found]


def refuse(mini: Mini) -> str:
    """The reason why the gate stays shut."""
    with pytest.raises(ReleaseRefused) as error:
        mini.release()
    return str(error.value)


def test_blocking_check_stops_and_is_not_run_again(
    published_mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published_mini.home.published.readlink()
    published_mini.items({"a": 1, "b": 2000})
    reason = refuse(published_mini)
    assert "mini_number_is_small: 1 rows fail (numbers stay below 1000)" in reason
    assert "item_id = b, number = 2000" in reason
    monkeypatch.setattr(checks, "_run", lambda *_: pytest.fail("the check was run again"))
    assert refuse(published_mini) == reason
    assert published_mini.home.published.readlink() == before


def test_warning_does_not_stop_and_is_published(published_mini: Mini) -> None:
    published_mini.items({"a": 1})
    published_mini.publish()
    with opened(published_mini.home.published) as con:
        found = con.execute("select * from meta.check_result order by check_name").fetchall()
    assert [(row[0], row[1], row[3]) for row in found] == [
        ("mini_item_is_not_lost", "warning", 2), ("mini_number_is_small", "blocking", 0),
    ]


def test_previous_is_the_last_release_and_empty_before_the_first(mini_project: Mini) -> None:
    builder = mini_project.builder()
    check = builder.project.checks["mini_item_is_not_lost"]
    first = mini_project.publish()
    mini_project.items({"c": 3})
    second = mini_project.publish()
    after = mini_project.builder()
    assert run_check(after, None, check).failure_count == 0
    assert run_check(after, first, check).failure_count == 2
    assert run_check(after, second, check).failure_count == 0


def test_check_without_a_severity_is_refused(mini_project: Mini) -> None:
    mini_project.write("check/mini_number_is_small.sql", "select item_id from core.mini_item")
    with pytest.raises(ChipledgerError, match=r"mini_number_is_small\.sql.*severity"):
        mini_project.release()


def test_new_check_and_new_words_of_a_check_make_another_release(published_mini: Mini) -> None:
    before = published_mini.publisher.current()
    text = "-- severity: blocking\n-- description: numbers stay small\n"
    query = "select item_id, number from core.mini_item where number >= 1000"
    published_mini.write("check/mini_number_is_small.sql", text + query)
    reworded = published_mini.publish()
    assert reworded.fingerprint != before.fingerprint
    assert "numbers stay small" in {check["description"] for check in reworded.checks}
    strict = "-- severity: blocking\nselect item_id from core.mini_item"
    published_mini.write("check/mini_strict.sql", strict)
    assert is_to_publish(published_mini.builder(), reworded, set())
    assert "mini_strict" in refuse(published_mini)


def test_two_files_are_kept(mini_project: Mini) -> None:
    made = []
    for number in range(4):
        mini_project.items({"a": number})
        made.append(mini_project.publish().release_id)
    kept = sorted(folder.name for folder in mini_project.home.releases.iterdir())
    assert kept == sorted(made[-2:])
    mini_project.publish()
    kept = sorted(folder.name for folder in mini_project.home.releases.iterdir())
    assert kept == sorted(made[-2:]), "publishing the same again drops none"


def test_rollback_assembles_an_older_release_with_equal_content(mini_project: Mini) -> None:
    made: list[Manifest] = []
    for number in range(4):
        mini_project.items({"a": number})
        made.append(mini_project.publish())
        if number == 0:
            first = contents(mini_project.home.published)
    assert not (mini_project.home.releases / made[0].release_id).exists()
    mini_project.publisher.rollback(made[0].release_id)
    assert contents(mini_project.home.published) == first
    assert len(list(mini_project.home.releases.iterdir())) == 2


def test_refresh_after_a_rollback_leaves_it_be(published_mini: Mini) -> None:
    good = published_mini.publisher.current()
    published_mini.items({"a": 999})
    bad = published_mini.publish()
    published_mini.publisher.rollback(good.release_id)
    publisher = published_mini.publisher
    assert not is_to_publish(published_mini.builder(), publisher.current(), publisher.withdrawn())
    with pytest.raises(ChipledgerError, match=f"rollback {bad.release_id}"):
        published_mini.publish()
    assert numbers(published_mini.home.published) == [1, 2, 3]
    published_mini.items({"a": 5})
    published_mini.publish()
    assert numbers(published_mini.home.published) == [5], "other content is published"


def test_rollback_holds_though_the_withdrawn_release_was_first_made_long_ago(
    mini_project: Mini,
) -> None:
    mini_project.items({"a": 1})
    mini_project.publish()
    mini_project.items({"a": 2})
    second = mini_project.publish()
    mini_project.items({"a": 1})
    mini_project.publish()
    mini_project.publisher.rollback(second.release_id)
    with pytest.raises(ChipledgerError, match="withdrawn"):
        mini_project.publish()
    assert numbers(mini_project.home.published) == [2]


def test_withdrawn_release_can_be_put_back(published_mini: Mini) -> None:
    good = published_mini.publisher.current()
    published_mini.items({"a": 999})
    late = published_mini.publish()
    published_mini.publisher.rollback(good.release_id)
    published_mini.publisher.rollback(late.release_id)
    assert published_mini.publisher.withdrawn() == set()
    assert published_mini.publish().release_id == late.release_id


def test_rollback_to_an_unknown_release_changes_nothing(published_mini: Mini) -> None:
    made = published_mini.publisher.current()
    with pytest.raises(ChipledgerError, match="chipledger releases"):
        published_mini.publisher.rollback("2020-01-01-000000000000")
    assert published_mini.publisher.current() == made
    assert published_mini.publisher.withdrawn() == set()


def test_an_earlier_turn_does_not_publish_over_a_later_one(mini_project: Mini) -> None:
    turns = [mini_project.publisher.turns.draw() for _ in range(4)]
    assert turns == sorted(set(turns))
    for number, turn in ((1, turns[0]), (2, turns[1]), (1, turns[3])):
        mini_project.items({"a": number})
        mini_project.publish(turn)
    mini_project.items({"a": 3})
    with pytest.raises(ChipledgerError, match="began later"):
        mini_project.publish(turns[2])
    assert numbers(mini_project.home.published) == [1]
    mini_project.publish()
    assert numbers(mini_project.home.published) == [3]


def test_a_run_that_began_before_a_rollback_does_not_undo_it(mini_project: Mini) -> None:
    mini_project.items({"a": 1})
    good = mini_project.publish()
    mini_project.items({"a": 2})
    mini_project.publish()
    turn = mini_project.publisher.turns.draw()
    mini_project.publisher.rollback(good.release_id)
    mini_project.items({"a": 3})
    with pytest.raises(ChipledgerError, match="began later"):
        mini_project.publish(turn)
    assert numbers(mini_project.home.published) == [1]


def test_a_publication_of_a_wrong_2031_blocks_nothing(published_mini: Mini) -> None:
    """Publications were once ordered by the clock; what such a journal says orders nothing now."""
    made = published_mini.publisher.current()
    Journal(published_mini.home.root / "publications.jsonl").append({
        "release_id": made.release_id, "fingerprint": made.fingerprint,
        "started_at": "2031-01-01T00:00:00+00:00", "withdraws": None,
    })
    published_mini.items({"a": 2})
    published_mini.publish()
    assert numbers(published_mini.home.published) == [2]


def test_lost_release_files_are_written_again(published_mini: Mini) -> None:
    made = published_mini.publisher.current()
    shutil.rmtree(published_mini.home.releases)
    publisher = published_mini.publisher
    assert is_to_publish(published_mini.builder(), publisher.current(), publisher.withdrawn())
    assert published_mini.publish().release_id == made.release_id
    assert numbers(published_mini.home.published) == [1, 2, 3]


def test_sweep_removes_what_killed_publications_left(published_mini: Mini) -> None:
    half = published_mini.home.releases / ".123.2024-01-01-abc" / FILE_NAME
    half.parent.mkdir()
    half.write_bytes(b"half")
    link = published_mini.home.root / f".{FILE_NAME}.123"
    link.symlink_to("releases/nowhere")
    unlisted = published_mini.home.releases / "2024-01-01-abc"
    unlisted.mkdir()
    published_mini.publisher.sweep()
    assert not half.parent.exists()
    assert not link.is_symlink()
    assert not unlisted.exists()
    assert numbers(published_mini.home.published) == [1, 2, 3]


def macro_rows(con: duckdb.DuckDBPyConnection, call: str) -> list[tuple[str]]:
    """The ids above 1, by a macro."""
    return con.execute(f"select item_id from {call}(1) order by 1").fetchall()


def test_macros_work_opened_by_path_and_through_the_link(published_mini: Mini) -> None:
    link = published_mini.home.published
    for path in (link, link.resolve()):
        with opened(path) as con:
            assert con.execute("select current_catalog()").fetchone() == ("warehouse",)
            assert macro_rows(con, "mini_above") == [("b",), ("c",)]


@pytest.mark.parametrize("name", ["warehouse", "other"])
def test_macros_work_under_any_name_where_their_file_is_the_current_database(
    published_mini: Mini, name: str
) -> None:
    with duckdb.connect() as con:
        con.execute(f"attach '{published_mini.home.published}' as {name} (read_only)")
        assert con.execute(f"select count(*) from {name}.core.mini_item").fetchone() == (3,)
        with pytest.raises(duckdb.Error, match="does not exist"):
            macro_rows(con, f"{name}.main.mini_above")
        con.execute(f"use {name}")
        assert macro_rows(con, "mini_above") == [("b",), ("c",)]
        assert macro_rows(con, f"{name}.main.mini_above") == [("b",), ("c",)]


def test_a_macro_of_one_release_does_not_answer_from_another(
    published_mini: Mini, tmp_path: Path
) -> None:
    """Both files are attached and the later one is the current database."""
    old = shutil.copy(published_mini.home.published, tmp_path / "copy.duckdb")
    published_mini.items({"x": 7})
    published_mini.publish()
    with duckdb.connect() as con:
        con.execute(f"attach '{old}' as old (read_only)")
        con.execute(f"attach '{published_mini.home.published}' as new (read_only)")
        con.execute("use new")
        assert macro_rows(con, "new.mini_above") == [("x",)]
        with pytest.raises(duckdb.Error, match="write `use` with the name of its own database"):
            macro_rows(con, "old.mini_above")


def test_every_release_is_read_only_whole_and_called_warehouse(mini_project: Mini) -> None:
    for number in range(2):
        mini_project.items({"a": number})
        mini_project.publish()
    for folder in mini_project.home.releases.iterdir():
        assert {file.name for file in folder.iterdir()} == {FILE_NAME, ABOUT}, "no write-ahead log"
        assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o444
        with opened(folder / FILE_NAME) as con:
            assert con.execute("select current_catalog()").fetchone() == ("warehouse",)
            assert con.execute("select distinct release_id from meta.release").fetchall() == [
                (folder.name,)
            ]
            assert con.execute(UNCOMMENTED).fetchall() == []


def test_link_is_relative_so_that_a_home_can_move(published_mini: Mini, tmp_path: Path) -> None:
    assert not published_mini.home.published.readlink().is_absolute()
    moved = copied(published_mini.home.root, tmp_path / "moved")
    shutil.rmtree(published_mini.home.root)
    assert numbers(moved / FILE_NAME) == [1, 2, 3]


def test_everything_in_the_real_file_has_a_comment(first_refresh: Path) -> None:
    with opened(first_refresh / FILE_NAME) as con:
        assert con.execute(UNCOMMENTED).fetchall() == []
        query = "select distinct schema_name from duckdb_tables() order by 1"
        schemas = con.execute(query).fetchall()
    assert schemas == [("core",), ("history",), ("meta",), ("metric",), ("step",)]


def test_every_example_query_of_the_real_file_runs(first_refresh: Path) -> None:
    with opened(first_refresh / FILE_NAME) as con:
        examples = con.execute("select query from meta.example_query").fetchall()
        assert examples
        for (query,) in examples:
            con.execute(query).fetchall()


def test_another_process_reads_without_locking_anyone_out(published_mini: Mini) -> None:
    query = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); input()"
    command = [sys.executable, "-c", query, str(published_mini.home.published)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as reader:
        assert numbers(published_mini.home.published) == [1, 2, 3]
        published_mini.items({"a": 7})
        published_mini.publish()
        assert numbers(published_mini.home.published) == [7]
        reader.communicate(b"\n", timeout=60)
    assert reader.returncode == 0
