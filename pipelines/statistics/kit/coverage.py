"""How far the inputs of a series reach, as core.coverage says; how that is known is not said here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from schemas import base
from schemas.quality.coverage import CoreCoverage

COVERAGE = base.info(CoreCoverage).name


def known_through(frames: Mapping[str, pl.DataFrame], *coverage_ids: str) -> date:
    """The last day through which all of some subjects are known; before all days if one is not."""
    known = dict(frames[COVERAGE].select("coverage_id", "data_through_date").iter_rows())
    return min(known.get(name) or date.min for name in coverage_ids)
