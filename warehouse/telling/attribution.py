"""Why a number moved: its change split over causes by exact Shapley values.

A cause is a group of differences between two sets of inputs; what a set of them gives is for the
caller to say. Which differences there are stands in hybrids.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import factorial, fsum

MOST_EXACT = 7
"""Causes up to which all orders are averaged: 128 evaluations."""

Value = Callable[[frozenset[str]], float]


def shares(causes: Sequence[str], value: Value) -> Mapping[str, float]:
    """What each cause contributes to the way from none of them to all; the shares add up to it.

    Up to seven causes, by the average over all orders; of more, each in the order in which they
    are named.
    """
    known = cache(value)
    if len(causes) > MOST_EXACT:
        steps = [frozenset(causes[:count]) for count in range(len(causes) + 1)]
        return {cause: known(steps[n + 1]) - known(steps[n]) for n, cause in enumerate(causes)}
    return {cause: _share(cause, [c for c in causes if c != cause], known) for cause in causes}


def _share(cause: str, others: Sequence[str], value: Value) -> float:
    """The mean contribution of a cause over all orders in which it can come; 0 if it never moves it."""
    count = len(others) + 1
    terms = []
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for chosen in combinations(others, size):
            before = frozenset(chosen)
            terms.append(weight * (value(before | {cause}) - value(before)))
    return fsum(terms)


def movers(
    rows: Sequence[str], value: Callable[[frozenset[str]], float], budget: int
) -> tuple[dict[str, float], bool]:
    """Rows without whose change the number would be another, with how much they moved it.

    `value` is the number without the changes of some rows. Halves that make no difference are not
    looked into; the answer says too whether the budget of evaluations was enough for all of them.
    """
    whole, found, spent = value(frozenset()), dict[str, float](), 0
    waiting = [list(rows)] if rows else []
    while waiting and spent < budget:
        some = waiting.pop(0)
        spent += 1
        moved = whole - value(frozenset(some))
        if moved == 0.0:
            continue
        if len(some) == 1:
            found[some[0]] = moved
        else:
            middle = len(some) // 2
            waiting += [some[:middle], some[middle:]]
    return found, not waiting
