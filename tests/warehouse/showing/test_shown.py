"""Rows as people, spreadsheets and programs get them; none may steer a terminal or run as a formula."""

import csv
import io
import json
import re

import pytest

from warehouse.showing.shown import WRITERS, plain_text
from warehouse.showing.text import cell

STEERING = "a\x1b[31mb\x9bc\u202ed\x07"


class Terminal(io.StringIO):
    """A terminal as wide as `COLUMNS` says."""

    def isatty(self) -> bool:
        return True


def written(form: str, names: list[str], rows: list[tuple[object, ...]], out: io.StringIO) -> str:
    WRITERS[form](names, {0}, iter(rows), out)
    return out.getvalue()


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_no_control_character_reaches_a_terminal(form: str) -> None:
    text = written(form, ["n", STEERING], [(1, STEERING)], Terminal())
    assert not set(text.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\x1b[2m", "")) & {
        "\x1b", "\x9b", "\u202e", "\x07"}


@pytest.mark.parametrize(("value", "expected"), [
    ("=1+1", "'=1+1"), ("@cmd", "'@cmd"), ("+cmd|'/c calc'!A1", "'+cmd|'/c calc'!A1"),
    ("-5", "-5"), (-5, "-5"), ("+1.5e3", "+1.5e3"), (None, ""), ("plain", "plain"),
])
def test_no_text_is_a_formula_and_numbers_stay(value: object, expected: str) -> None:
    assert plain_text(value) == expected


def test_csv_keeps_its_cells(tmp_path: object) -> None:
    text = written("csv", ["a", "b"], [(1, "x, \"y\"\nz"), (2, "=1")], io.StringIO())
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["1", 'x, "y"\nz'], ["2", "'=1"]]


def test_markdown_keeps_a_bar_inside_a_cell() -> None:
    assert written("markdown", ["n", "t"], [(1, "a|b")], io.StringIO()) == (
        "| n | t |\n| ---: | --- |\n| 1 | a\\|b |\n")


def test_a_wide_result_is_turned_and_a_narrow_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    wide = written("table", ["number", "text"], [(1, "x" * 60)], Terminal())
    assert "row 1" in wide and "x" * 30 in wide
    narrow = written("table", ["number", "text"], [(1, "x")], Terminal())
    bare = re.sub(r"\x1b\[\d+m", "", narrow)
    assert "row 1" not in bare and max(map(len, bare.splitlines())) <= 40


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_columns_of_one_name_are_all_there(form: str) -> None:
    text = written(form, ["a", "a", "a_1"], [(71, 72, 73)], io.StringIO())
    assert all(str(number) in text for number in (71, 72, 73))
    if form == "json":
        assert json.loads(text) == [{"a": 71, "a_1": 72, "a_1_1": 73}]


def test_money_is_written_in_full_and_what_is_larger_short() -> None:
    assert [cell(number) for number in (899903943.0, 1.924293012e9, 3.4090658e11, 5e26)] == [
        "899903943", "1924293010", "3.4090658e+11", "5e+26"]
