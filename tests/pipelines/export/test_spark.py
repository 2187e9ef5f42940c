"""Spark reads the tables of a release from the store's own files, and answers as the published file does.

Its runtime for Iceberg is in no Python package, so that it reads the files and not the catalog here.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.export.release_files import Content, contents_of
from pipelines.workspace import Workspace
from tests.support.homes import opened
from warehouse.paths import Home

pytestmark = [pytest.mark.soak, pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="needs `pip install pyspark`, and a Java")]
SETTINGS = {
    "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g", "spark.sql.session.timeZone": "UTC",
}
CONTROL_STATUS = """
create temporary view control_status as
select
    member.country_code,
    status.chip_id,
    status.status_text,
    status.status_enforced,
    status.deciding_paragraph,
    status.clause,
    greatest(member.valid_from_date, status.valid_from_date) as valid_from_date,
    least(member.valid_to_date, status.valid_to_date) as valid_to_date
from core_destination_group_member as member
join metric_control_status_by_chip_destination_group as status
    on
        member.destination_group_id = status.destination_group_id
        and member.end_user_hq_group = status.end_user_hq_group
"""
TOLD = "chip_id, status_text, status_enforced, deciding_paragraph, clause"
DAYS = (date(2022, 10, 8), date(2023, 11, 17), date(2025, 6, 30), date(2026, 3, 1))


@pytest.fixture(scope="module")
def spark_session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[1]").config(map=SETTINGS).getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def views_of_a_release(first_refresh: Path, spark_session: Any) -> list[Content]:
    """The tables of a release, each a view of Spark under its name."""
    workspace = Workspace.open(Home(first_refresh))
    manifest = workspace.publisher.current()
    assert manifest is not None
    found = list(contents_of(workspace.store, manifest))
    for content in found:
        spark_session.read.parquet(*content.files).createOrReplaceTempView("_".join(content.identifier))
    return found


def test_the_control_status_of_a_day_is_a_view_there(
    spark_session: Any, views_of_a_release: list[Content], first_refresh: Path
) -> None:
    spark_session.sql(CONTROL_STATUS)
    with opened(Home(first_refresh).published) as con:
        for country, day in ((country, day) for country in ("CHN", "ARE", "GBR") for day in DAYS):
            ours = con.execute(f"select {TOLD} from control_status(?, ?)", [country, day]).fetchall()
            asked = (f"select {TOLD} from control_status where country_code = '{country}' and "
                     f"valid_from_date <= date '{day}' and "
                     f"(valid_to_date is null or date '{day}' < valid_to_date)")
            told = [tuple(row) for row in spark_session.sql(asked).collect()]
            assert len(ours) > 50 and sorted(told, key=str) == sorted(ours, key=str)
