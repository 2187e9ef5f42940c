"""Ratio of the training compute of two runs, as joint draws of their intervals.

Each model's draws are its own, so that a model on both sides cancels and another model changes
nothing. Which runs are compared stands in the recipes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.intervals import DRAW_COUNT, TAILS, IntervalKind, Vector, log_normal

DRAWS_OF = "training_compute"
Ends = tuple[float | None, float | None]


@dataclass(frozen=True)
class Run:
    """A model's training compute with its 90 % interval, where it has one."""

    model_id: str
    low: float | None
    value: float
    high: float | None


class RunDraws:
    """Logarithms of draws of compute by its central value, made once per run."""

    def __init__(self) -> None:
        self._held: dict[Run, Vector] = {}

    def of(self, run: Run) -> Vector | None:
        """Draws of a run; None where no interval is known."""
        if run.low is None or run.high is None:
            return None
        if run not in self._held:
            normals = generator(DRAWS_OF, run.model_id).standard_normal(DRAW_COUNT)
            relative = log_normal(1.0, run.low / run.value, run.high / run.value, "ci90")
            self._held[run] = np.log(relative.at(normals))
        return self._held[run]

    def ratio(self, above: Run, below: Run) -> Vector | None:
        """Draws of one run by another, as logarithms of the ratio by that of the central values."""
        if above.model_id == below.model_id:
            return np.zeros(DRAW_COUNT)
        ours, theirs = self.of(above), self.of(below)
        return None if ours is None or theirs is None else ours - theirs


def share_above(logs: Vector, factor: float) -> float:
    """Share of such draws above a factor of the central value; one that equals it counts half."""
    level = np.log(factor)
    return float((logs > level).mean() + (logs == level).mean() / 2)


def ends(logs: Vector | None, kind: IntervalKind = "ci90") -> Ends:
    """Low and high end of such draws, as factors of the central value."""
    if logs is None:
        return None, None
    low, high = np.exp(np.quantile(logs, TAILS[kind]))
    return float(low), float(high)
