"""How a ratio is measured: medians of some runs, against a baseline of the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

REPEATS = 5


@dataclass(frozen=True)
class Measured:
    """One promise, what it is held against, and the medians of both."""

    promise: str
    seconds: float
    baseline: str
    baseline_s: float

    def cells(self) -> tuple[str, ...]:
        ratio = self.seconds / self.baseline_s
        return (self.promise, f"{self.seconds * 1000:,.1f}", self.baseline,
                f"{self.baseline_s * 1000:,.1f}", f"{ratio:.3g}")


def median_s(work: Callable[[], object]) -> float:
    """The median time of some runs, after one that is not counted."""
    work()
    times = []
    for _ in range(REPEATS):
        times.append(once_s(work))
    return statistics.median(times)


def once_s(work: Callable[[], object]) -> float:
    """The time of a single run, for what takes a minute and can be done only once in a folder."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
