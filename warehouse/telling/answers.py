"""What answers end with and leave out, as their classes declare it. What is counted is not decided here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemas import base
from warehouse.building.build import Builder

ANSWERS = "metric"
COUNTS = "step.left_out"
"""The counts that answers stand on, made of the tables of the same build."""


def declared(builder: Builder) -> Iterator[tuple[Any, ...]]:
    """Rows of meta.answer: one for every answer of the project."""
    for name, model in builder.project.models.items():
        about = base.info(model.table)
        if model.layer == ANSWERS:
            yield (name, about.time_axis or None, list(about.coverage), list(about.counts),
                   about.leaves_nothing or None)


def left_out(builder: Builder) -> Iterator[tuple[Any, ...]]:
    """Rows of meta.left_out: each answer with the counts that it stands on."""
    if COUNTS not in builder.project.models:
        return
    counted = builder.get(COUNTS).frame(builder.store)
    for name, _, _, count_ids, _ in declared(builder):
        for row in counted.filter(counted["count_id"].is_in(count_ids)).iter_rows(named=True):
            told = {"table_name": name} | row
            yield tuple(told[c.name] for c in base.columns(base.registered()["meta.left_out"]))
