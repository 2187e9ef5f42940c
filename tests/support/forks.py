"""Python in a process of its own, without paying for its imports: a child forked for each run.

A child starts as a fresh interpreter would. Only libraries that start no threads are imported before
the fork, so that a child is whole (polars starts one), and none of the project's own code, so that it
runs any copy of it.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from tests.support.homes import child_environment

SERVER = """
import json, os, sys
import alembic, click, dagster, duckdb, hypothesis, numpy, requests, rich.progress, sqlalchemy, sqlglot
import dagster._daemon, dagster._core.storage.runs

assert len(os.listdir("/proc/self/task")) == 1 if os.path.isdir("/proc/self/task") else True

def run(asked):
    for stream, path in ((1, asked["out"]), (2, asked["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    os.environ["CHIPLEDGER_HOME"] = asked["home"]
    os.environ["PYTHONPATH"] = asked["code"]
    os.chdir(asked["code"])
    sys.path.insert(0, asked["code"])
    sys.argv = ["-c", *asked["arguments"]]
    exec(compile(asked["script"], "<asked>", "exec"), {"__name__": "__main__"})

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
            sys.stdout.flush(), sys.stderr.flush()
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}
"""numpy starts one for each core but the first."""
KILLED = """
import json, os, signal, sys, threading, time
from pipelines.cli import main
from warehouse.storage import stages

asked = json.loads(sys.argv[1])
times, left = [], [asked["count"]]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def listen(reached):
    times.append(time.monotonic())
    is_awaited = asked["stage"] in (reached, "any")
    left[0] -= is_awaited
    if is_awaited and not left[0]:
        threading.Timer(asked["delay"], die).start() if asked["delay"] else die()

stages.listeners.append(listen)
for command in asked["commands"]:
    try:
        main(command, standalone_mode=False)
    except SystemExit as ended:
        if ended.code:
            raise
times.append(time.monotonic())
print("took", json.dumps([moment - times[0] for moment in times]))
"""
ANY = "any"
"""In the place of a stage: whichever is reached."""


class Interpreter:
    """A process that has imported the libraries, and forks."""

    def __init__(self, folder: Path) -> None:
        """Start it; what children print goes through files in the folder."""
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER], cwd=folder, text=True,
            env=child_environment(folder, folder) | NO_THREADS,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        atexit.register(self._process.communicate, timeout=60)

    def run(
        self, script: str, arguments: Sequence[str], code: Path, home: Path
    ) -> CompletedProcess[str]:
        """Run a script on some code and some home, as `python -c` would."""
        out, err = self._folder / "out", self._folder / "err"
        asked: dict[str, Any] = {"script": script, "arguments": arguments, "code": str(code),
                                 "home": str(home), "out": str(out), "err": str(err)}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        ended = int(self._process.stdout.readline())
        return CompletedProcess(arguments, ended, out.read_text(encoding="utf-8"),
                                err.read_text(encoding="utf-8"))


@cache
def interpreter() -> Interpreter:
    """The one that the tests of this process share."""
    return Interpreter(Path(tempfile.mkdtemp(prefix="chipledger-forks-")))


def killed(
    code: Path, home: Path, *commands: list[str], stage: str = "", count: int = 1,
    delay: float = 0.0,
) -> CompletedProcess[str]:
    """Run commands in a process that kills itself at a stage, or so many seconds after it, if at all."""
    asked = json.dumps({"commands": commands, "stage": stage, "count": count, "delay": delay})
    return interpreter().run(KILLED, [asked], code, home)


def times_of(ended: CompletedProcess[str]) -> list[float]:
    """When each named moment was reached, and last the end, in seconds from the first of them."""
    found: list[float] = json.loads(ended.stdout.rpartition("took ")[2])
    return found
