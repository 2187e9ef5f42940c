"""A tick plans before it runs: nothing to build is nothing launched, a new file is its tables only."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.orchestration.keys import PUBLISHED, key_of
from pipelines.orchestration.run import instance_of
from pipelines.orchestration.ticks import PRICES_DAYS, on_prices, tick
from pipelines.project import project, sources
from pipelines.workspace import Workspace
from tests.pipelines.commands.test_cli import hardware
from tests.support.homes import copied
from warehouse.paths import Home

EPOCH = "epoch_ml_hardware"
ALL = list(sources().values())


@pytest.fixture
def instance(
    first_refresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dg.DagsterInstance]:
    """The instance of a home where all is built and published."""
    home = copied(first_refresh, tmp_path / "home")
    monkeypatch.setenv("CHIPLEDGER_HOME", str(home))
    with instance_of(Workspace.open()) as found:
        yield found


def test_a_tick_launches_only_what_is_to_be_built(instance: dg.DagsterInstance) -> None:
    home = Home.default()
    idle = tick(instance, ALL, [])
    assert isinstance(idle, dg.SkipReason)
    assert idle.skip_message == "nothing to build; 0 of 0 sources answered"
    health = json.loads((home.root / "health.json").read_text("utf-8"))
    assert health["release_id"] and health["release_age_hours"] >= 0
    file = home.root / "inbox" / EPOCH / "hardware__2024-01-31.csv"
    file.parent.mkdir(parents=True)
    file.write_text(hardware(["A100"]), encoding="utf-8")
    os.utime(file, (time.time() - 60,) * 2)
    wanted = tick(instance, ALL, [])
    assert isinstance(wanted, dg.RunRequest)
    keys = set(wanted.asset_selection or ())
    assert {key_of(project(), f"raw.{EPOCH}"), PUBLISHED} <= keys
    assert key_of(project(), "raw.bls_cpi") not in keys and len(keys) < len(project().models) / 2


def test_a_tick_waits_for_a_refresh_of_the_command_line(instance: dg.DagsterInstance) -> None:
    with Workspace.open().store.lock("refresh"):
        waiting = tick(instance, ALL, [])
    assert isinstance(waiting, dg.SkipReason)
    assert waiting.skip_message == "a refresh of the command line is going on"


def test_prices_are_due_sooner_on_their_schedule() -> None:
    found = on_prices(ALL)
    assert 3 < len(found) < len(ALL) and {s.cadence_days for s in found} == {PRICES_DAYS}
