"""Rows of core.model_constant as numbers to compute with and distributions to draw from.

Which assumptions a metric uses is said by its recipe, not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from pipelines.statistics.kit.intervals import Vector, Z, log_normal


@dataclass(frozen=True)
class Assumptions:
    """Constants by id. At draws of 0 each gives its central value, so one formula serves both."""

    rows: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Assumptions:
        """The constants of a frame."""
        return cls({row["constant_id"]: row for row in frame.iter_rows(named=True)})

    def value(self, constant_id: str) -> float:
        """The central value."""
        return float(self.rows[constant_id]["value"])

    def ends(self, constant_id: str) -> tuple[float, float]:
        """Low and high end; a point has both at its value."""
        row = self.rows[constant_id]
        low, high = row["value_low"], row["value_high"]
        value = self.value(constant_id)
        return (value if low is None else float(low), value if high is None else float(high))

    def positive(self, constant_id: str, normals: Vector) -> Vector:
        """A quantity above zero at standard normal draws; its ends are those of a 90 % interval."""
        low, high = self.ends(constant_id)
        return log_normal(self.value(constant_id), low, high, "ci90").at(normals)

    def shifted(self, constant_id: str, normals: Vector) -> Vector:
        """A quantity of any sign at standard normal draws, with a spread of its own on each side."""
        low, high = self.ends(constant_id)
        value = self.value(constant_id)
        spread = np.where(normals < 0, value - low, high - value) / Z["ci90"]
        found: Vector = value + spread * normals
        return found
