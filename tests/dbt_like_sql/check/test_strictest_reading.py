"""No answer is freer than the one that reads the unknown against the exporter: each way to be so is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.support.files import sql_text
from warehouse.paths import Home
from warehouse.project import functions

CHECK = "check.strictest_reading_holds"
STATUS = "metric.control_status_by_item_destination_group"
ITEMS = ("alibaba-zhenwu-810e", "nvidia-h20", "nvidia-h100-sxm", "nvidia-rtx-4090", "biren-br100",
         "huawei-ascend-910c", "sk-hynix-hbm3-24gb")
TABLES = """select schema_name, table_name, bool_or(column_name = 'item_id') from duckdb_columns()
    where database_name = 'release' and schema_name in ('core', 'metric', 'step') group by all"""
FREE = "'not_controlled' as status_text, 'not_controlled' as status_enforced"
Found = Callable[..., set[tuple[str, str, str]]]


@pytest.fixture
def found(first_refresh: Path) -> Found:
    """What the check says (item, side, fault) after the answers of some rows are replaced."""

    def check(columns: str = "status_text as status_text", where: str = "true") -> set[tuple[str, str, str]]:
        with duckdb.connect() as con:
            con.execute(f"attach '{Home(first_refresh).published}' as release (read_only)")
            functions.create_in(con)
            for schema, name, is_of_items in con.execute(TABLES).fetchall():
                con.execute(f"create schema if not exists {schema}")
                asked = f"where item_id in {ITEMS}" if is_of_items else ""
                con.execute(f"create view {schema}.{name} as from release.{schema}.{name} {asked}")
            con.execute(f"drop view {STATUS}")
            con.execute(
                f"create table {STATUS} as select * replace ({columns}) from release.{STATUS} where "
                f"item_id in {ITEMS} and {where} union all select * from release.{STATUS} where "
                f"item_id in {ITEMS} and ({where}) is distinct from true")
            rows = con.execute(sql_text(CHECK)).fetchall()
        return {(row[0], row[5], row[7]) for row in rows}

    return check


def test_the_bundled_answers_are_no_freer(found: Found) -> None:
    assert found() == set()


@pytest.mark.parametrize(("item", "columns", "where", "side", "asked_by"), [
    ("alibaba-zhenwu-810e", FREE, "status_text = 'undetermined'", "text", "the list"),
    ("biren-br100", FREE, "end_user_hq_group = 'macau_or_d5'", "enforced", "the list"),
    ("nvidia-h100-sxm", "cast([] as varchar[]) as ambiguity_ids", "exception_ids = ['LPP']", "text",
     "the list"),
    ("nvidia-h100-sxm", "'licence_case_by_case' as status_text", "destination_group_id like 'chn-%'",
     "text", "the list"),
    ("nvidia-h100-sxm", "cast([] as varchar[]) as overlay_event_ids",
     "enforced_reason_code = 'not_enforced' and status_enforced = 'not_controlled'", "enforced",
     "the list"),
    ("nvidia-rtx-4090", "'exception_available' as status_text", "status_text = 'notify_only'", "text",
     "the list"),
    ("nvidia-h20", FREE, "destination_group_id like 'chn-%' and valid_from_date >= '2025-04-09'",
     "enforced", "us-letter-2025-04-09-nvidia"),
    ("huawei-ascend-910c", FREE, "valid_from_date >= '2025-05-13'", "enforced",
     "us-guidance-2025-05-13-ascend"),
    ("sk-hynix-hbm3-24gb", FREE, "reason_code = 'embargo'", "text", "an embargo"),
])
def test_an_answer_made_freer_is_found(
    found: Found, item: str, columns: str, where: str, side: str, asked_by: str
) -> None:
    """An input not known, a reading or an act not named, a policy, a letter and an embargo left out."""
    assert (item, side, f"is freer than what {asked_by} may ask") in found(
        columns, f"item_id = '{item}' and {where}")
