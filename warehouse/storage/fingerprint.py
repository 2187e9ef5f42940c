"""What decides whether a table must be built again, as hashes. Nothing is built or stored here.

The code of recipes, which is part of it, stands in loaded.py.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

ENGINES = ("duckdb", "polars", "pandera", "numpy", "scipy")


def digest(value: Any) -> str:
    """Hash of any JSON value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


@cache
def engines() -> str:
    """The versions that can change a result."""
    return digest({name: _version(name) for name in ENGINES})


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
