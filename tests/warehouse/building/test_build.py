"""A table is built when something that decides it has changed, and at no other time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.project import project
from pipelines.workspace import Workspace
from tests.support.homes import child_environment
from tests.support.mini import Mini
from warehouse.building.build import Clock
from warehouse.building.planning import plan
from warehouse.errors import ChipledgerError, ReleaseRefused
from warehouse.folding.register import Folder
from warehouse.paths import Home
from warehouse.releasing import release
from warehouse.storage.snapshots import end_of_day

SQL_TABLES = {"core.mini_item", "metric.mini_largest", "metric.mini_shown"}
RECIPE_TABLES = {"metric.mini_scaled", "metric.mini_copied"}
ITEM = "select item_id, {} as number from seed.mini_item"
HASHES = """
import json, sys
from pipelines.workspace import Workspace, clock_of
from pipelines.explain.belief import needed
builder = Workspace.open().builder(clock_of(None, None))
names = needed(builder.project, sys.argv[1].split(","))
print(json.dumps({name: builder.build(name)[0].content_hash for name in names}))
"""
ANSWERS = ("core.hardware_listing", "metric.price_performance_by_chip_date",
           "metric.control_parameter_by_item_rule_version",
           "metric.leakage_adjusted_base_by_country_quarter")
"""One of each kind of recipe; all tables are tried in the soak."""


def test_first_build_builds_all_and_second_builds_nothing(mini_project: Mini) -> None:
    everything = {"seed.build_date", "seed.mini_item"} | SQL_TABLES | RECIPE_TABLES
    assert mini_project.build() == everything
    assert mini_project.build() == set()


def test_comment_and_layout_of_a_query_build_nothing(mini_project: Mini) -> None:
    mini_project.build()
    text = "-- a remark\nSELECT item_id,\n  number /* another */\nFROM seed.mini_item;\n"
    mini_project.write("core/mini_item.sql", text)
    assert mini_project.build() == set()


def test_changed_query_stops_where_its_content_is_equal(mini_project: Mini) -> None:
    mini_project.build()
    mini_project.write("core/mini_item.sql", ITEM.format("number * 1"))
    assert mini_project.build() == {"core.mini_item"}
    mini_project.write("core/mini_item.sql", ITEM.format("number + (item_id = 'a')::integer"))
    rebuilt = {"core.mini_item", "metric.mini_largest"} | RECIPE_TABLES
    assert mini_project.build() == rebuilt, "the largest is the same, so mini_shown is not built"


def test_constant_of_a_helper_rebuilds_exactly_what_reaches_it(mini_project: Mini) -> None:
    mini_project.build()
    mini_project.write_code("mini_helper.py", "FACTOR = 20\n")
    assert mini_project.build() == {"metric.mini_scaled"}
    found = mini_project.builder().get("metric.mini_scaled")
    assert mini_project.frame(found)["number"].to_list() == [20, 40, 60]


def test_description_of_a_column_rebuilds_nothing_and_is_published(mini_project: Mini) -> None:
    before = mini_project.publish()
    mini_project.declare(said="How many of them")
    assert mini_project.build() == set()
    after = mini_project.publish()
    assert after.fingerprint != before.fingerprint
    assert after.comments["core.mini_item"]["columns"]["number"] == "How many of them"


def test_bound_of_a_column_rebuilds_the_tables_of_its_class(mini_project: Mini) -> None:
    mini_project.build()
    mini_project.declare(ge=0, le=100)
    assert mini_project.build() == {"seed.mini_item", "core.mini_item"} | RECIPE_TABLES


@pytest.mark.parametrize(("file", "text", "said"), [
    ("core/mini_item.sql", "select item_id, number from seed.mini_gone", "seed.mini_gone"),
    ("metric/mini_largest.sql", "select scope, number from metric.mini_shown", "circle"),
    ("metric/mini_largest.sql", "select item_id as scope, number from seed.mini_item", "may read"),
    ("core/mini_item.sql", "select item_id, 1.5::double as number from seed.mini_item", "DOUBLE"),
    ("core/mini_item.sql", "select item_id from seed.mini_item", "number is missing"),
    ("core/mini_item.sql", "select number, item_id from seed.mini_item", "order"),
    ("metric/mini_largest.sql", "select 'a' as scope, sum(number) as number from core.mini_item",
     "HUGEINT"),
    ("core/mini_item.sql", "select 'a' as item_id, range as number from range(3)", "function"),
    ("core/mini_item.sql", "pivot seed.mini_item on item_id using sum(number)", "PIVOT"),
    ("core/mini_item.sql", "select item_id, nummer from seed.mini_item", "nummer"),
    ("core/mini_item.sql", "select item_id from mini_item", "without a schema"),
    ("core/mini_item.sql", "select item_id from seed.mini_item; select 1", "2 statements"),
    ("core/mini_item.sql", "selec item_id from", "core/mini_item.sql"),
    ("core/mini_new.sql", "select item_id from seed.mini_item", "no class"),
    ("check/mini_bad.sql", "-- severity: blocking\nselect nothing from core.mini_item", "nothing"),
])
def test_fault_in_a_file_is_named_before_anything_runs(
    mini_project: Mini, file: str, text: str, said: str
) -> None:
    mini_project.write(file, text)
    with pytest.raises(ChipledgerError) as error:
        mini_project.project()
    assert file in str(error.value)
    assert said in str(error.value)
    assert not mini_project.home.root.exists()


def test_fault_while_a_query_runs_names_its_file(mini_project: Mini) -> None:
    failing = "select item_id, cast(item_id as bigint) as number from seed.mini_item"
    mini_project.write("core/mini_item.sql", failing)
    with pytest.raises(ChipledgerError, match=r"core/mini_item\.sql.*'a'"):
        mini_project.build()


def test_bad_cell_of_a_bundled_table_is_named(mini_project: Mini) -> None:
    mini_project.write("seed/mini_item.csv", "item_id,number,known_from_date\na,many,2024-01-31\n")
    with pytest.raises(ChipledgerError, match=r"mini_item\.csv: row 2, column number: 'many'"):
        mini_project.build()


def test_as_of_is_the_latest_knowledge_unless_asked(mini_project: Mini) -> None:
    assert mini_project.builder().as_of_date == date(2024, 3, 31)
    asked = Clock(as_of=date(2024, 5, 15))
    mini_project.build()
    assert mini_project.build(asked) == {"seed.build_date"}, "nothing reads the date"
    found = mini_project.builder(asked).get("seed.build_date")
    row = mini_project.frame(found).row(0, named=True)
    assert row["as_of_date"] == date(2024, 5, 15)
    assert row["complete_month_end_date"] == date(2024, 4, 30)


def test_as_known_at_shows_only_what_was_public(mini_project: Mini) -> None:
    builder = mini_project.builder(Clock(end_of_day(date(2024, 3, 30))))
    for name in builder.project.models:
        builder.build(name)
    assert builder.as_of_date == date(2024, 2, 29)
    assert builder.get("core.mini_item").row_count == 2
    later = Clock(end_of_day(date(2024, 3, 1)))
    assert mini_project.build(later) == set(), "nothing became public in between"


def test_plan_gives_its_reasons(mini_project: Mini) -> None:
    steps = {step.name: step for step in plan(mini_project.builder())}
    assert (steps["seed.mini_item"].action, steps["seed.mini_item"].reason) == ("build", "new")
    assert steps["core.mini_item"].action == "wait"
    assert steps["core.mini_item"].reason == "for seed.mini_item"
    manifest = mini_project.release()
    before = {name: version.components for name, version in manifest.tables.items()}
    assert {step.action for step in plan(mini_project.builder(before=before))} == {"reuse"}
    mini_project.write("core/mini_item.sql", ITEM.format("number * 2"))
    steps = {step.name: step for step in plan(mini_project.builder(before=before))}
    assert steps["core.mini_item"].reason == "changed: recipe"
    mini_project.declare(ge=0, le=9)
    steps = {step.name: step for step in plan(mini_project.builder(before=before))}
    assert steps["seed.mini_item"].reason == "changed: class"


def test_table_that_fails_its_class_is_kept_and_blocks(mini_project: Mini) -> None:
    mini_project.publish()
    mini_project.write("core/mini_item.sql", ITEM.format("-number"))
    builder = mini_project.builder()
    for name in ("seed.build_date", "seed.mini_item", "core.mini_item"):
        made, _ = builder.build(name)
    assert made.failure_count == 3
    assert mini_project.frame(made)["number"].to_list() == [-1, -2, -3]
    again, is_new = mini_project.builder().build("core.mini_item")
    assert not is_new, "a failure is not tried again"
    assert again.first_failure() == made.first_failure()
    steps = {step.name: step for step in plan(mini_project.builder())}
    assert steps["core.mini_item"].action == "failed"
    assert steps["metric.mini_largest"].action == "blocked"
    with pytest.raises(ChipledgerError, match=r"its input core\.mini_item failed validation"):
        mini_project.builder().build("metric.mini_largest")
    with pytest.raises(ReleaseRefused, match=r"core\.mini_item: 3 values fail .*-1"):
        release.make(mini_project.builder(), None)


def test_snapshot_that_arrives_during_a_build_waits_for_the_next(
    mini_project: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    mini_project.add_source()

    def arrive(line: bytes, day: int) -> None:
        now = datetime.now(UTC)
        known_at = end_of_day(date(2024, 1, day))
        mini_project.snapshots.add("mini_seen", line, known_at, "stated", now, "file")

    arrive(b"a\n", 1)
    fold_now = Folder.belief

    def late(self: Folder, known_by: datetime | None) -> object:
        arrive(b"a\nb\n", 2)
        return fold_now(self, known_by)

    monkeypatch.setattr(Folder, "belief", late)
    made, _ = mini_project.builder().build("raw.mini_seen")
    assert made.row_count == 1, "the fingerprint names one sighting, so the table holds one"
    monkeypatch.setattr(Folder, "belief", fold_now)
    assert mini_project.builder().build("raw.mini_seen")[0].row_count == 2


def hashes_by_one_thread(home: Path, wanted: tuple[str, ...]) -> dict[str, str]:
    """Content hashes of tables and of all they are made of, built by a process of one thread."""
    environment = child_environment(home) | {"POLARS_MAX_THREADS": "1"}
    command = [sys.executable, "-c", HASHES, ",".join(wanted)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize(
    "wanted", [ANSWERS, pytest.param(tuple(project().models), marks=pytest.mark.soak)],
    ids=["some", "all"],
)
def test_one_thread_and_an_empty_store_give_what_a_refresh_gave_to_the_hash(
    wanted: tuple[str, ...], first_refresh: Path, tmp_path: Path
) -> None:
    manifest = Workspace.open(Home(first_refresh)).publisher.current()
    assert manifest
    shutil.copytree(first_refresh / "memo", tmp_path / "memo")
    found = hashes_by_one_thread(tmp_path, wanted)
    assert found == {name: manifest.tables[name].content_hash for name in found}
    assert {*wanted, "core.chip_shipment", "core.leakage_estimate"} <= {*found}


def test_a_table_may_be_empty_before_its_first_fact_and_not_today(mini_project: Mini) -> None:
    early = Clock(known_by=datetime(2024, 1, 1, tzinfo=UTC), as_of=date(2024, 1, 1))
    builder = mini_project.builder(early)
    assert builder.build("seed.mini_item")[0].is_sound
    assert builder.build("core.mini_item")[0].row_count == 0
    mini_project.write("seed/mini_item.csv", "item_id,number,known_from_date\n")
    today = mini_project.builder(Clock(as_of=date(2024, 1, 1)))
    assert not today.build("seed.mini_item")[0].is_sound
