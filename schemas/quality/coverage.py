"""What a row of `seed.coverage` and `core.coverage` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

SUBJECTS = ["benchmark_score", "chip", "chip_price", "chip_shipment", "cluster", "data_center",
            "hardware_listing", "model_release", "rental_offer", "rule", "token_price",
            "training_compute"]
THROUGH_BASES = ["source", "declared", "newest_fact"]


def coverage_id() -> Any:
    """Names a subject or a part of one."""
    return column("Subject, or subject and part: chip_shipment/nvidia, benchmark_score/eci",
                  str_matches=r"^[a-z0-9_]+(/[a-z0-9_-]+)?$")


class SeedCoverage(
    Table, name="seed.coverage", key=("coverage_id",),
    grain="coverage", group="quality", may_be_empty=True,
):
    """How far the bundled rows of a subject claim to be complete, where single later rows are there too.

    Not after the newest bundled fact of the subject, which a check demands.
    """

    coverage_id: str = coverage_id()
    data_through_date: pl.Date = column("Last day up to which the bundled rows claim to be complete")
    note: str = column("What the claim rests on")
    citation: str = columns.citation()


class CoreCoverage(
    Table, name="core.coverage", key=("coverage_id",),
    grain="coverage", group="quality"):
    """How far each subject is known: the last day up to which some source claims to be complete.

    Of a publisher's source that is the newest fact in its releases; of bundled rows the day that
    seed.coverage declares, else their newest fact. No series goes past it.
    """

    coverage_id: str = coverage_id()
    subject: str = column("What is known", isin=SUBJECTS)
    part_id: str = column("Part of the subject, where its end differs: a designer, a scale",
                          nullable=True)
    data_from_date: pl.Date = column("Day of the first fact", nullable=True)
    data_through_date: pl.Date = column("Last day through which the subject is known; NULL before "
                                        "its first fact is", nullable=True)
    newest_fact_date: pl.Date = column("Day of the newest fact of any source", nullable=True)
    through_basis: str = column("source: the newest fact of a publisher's releases; declared: "
                                "seed.coverage; newest_fact: of the bundled rows", nullable=True,
                                isin=THROUGH_BASES)
    source_id: str = column("Source that reaches furthest", nullable=True)
    note: str = column("What a declared day rests on", nullable=True)
    reason_code: str = column("Why there is no such day", nullable=True, isin=["nothing_known"])
