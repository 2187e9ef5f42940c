"""A kill at any moment leaves the published file whole; the next refresh needs no cleaning up.

The machinery is the project's own, Dagster included; its tables are the few of a small project.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from dagster import DagsterRun, DagsterRunStatus, RunsFilter

from pipelines.orchestration.run import instance_of
from pipelines.workspace import Workspace
from tests.support.forks import killed
from tests.support.homes import copied
from tests.support.kills import (
    DEEDS,
    MOMENTS,
    REFRESH,
    Scene,
    ingest,
    leftovers,
    published,
    said,
)
from warehouse.paths import Home
from warehouse.storage.stages import STAGES

OF_A_REFRESH = [stage for stage in STAGES if not stage.startswith("gc.")]


@dataclass(frozen=True)
class Case:
    """A published warehouse, and what the next refresh would make of one more file."""

    code: Path
    home: Path
    file: Path
    old: dict[str, str]
    new: dict[str, str]
    new_release: str

    def copy(self, target: Path) -> Path:
        """The published warehouse, for one test alone."""
        return copied(self.home, target)

    def take_in_and_refresh(
        self, home: Path, stage: str = "", count: int = 1
    ) -> CompletedProcess[str]:
        """Take in the file and refresh in a process that is killed, or left alone."""
        return killed(self.code, home, ingest(self.file, "2025-12-31"), REFRESH,
                      stage=stage, count=count)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A warehouse with a past, on which each command is tried."""
    return Scene(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="module")
def case(scene: Scene) -> Case:
    """The same change as every killed run makes, uninterrupted."""
    whole = copied(scene.home, scene.folder / "whole")
    ended = killed(scene.code, whole, *scene.commands("refresh"))
    assert ended.returncode == 0, ended.stderr
    assert said(whole) != scene.before
    return Case(scene.code, scene.home, scene.file, scene.before, said(whole), published(whole))


def assert_unharmed(case: Case, home: Path) -> None:
    """The file holds one whole release; the next refresh gives what an unharmed one gives."""
    assert said(home) in (case.old, case.new)
    ended = case.take_in_and_refresh(home)
    assert ended.returncode == 0, ended.stderr
    assert published(home) == case.new_release
    assert said(home) == case.new
    assert leftovers(home) == []
    again = killed(case.code, home, REFRESH)
    assert "nothing changed" in again.stdout


def runs_that_seem_to_go_on(home: Path) -> list[DagsterRun]:
    """What the UI shows as running, though nothing runs; the next run ends it there too."""
    with instance_of(Workspace.open(Home(home))) as instance:
        return list(instance.get_runs(RunsFilter(statuses=[DagsterRunStatus.STARTED])))


def kill(case: Case, home: Path, stage: str) -> bool:
    """Kill a run at a stage; says whether the new release was out by then, and shows that alone."""
    ended = case.take_in_and_refresh(home, stage)
    assert ended.returncode == -signal.SIGKILL, f"{stage} was not reached: {ended.stderr}"
    is_out = OF_A_REFRESH.index(stage) >= OF_A_REFRESH.index("publish.link_swapped")
    assert said(home) == (case.new if is_out else case.old)
    return is_out


def test_kills_at_all_stages_in_turn_harm_nothing(case: Case, tmp_path: Path) -> None:
    home = case.copy(tmp_path / "home")
    for stage in OF_A_REFRESH:
        kill(case, home, stage)
    assert len(runs_that_seem_to_go_on(home)) <= 1, "the next run ends what seems to go on"
    assert_unharmed(case, home)


@pytest.mark.parametrize("stage", [
    pytest.param(stage, marks=() if stage == "build.recorded" else pytest.mark.soak)
    for stage in OF_A_REFRESH
])
def test_a_kill_at_one_stage_harms_nothing(case: Case, stage: str, tmp_path: Path) -> None:
    home = case.copy(tmp_path / "home")
    is_out = kill(case, home, stage)
    assert_unharmed(case, home)
    if not is_out:
        assert runs_that_seem_to_go_on(home) == []


@pytest.mark.parametrize(("deed", "count"), [
    *((deed, 1) for deed in DEEDS),
    *(pytest.param(deed, MOMENTS, marks=pytest.mark.soak) for deed in DEEDS),
])
def test_kills_at_random_moments_harm_nothing(scene: Scene, deed: str, count: int) -> None:
    found = list(scene.trials(deed, count))
    assert [trial.harm for trial in found] == [""] * count
    assert any(trial.is_killed for trial in found) or count == 1


def test_a_kill_between_removals_leaves_what_is_needed(scene: Scene) -> None:
    home = copied(scene.home, scene.folder / "removing")
    ended = killed(scene.code, home, *scene.commands("gc"), stage="gc.entry_removed", count=3)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert scene.harm("gc", home, scene.before) == ""


@pytest.mark.soak
@pytest.mark.parametrize("stage", ["store.temporary_written", "store.renamed", "build.recorded"])
def test_kill_whenever_a_stage_is_reached_again_harms_nothing(
    case: Case, stage: str, tmp_path: Path
) -> None:
    for count in range(2, 100):
        home = case.copy(tmp_path / str(count))
        ended = case.take_in_and_refresh(home, stage, count)
        assert_unharmed(case, home)
        if ended.returncode == 0:
            return
    pytest.fail("the stage has no end")
