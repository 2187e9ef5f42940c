"""A month of daily refreshes against a publisher that fails in every way, and comes back.

No release is wrong on any day, each incident is told in one line and once, and `status`, the UI and
the alerts say the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.support.homes import child_environment
from tests.support.misbehaving_server import loopback_fault
from tests.support.small_project import Small
from warehouse.paths import REPOSITORY

ITEMS = "abcdefghij"
DAYS = """
import json, os, sys
from functools import partial
sys.path.append(sys.argv[1])
from tests.support import misbehaving_server as server
from pipelines.fetching import checking
from pipelines.fetching.exchange import Policy
checking.fetch_many = partial(checking.fetch_many, policy=Policy(
    read_timeout_s=0.3, total_timeout_s=1, retries=0, backoff_s=0.01))
from pipelines.commands.refresh import Options, refresh
from pipelines.commands.status import status_of
from pipelines.orchestration.asking import ANSWERS, tell_checks
from pipelines.orchestration.keys import source_key
from pipelines.orchestration.run import instance_of
from pipelines.project import sources
from pipelines.unattended import alerts
from pipelines.workspace import Workspace
from dagster import AssetCheckKey
import duckdb

def behaviour(day):
    return server.silence if day is None else server.page(day.encode())

def shown(workspace):
    # what the UI says of the source's last question
    source, = sources().values()
    with instance_of(workspace) as instance:
        tell_checks(workspace, instance, [source])
        last, = instance.event_log_storage.get_asset_check_execution_history(
            AssetCheckKey(source_key(source), ANSWERS), limit=1)
        records = instance.fetch_materializations(source_key(source), limit=1000).records
    return last.status.value == "SUCCEEDED", len(records)

with server.MisbehavingServer() as serving:
    for day in json.loads(sys.argv[2]):
        os.environ["SMALL_URL"] = serving.on("/counts.csv", behaviour(day))
        source, = sources().values()
        object.__setattr__(source, "url", os.environ["SMALL_URL"])
        workspace = Workspace.open()
        before = len(alerts._journal(workspace.home).read())
        summary = refresh(workspace, Options(), lambda line: None)
        with duckdb.connect(str(workspace.home.published), read_only=True) as con:
            total, = con.execute("select number from metric.small_total").fetchone()
        answers, count = shown(workspace)
        print(json.dumps({
            "total": total, "is_unanswered": summary.is_unanswered, "problems": summary.problems,
            "told": [r["line"] for r in alerts._journal(workspace.home).read()[before:]],
            "standing": [r["line"] for r in alerts.standing(workspace.home)],
            "status": list(status_of(workspace).problems),
            "ui_answers": answers, "answer_count": count,
        }), flush=True)
"""


def counts(header: str = "item,number", **changed: int) -> str:
    """What the publisher says: ten of each item, but for what is changed; negative means left out."""
    said = dict.fromkeys(ITEMS, 10) | changed
    return f"{header}\n" + "".join(f"{item},{number}\n" for item, number in said.items() if number > -9)


GONE = dict.fromkeys(ITEMS[5:], -9)
WEEK: list[tuple[str | None, int, str]] = [
    (counts(), 100, ""),
    (None, 100, "does not answer"),
    (None, 100, "does not answer"),
    (counts(), 100, ""),
    ("<!doctype html><p>Moved", 100, "does not answer"),
    ("item,number\n\x00\x01junk", 100, "refused"),
    (counts("item,quantity"), 100, "refused"),
    (counts(**GONE), 100, "held"),
    (counts(a=-1), 90, "1 of its rows"),
    (counts(a=11), 101, ""),
]
"""Each day: what the publisher answers, the total that is right, and what the one incident says.

On the last day but one how many there are of one item is impossible, so that it is not known.
"""
SHORT = [WEEK[0], WEEK[1], WEEK[6], WEEK[7], WEEK[9]]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    small = Small(tmp_path)
    rows = "".join(f"{item},100,2024-01-31\n" for item in ITEMS)
    small.write("dbt_like_sql/seed/small_item.csv", f"item_id,limit,known_from_date\n{rows}")
    small.edit("pipelines/sources/small_seen.py", lambda text: text.replace(
        '"Nobody", None,', '"Nobody", "http://127.0.0.1:9/",').replace(
        'Register(key=("item_id",)), (),', 'Register(key=("item_id",)), (), cadence_days=1 / 24,'
        ' max_rejected_share=0.2,'))
    return small


def lived(small: Small, days: Sequence[str | None]) -> list[dict[str, Any]]:
    """What every day came to, in one process as long as the days."""
    fault = loopback_fault()
    if fault:
        pytest.skip(fault)
    environment = child_environment(small.home, small.code) | {"NO_PROXY": "127.0.0.1"}
    ended = subprocess.run(
        [sys.executable, "-c", DAYS, str(REPOSITORY), json.dumps(days)], cwd=small.code,
        env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


def assert_right(week: Sequence[tuple[str | None, int, str]], found: list[dict[str, Any]]) -> None:
    told: list[str] = []
    for number, ((_, total, incident), day) in enumerate(zip(week, found, strict=True)):
        assert day["total"] == total, (number, day)
        standing = [line for line in day["standing"] if "of its rows" not in line or incident]
        assert len(standing) == bool(incident), (number, day)
        if incident:
            line, = standing
            assert incident in line and line.startswith("small_seen")
            assert "; next: chipledger " in line
        has_silence = "does not answer" in incident
        assert day["ui_answers"] is not has_silence, (number, day)
        assert any("last check failed" in problem for problem in day["status"]) is has_silence
        assert any(word in problem for problem in day["status"] for word in ("held:", "refused:")) is (
            incident in ("held", "refused")), (number, day)
        told += [line for line in day["told"] if not line.startswith("over: ")]
    answered = sum("does not answer" not in incident for *_, incident in week)
    assert found[-1]["answer_count"] == answered, "an answer is a materialization, silence is none"
    assert len(told) == len(set(told)), "nothing is told twice"


@pytest.mark.soak
def test_a_month_of_every_incident_publishes_nothing_wrong(small: Small) -> None:
    month = [*WEEK, *WEEK, *WEEK]
    found = lived(small, [said for said, *_ in month])
    assert_right(WEEK, found[:10])
    assert [day["total"] for day in found] == [total for _, total, _ in month]


def test_a_few_days_of_every_incident_publish_nothing_wrong(small: Small) -> None:
    assert_right(SHORT, lived(small, [said for said, *_ in SHORT]))
