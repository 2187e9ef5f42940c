"""Runs that kill themselves: a process that has imported the libraries forks one child per run.

A child starts as a fresh `chipledger` would, without paying for the same imports again. Only what
starts no threads is imported before the fork, so that a child is whole.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.support.homes import child_environment

SERVER = """
import json, os, signal, sys, threading, time
import alembic, click, dagster, requests, sqlalchemy, sqlglot

assert len(os.listdir("/proc/self/task")) == 1 if os.path.isdir("/proc/self/task") else True

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def run(asked):
    os.environ["CHIPLEDGER_HOME"] = asked["home"]
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1), os.dup2(log, 2)
    first, left = [], [asked["count"]]

    def listen(reached):
        if not first:
            first.append(time.monotonic())
            if asked["delay"] >= 0:
                threading.Timer(asked["delay"], die).start()
        left[0] -= reached == asked["stage"]
        if reached == asked["stage"] and not left[0]:
            die()

    from warehouse import stages
    from pipelines.cli import main
    stages.listeners.append(listen)
    for command in asked["commands"]:
        try:
            main(command, standalone_mode=False)
        except SystemExit as ended:
            if ended.code:
                raise
    if first:
        print("took", time.monotonic() - first[0])

for line in sys.stdin:
    child = os.fork()
    if not child:
        code = 1
        try:
            run(json.loads(line))
            code = 0
        except SystemExit as ended:
            code = ended.code or 0
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True)
class Ended:
    """How a run ended: as subprocess has it, negative for a signal."""

    code: int
    said: str

    @property
    def seconds(self) -> float:
        """From the first named moment to the end."""
        return float(self.said.rpartition("took ")[2])


class Forks:
    """Runs commands on some code, one child each; use it in a `with`."""

    def __init__(self, code: Path, log: Path) -> None:
        self._log = log
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER], cwd=code, env=child_environment(code, code), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *about: object) -> None:
        self._process.communicate(timeout=60)

    def run(
        self, home: Path, *commands: list[str], stage: str = "", count: int = 1, delay: float = -1.0
    ) -> Ended:
        """Run commands on a home; the child kills itself at a stage or after a delay."""
        asked: dict[str, Any] = {"home": str(home), "commands": commands, "stage": stage,
                                 "count": count, "delay": delay, "log": str(self._log)}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return Ended(code, self._log.read_text(encoding="utf-8"))
