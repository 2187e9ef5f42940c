"""A journal keeps every whole line, whoever wrote it and whenever a writer was killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.errors import ChipledgerError
from warehouse.storage.journal import BLOCK, Journal, Record


def test_a_journal_reads_what_was_appended(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deep" / "log.jsonl")
    assert journal.read() == []
    records = [{"a": 1}, {"text": "two\nlines \r and \u2028 é"}]
    for record in records:
        journal.append(record)
    assert Journal(journal.path).read() == records


@pytest.mark.parametrize("half", [b'{"a": 2', b'{"a": 2}', b"{", b'{"a": "\xc3'])
def test_a_journal_forgets_a_half_written_last_line(tmp_path: Path, half: bytes) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.append({"a": 1})
    with journal.path.open("ab") as file:
        file.write(half)
    assert journal.read() == [{"a": 1}]
    journal.append({"a": 3})
    assert journal.read() == [{"a": 1}, {"a": 3}]


def test_a_journal_reads_each_line_once_and_sees_what_others_append(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = Journal(tmp_path / "log.jsonl"), Journal(tmp_path / "log.jsonl")
    parsed: list[int] = []
    parse = Journal._parsed

    def counted(self: Journal, whole: bytes) -> list[Record]:
        found = parse(self, whole)
        parsed.append(len(found))
        return found

    monkeypatch.setattr(Journal, "_parsed", counted)
    mine.append({"n": 1})
    assert [r["n"] for r in mine.read()] == [1]
    other.append({"n": 2})
    other.append({"n": 3})
    for _ in range(3):
        assert [r["n"] for r in mine.read()] == [1, 2, 3]
    assert parsed == [1, 2]
    mine.path.write_bytes(b'{"n": 9}\n')
    assert [r["n"] for r in mine.read()] == [9], "a journal put back from a backup is read anew"


def test_a_long_journal_is_appended_to_after_its_last_whole_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.append({"text": "x" * (3 * BLOCK)})
    with journal.path.open("ab") as file:
        file.write(b"y" * (2 * BLOCK))
    journal.append({"text": "z"})
    assert [len(r["text"]) for r in Journal(journal.path).read()] == [3 * BLOCK, 1]


@pytest.mark.parametrize("line", [b"{", b"nonsense", b"1", b"1,2", b"", b"\xff"])
def test_a_broken_line_of_a_journal_is_named(tmp_path: Path, line: bytes) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.append({"a": 1})
    assert journal.read()
    journal.path.write_bytes(b'{"a": 1}\n{"a": 2}\n' + line + b"\n")
    with pytest.raises(ChipledgerError, match=r"log\.jsonl: line 3 is no record"):
        journal.read()
    with pytest.raises(ChipledgerError, match=r"log\.jsonl: line 3 is no record"):
        Journal(journal.path).read()


def test_a_journal_whose_first_line_is_half_written_is_empty(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.path.write_bytes(b'{"a"')
    assert journal.read() == []
