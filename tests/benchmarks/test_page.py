"""The committed page lists the promises that the benchmarks declare; its numbers are of a machine."""

from benchmarks.measuring import Measured
from benchmarks.page import HEADER, PAGE, cells, page, promises_on
from benchmarks.promises import IDLE, MOST_MB, PROMISES, TICK, rental

NAMES = [promise.name for promise in PROMISES]


def test_the_committed_page_lists_exactly_the_promises() -> None:
    assert promises_on(PAGE.read_text(encoding="utf-8")) == NAMES


def test_no_promise_is_named_twice_or_breaks_a_table() -> None:
    assert len(set(NAMES)) == len(NAMES) > 15
    assert not [name for name in NAMES if "|" in name]


def test_a_page_of_no_measurements_says_so_for_every_promise() -> None:
    text = page([], cores=2)
    assert promises_on(text) == NAMES
    assert text.count("| not measured |") == len(NAMES)


def test_a_row_says_whether_the_aim_is_met() -> None:
    assert cells(IDLE, Measured(IDLE, 1200.0, 800.0)) == (
        IDLE.name, "1,200.0 ms", IDLE.baseline, "800.0 ms", "1.5", "1.5", "yes")
    assert cells(IDLE, Measured(IDLE, 1201.0, 800.0))[-1] == "**no**"
    assert cells(TICK, Measured(TICK, 1.0, 2.0))[-2:] == ("", "")


def test_memory_is_told_in_its_own_unit() -> None:
    memory = rental(50_000_000)[1]
    row = cells(memory, Measured(memory, 3000.0, MOST_MB))
    assert dict(zip(HEADER, row, strict=True))["ratio"] == "0.75"
    assert row[1] == "3,000.0 MB" and row[-1] == "yes"


def test_what_a_run_must_say_stands_below_the_table() -> None:
    assert "- tick, nothing to do: a note" in page([Measured(TICK, 1.0, 2.0, "a note")], cores=2)
