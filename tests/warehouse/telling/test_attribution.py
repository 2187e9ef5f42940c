"""Shares of causes, worked out by hand."""

from __future__ import annotations

from itertools import permutations

import pytest

from warehouse.telling.attribution import movers, shares


def test_shares_are_the_mean_over_all_orders_and_add_up() -> None:
    """A product of three: 2 x 3 x 5 from 1 x 1 x 1, each order of changes worked out."""
    sizes = {"a": 2.0, "b": 3.0, "c": 5.0}

    def value(some: frozenset[str]) -> float:
        found = 1.0
        for cause in some:
            found *= sizes[cause]
        return found

    orders = list(permutations(sizes))
    by_hand = dict.fromkeys(sizes, 0.0)
    for order in orders:
        for place, cause in enumerate(order):
            by_hand[cause] += (value(frozenset(order[:place + 1])) - value(frozenset(order[:place]))) / 6
    found = shares(list(sizes), value)
    assert found == pytest.approx(by_hand) and sum(found.values()) == pytest.approx(29.0, abs=1e-12)


def test_a_cause_that_moves_nothing_has_exactly_nothing() -> None:
    found = shares(["a", "b", "c"], lambda some: 0.1 + 0.2 if "b" in some else 0.7)
    assert found == {"a": 0.0, "b": pytest.approx(-0.4), "c": 0.0}


def test_more_than_seven_causes_come_in_their_order() -> None:
    causes = [f"c{number}" for number in range(8)]
    found = shares(causes, lambda some: float(len(some) == 8 or "c0" in some))
    assert found == {"c0": 1.0, **dict.fromkeys(causes[1:], 0.0)}


def test_rows_that_move_it_are_found_among_many_and_a_short_budget_says_so() -> None:
    rows = [f"r{number}" for number in range(100)]

    def without(some: frozenset[str]) -> float:
        return 10.0 - 3.0 * ("r17" in some) + 1.0 * ("r80" in some)

    assert movers(rows, without, 60) == ({"r17": 3.0, "r80": -1.0}, True)
    assert movers(rows, without, 3)[1] is False
