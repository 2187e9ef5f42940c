"""No mutant of a real file ends in a traceback: it is read, its rows are set aside, or it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.mutants import KINDS, Outcome, outcomes, page

QUICK, ALL = 200, 2_500


def test_two_hundred_mutants_end_in_words(shared_data: Path) -> None:
    _demand_words(list(outcomes(shared_data, QUICK)), QUICK)


@pytest.mark.soak
def test_all_mutants_end_in_words(shared_data: Path) -> None:
    _demand_words(list(outcomes(shared_data, ALL)), ALL)


def test_the_page_counts_every_outcome_by_its_kind() -> None:
    found = [Outcome("s", kind, 1, "refused", "why") for kind in KINDS]
    assert page(found).count("| 0 | 0 | 1 | 0 | 0 |") == len(KINDS)


def _demand_words(found: list[Outcome], count: int) -> None:
    assert [one for one in found if one.outcome == "traceback"] == []
    told = [one for one in found if one.outcome == "refused"]
    assert (len(found), all(one.told for one in told)) == (count, True)
    assert all(one.told.isprintable() or "\n" in one.told for one in told)
