"""JSON of others: names said twice, numbers without end, nesting without end, other encodings."""

from __future__ import annotations

import pytest

from pipelines.formats.json_document import MAX_DEPTH, read_json
from warehouse.rows.records import Unreadable


def test_the_first_entry_of_a_name_counts_and_the_later_ones_are_kept_beside_it() -> None:
    found = read_json(b'{"a": 1, "b": {"c": 2.50, "c": 3}, "a": 4}')
    assert found == {"a": "1", "b": {"c": "2.50"}}
    assert (found.repeated, found["b"].repeated) == ([("a", "4")], [("c", "3")])


def test_a_number_of_any_length_stays_as_printed() -> None:
    digits = "9" * 5000
    assert read_json(digits.encode()) == digits
    assert read_json(b"[1e306, NaN]") == ["1e306", "NaN"]


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100_000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    with pytest.raises(Unreadable, match="nests deeper"):
        read_json(b"[" * depth + b"]" * depth)


@pytest.mark.parametrize(("data", "says"), [
    (b"", "is empty; fetch it again"), (b'{"a": ', "not JSON"), (b"<!doctype html><p>no", "a web page"),
    ('{"a": "caf\u00e9"}'.encode("cp1252"), "cp1252"), ('{"a": 1}'.encode("utf-16-le"), "zero byte"),
    (b"+/v8-{}", "UTF-7"), ("{}".encode("utf-32"), "UTF-32"), (b"\x1f\x8b\x08", "gzip"),
    (b"PK\x03\x04xl/workbook", "ZIP"),
])
def test_what_is_no_json_is_named(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_json(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are_are_read(encoding: str) -> None:
    assert read_json('{"a": "caf\u00e9"}'.encode(encoding)) == {"a": "caf\u00e9"}
