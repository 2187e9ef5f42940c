"""How a ratio is measured: medians of some runs, against a baseline of the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.promises import Promise

REPEATS = 5


@dataclass(frozen=True)
class Measured:
    """One promise with what it took, in its unit, and what its baseline took."""

    promise: Promise
    took: float
    baseline: float
    note: str = ""
    """What a reader must know of this run, such as which model was the slowest."""

    @property
    def ratio(self) -> float:
        return self.took / self.baseline

    @property
    def is_met(self) -> bool | None:
        """Whether the ratio is within the aim; None where there is none."""
        return None if self.promise.aim is None else self.ratio <= self.promise.aim


def timed(promise: Promise, took_s: float, baseline_s: float, note: str = "") -> Measured:
    """A promise of which both sides are times."""
    return Measured(promise, took_s * 1000, baseline_s * 1000, note)


def median_s(work: Callable[[], object]) -> float:
    """The median time of some runs, after one that is not counted."""
    work()
    return statistics.median(once_s(work) for _ in range(REPEATS))


def once_s(work: Callable[[], object]) -> float:
    """The time of a single run, for what takes a minute and can be done only once in a folder."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
