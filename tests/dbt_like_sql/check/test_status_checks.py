"""The checks on what a status may say, on the bundled warehouse with one answer made wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.support import law_text
from tests.support.files import sql_text
from tests.support.tables_of_release import Kept
from warehouse.paths import Home
from warehouse.project import functions

STATUS = "metric.control_status_by_item_destination_group"
FREED = "step.freed_status_by_item_destination_group"
Wrong = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def wrong(first_refresh: Path) -> Wrong:
    """What a check finds after the answers of one item for one kind of place are replaced."""

    def found(check: str, columns: str, where: str) -> list[tuple[object, ...]]:
        con = duckdb.connect()
        con.execute(f"attach '{Home(first_refresh).published}' as release (read_only)")
        functions.create_in(con)
        for schema in ("core", "metric", "step"):
            con.execute(f"create schema {schema}")
        for (name,) in con.execute("select table_name from duckdb_tables() where database_name = "
                                   "'release' and schema_name = 'core'").fetchall():
            con.execute(f"create view core.{name} as from release.core.{name}")
        place = ("item_id = 'nvidia-h100-sxm' and destination_group_id in (select "
                 "destination_group_id from core.destination_group_member where country_code in "
                 "('CHN', 'IRN', 'DEU'))")
        con.execute(f"create table {STATUS} as select * replace ({columns}) from release.{STATUS} "
                    f"where {place} and {where} union all select * from release.{STATUS} "
                    f"where {place} and not ({where})")
        with con:
            con.execute(f"create table {FREED} as {sql_text(FREED)}")
            return con.execute(sql_text(f"check.{check}")).fetchall()

    return found


UNCHANGED = "status_text as status_text"


@pytest.mark.parametrize("check", ["free_answer_names_its_reading",
                                   "freer_status_names_its_paragraph"])
def test_the_bundled_answers_pass(wrong: Wrong, check: str) -> None:
    assert wrong(check, UNCHANGED, "true") == []


@pytest.mark.parametrize(("columns", "where", "fault"), [
    ("cast([] as varchar[]) as ambiguity_ids", "status_text = 'not_controlled'",
     "is free and names no reading"),
    ("['not_controlled'] as status_set, ['part-744-left-aside'] as ambiguity_ids",
     "reason_code = 'embargo'", "is free in spite of iran"),
])
def test_what_is_free_by_omission_is_found(
    wrong: Wrong, columns: str, where: str, fault: str
) -> None:
    assert fault in {row[-1] for row in wrong("free_answer_names_its_reading", columns, where)}


@pytest.mark.parametrize("day", ["2024-06-01", "2026-01-15"])
def test_a_status_that_becomes_freer_by_no_paragraph_is_found(wrong: Wrong, day: str) -> None:
    """H100 to China, freed on a day of no document, and on that of one that leaves 3A090 as it is."""
    names = ("requirement_ids", "review_policy_ids", "exception_ids", "overlay_event_ids",
             "paragraph_set", "review_policy_enforced_ids", "exception_enforced_ids")
    freed = [f"case when valid_from_date >= date '{day}' then 'not_controlled' else status_text end "
             "as status_text"]
    freed += [f"case when valid_from_date >= date '{day}' then cast([] as varchar[]) else {name} end "
              f"as {name}" for name in names]
    found = wrong("freer_status_names_its_paragraph", ", ".join(freed),
                  "end_user_hq_group = 'macau_or_d5'")
    assert found


def presumed_faults(kept: Kept, **given: pl.DataFrame) -> set[tuple[str, str]]:
    """What the check on presumed violations finds in the bundled answers, some tables replaced."""
    names = (STATUS, "core.item_jurisdiction", "core.rule_event", "core.status_word",
             "step.event_result_by_item")
    frames = {name: kept.frame(name) for name in names}
    frames[STATUS] = frames[STATUS].filter(pl.col("item_id").str.starts_with("huawei-ascend-910"))
    frames |= {name: given[name.rpartition(".")[2]] for name in names if name.rpartition(".")[2] in given}
    query = sql_text("check.presumed_violation_is_never_free")
    return {(row["item_id"], row["fault"]) for row in law_text.queried(frames, query).to_dicts()}


def test_what_a_general_prohibition_is_presumed_to_reach_is_never_free(first_refresh: Path) -> None:
    """Free in fact, as all were before the guidance counted; or subject to the EAR for no act at all."""
    kept = Kept(first_refresh)
    assert presumed_faults(kept) == set()
    freed = kept.frame(STATUS).filter(pl.col("item_id") == "huawei-ascend-910c").with_columns(
        status_enforced_set=pl.lit(["not_controlled"], pl.List(pl.String)))
    assert presumed_faults(kept, control_status_by_item_destination_group=freed) == {
        ("huawei-ascend-910c", "is free in fact in spite of us-guidance-2025-05-13-ascend")}
    fewer = kept.frame("step.event_result_by_item").filter(pl.col("item_id") != "huawei-ascend-910b1")
    assert presumed_faults(kept, event_result_by_item=fewer) == {
        ("huawei-ascend-910b1", "no act presumes a violation in connection with it")}
