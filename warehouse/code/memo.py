"""Answers about texts that never change, remembered between processes so that commands start at once.

Only what follows from its key alone belongs here; where answers are kept stands in memory.py.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from warehouse.code.loaded import modules_hash
from warehouse.storage.fingerprint import digest, engines
from warehouse.storage.memory import kept


def answered(module: str, question: str, *about: Any) -> Any:
    """What a function says of values that JSON can hold; its module is imported if it was never asked."""
    return remembered(question, list(about), module,
                      lambda: getattr(importlib.import_module(module), question)(*about))


def remembered(question: str, about: Any, module: str, make: Callable[[], Any]) -> Any:
    """A JSON value made once per question, subject, engine and bytes of the module that answers."""
    return kept(digest([question, about, _answerer(module)]), make)


@cache
def _answerer(module: str) -> list[str]:
    """The code and engines that answer; they stay the same while a process runs."""
    return [modules_hash(module), engines(), version("sqlglot")]
