"""Small answers kept between processes, each under a hash of all that it follows from.

What is asked, and what an answer follows from, is for who asks; tables and checks have the store.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from warehouse.paths import Home

FOLDER = "memo"


def kept(key: str, make: Callable[[], Any]) -> Any:
    """A JSON value made once per key; what `make` raises is not kept, and a lost memory is only slower."""
    path = Home.default().root / FOLDER / f"{key}.json"
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        pass
    answer = make()
    _keep(path, json.dumps(answer))
    return answer


def forget(home: Home) -> None:
    """Drop every answer: what older code and texts asked is never asked again, and today's come back."""
    shutil.rmtree(home.root / FOLDER, ignore_errors=True)


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
