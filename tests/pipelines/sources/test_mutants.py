"""No mutant of a real file ends in a traceback: it is read, its rows are set aside, or it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.mutants import ALL, KINDS, QUICK, Outcome, counted, outcomes, section
from tests.support.reliability import PAGE


def test_two_hundred_mutants_end_in_words(shared_data: Path) -> None:
    found = list(outcomes(shared_data, QUICK))
    _demand_words(found, QUICK)
    assert PAGE.read_text(encoding="utf-8").endswith(counted(found)), "the page counts others"


@pytest.mark.soak
def test_all_mutants_end_in_words(shared_data: Path) -> None:
    found = list(outcomes(shared_data, ALL))
    _demand_words(found, ALL)
    assert PAGE.read_text(encoding="utf-8").endswith(section(found))


def test_the_table_counts_every_outcome_by_its_kind() -> None:
    found = [Outcome("s", kind, 1, "refused", "why") for kind in KINDS]
    assert counted(found).count("| 0 | 0 | 1 | 0 | 0 |") == len(KINDS)


def _demand_words(found: list[Outcome], count: int) -> None:
    assert [one for one in found if one.outcome == "traceback"] == []
    told = [one for one in found if one.outcome == "refused"]
    assert (len(found), all(one.told for one in told)) == (count, True)
    assert all(one.told.isprintable() or "\n" in one.told for one in told)
