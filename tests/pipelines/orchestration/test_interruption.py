"""A Ctrl-C while a step is at work ends the run as an interruption, without a word of any helper."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from pipelines.orchestration import run
from pipelines.orchestration.run import instance_of
from pipelines.workspace import Workspace
from warehouse.paths import Home


def interrupted() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def interrupted_in_a_query() -> None:
    raise RuntimeError("Query interrupted")


def faulty() -> None:
    raise ZeroDivisionError("a fault of the step")


@pytest.mark.parametrize("work, is_interrupted", [
    (interrupted, True), (interrupted_in_a_query, True), (faulty, False)])
def test_a_step_that_was_interrupted_is_not_at_fault(work: Callable[[], None], is_interrupted: bool) -> None:
    @dg.op
    def step() -> None:
        work()

    @dg.job
    def of_one_step() -> None:
        step()

    result = of_one_step.execute_in_process(raise_on_error=False)
    assert not result.success
    assert run._is_interrupted(result) == is_interrupted


def test_helpers_of_a_run_leave_ctrl_c_to_the_run(home: Path) -> None:
    """Each of those that copied what steps print had ended it with a traceback on the screen."""
    others = children()
    with instance_of(Workspace.open(Home(home))) as instance:
        with instance.compute_log_manager.capture_logs(["one"]):
            helpers = children() - others
            masks = [ignored(pid) for pid in helpers]
        assert len(masks) >= 4 and all(mask & 1 << signal.SIGINT - 1 for mask in masks)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def children() -> set[str]:
    """The processes that this one has started."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split())


def ignored(pid: str) -> int:
    """The signals that a process ignores, as bits."""
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
              if line.startswith("SigIgn:")]
    return int(line.split()[1], 16)
