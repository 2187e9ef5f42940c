"""Answers about texts that never change, remembered between processes so that commands start at once.

Only what follows from its key alone belongs here; tables and checks have the store.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from warehouse.code.loaded import modules_hash
from warehouse.paths import Home
from warehouse.storage.fingerprint import digest, engines

FOLDER = "memo"


def remembered(question: str, about: Any, module: str, make: Callable[[], Any]) -> Any:
    """A JSON value made once per question, subject, engine and bytes of the module that answers.

    What `make` raises is not remembered. A lost or broken memory is only slower.
    """
    key = digest([question, about, _answerer(module)])
    path = Home.default().root / FOLDER / f"{key}.json"
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        answer = make()
        _keep(path, json.dumps(answer))
        return answer


@cache
def _answerer(module: str) -> list[str]:
    """The code and engines that answer; they stay the same while a process runs."""
    return [modules_hash(module), engines(), version("sqlglot")]


def _keep(path: Path, text: str) -> None:
    """Write a file so that no reader ever sees half of it; a folder that refuses keeps nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        return
