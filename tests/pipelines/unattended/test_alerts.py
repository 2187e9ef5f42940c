"""An incident is told once, and once more when it is over; the health file says what stands."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.unattended import alerts, health
from pipelines.unattended.alerts import COMMAND
from pipelines.unattended.incidents import Incident
from warehouse.paths import Home
from warehouse.storage.journal import Journal

NOW = datetime(2026, 1, 31, 6, tzinfo=UTC)
SILENT = Incident("wiki", "", "silent", "does not answer (timeout)", "chipledger refresh")


def test_what_stands_is_told_once_and_its_end_once(tmp_path: Path) -> None:
    home = Home(tmp_path)
    first = alerts.tell(home, [SILENT], NOW)
    assert first == ["wiki: does not answer (timeout); next: chipledger refresh"]
    later = Incident("wiki", "", "silent", "does not answer (reset)", "chipledger refresh")
    assert alerts.tell(home, [later], NOW) == [], "the same incident, in other words"
    assert [record["line"] for record in alerts.standing(home)] == first
    assert alerts.tell(home, [], NOW) == ["over: wiki: does not answer (timeout)"]
    assert alerts.standing(home) == []
    assert alerts.tell(home, [SILENT], NOW) == first, "it has begun again"


def test_a_command_of_the_user_is_given_each_alert(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(COMMAND, f"cat >> {tmp_path}/told")
    alerts.tell(Home(tmp_path), [SILENT], NOW)
    told, = (tmp_path / "told").read_text("utf-8").splitlines()
    assert json.loads(told)["source_id"] == "wiki"


def test_a_command_that_fails_keeps_nothing_from_going_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(COMMAND, "exit 3")
    alerts.say(Home(tmp_path), SILENT, NOW)
    assert COMMAND in caplog.text
    assert alerts.standing(Home(tmp_path)) == [], "a moment does not stand"


def test_the_health_file_says_the_age_of_the_release(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert health.health(home, NOW)["release_age_hours"] is None
    Journal(tmp_path / "publications.jsonl").append(
        {"release_id": "r1", "published_at": (NOW - timedelta(hours=36)).isoformat()})
    alerts.tell(home, [SILENT], NOW)
    found = json.loads(health.write(home, NOW).read_text("utf-8"))
    assert (found["release_id"], found["release_age_hours"]) == ("r1", 36)
    assert found["alerts"] == [SILENT.line()]
