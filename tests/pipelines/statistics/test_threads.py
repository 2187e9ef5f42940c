"""Linear algebra runs in one thread, whatever the machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TASKS = Path("/proc/self/task")
COUNTED = f"import os, pipelines, numpy; print(len(os.listdir('{TASKS}')))"


@pytest.mark.skipif(not TASKS.is_dir(), reason="this system does not list the threads of a process")
def test_linear_algebra_starts_no_threads() -> None:
    environment = {name: said for name, said in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    ended = subprocess.run([sys.executable, "-c", COUNTED], env=environment, text=True,
                           capture_output=True, check=True)
    assert ended.stdout.split() == ["1"]
