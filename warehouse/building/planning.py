"""What a refresh would do with each table, and why. Building stands in build.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.building.build import Builder, inputs
from warehouse.project.models import Model


@dataclass(frozen=True)
class Step:
    """What a refresh would do with one table, and why."""

    name: str
    action: str
    reason: str


def plan(builder: Builder) -> list[Step]:
    """What a refresh would do with each table, beside the release that the builder goes by."""
    steps: dict[str, Step] = {}
    for name, model in builder.project.models.items():
        steps[name] = _planned(builder, model, builder.earlier.components.get(name), steps)
    return list(steps.values())


def _planned(
    builder: Builder, model: Model, before: Mapping[str, str] | None, planned: Mapping[str, Step]
) -> Step:
    read = inputs(builder.project, model)
    unsound = [name for name in read if planned[name].action in ("failed", "blocked")]
    if unsound:
        return Step(model.name, "blocked", f"{', '.join(unsound)} failed validation")
    waiting = [name for name in read if builder.find(name) is None]
    if waiting:
        return Step(model.name, "wait", f"for {', '.join(waiting)}")
    found = builder.find(model.name)
    if found is None:
        return Step(model.name, "build", _difference(before, builder.components(model)))
    if not found.is_sound:
        return Step(model.name, "failed", found.first_failure())
    return Step(model.name, "reuse", "")


def _difference(before: Mapping[str, str] | None, now: Mapping[str, Any]) -> str:
    """Which components of a fingerprint are not those of the last release."""
    if before is None:
        return "new"
    changed = [name for name, value in now.items() if before.get(name) != value]
    gone = [f"no {name}" for name in before if name not in now]
    return f"changed: {', '.join([*changed, *gone])}" if changed or gone else "not in the store"
