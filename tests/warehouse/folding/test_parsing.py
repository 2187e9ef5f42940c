"""A surprise of a file is told and remembered; a fault of this machine is neither the file's nor kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.folding import RawTestChip
from warehouse.folding.fold import Register
from warehouse.folding.parsing import parse_once
from warehouse.rows.records import Parsed, TextRow
from warehouse.rows.typing import typed
from warehouse.storage import built as records
from warehouse.storage.store import Store

REGISTER = Register(key=("name",))
GOOD = typed(RawTestChip, [TextRow(2, {"name": "a", "price_usd": "1"})])


@dataclass
class Said:
    """A source whose parser raises what it is told to, in turn, and then reads."""

    faults: list[BaseException]
    source_id: str = "test"
    table: Any = RawTestChip
    register: Register = REGISTER
    max_rejected_share: float = 0.05

    @property
    def parse(self) -> Callable[[bytes], Parsed]:
        """The parser."""
        def read(_: bytes) -> Parsed:
            if self.faults:
                raise self.faults.pop(0)
            return GOOD
        return read


def caused(fault: BaseException, cause: BaseException) -> BaseException:
    fault.__cause__ = cause
    return fault


def test_a_surprise_that_comes_again_is_a_refusal_that_names_the_source(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made = parse_once(store, Said([KeyError("x"), KeyError("x")]), "f", b"")  # type: ignore[arg-type]
    assert made.notes["refused"] == "makes the parser of test fail: KeyError('x')"
    assert records.load(store, "f") is not None


def test_a_surprise_that_does_not_come_again_was_none_of_the_file(tmp_path: Path) -> None:
    made = parse_once(Store(tmp_path), Said([KeyError("x")]), "f", b"")  # type: ignore[arg-type]
    assert (made.notes["refused"], made.row_count) == (None, 1)


@pytest.mark.parametrize("fault", [
    OSError(24, "Too many open files"), MemoryError(), caused(KeyError("x"), MemoryError()),
    RuntimeError("Too many open files (os error 24)")])
def test_a_fault_of_this_machine_is_raised_and_not_remembered(
    tmp_path: Path, fault: BaseException
) -> None:
    store = Store(tmp_path)
    with pytest.raises(type(fault)):
        parse_once(store, Said([fault]), "f", b"")  # type: ignore[arg-type]
    assert records.load(store, "f") is None
