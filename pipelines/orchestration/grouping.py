"""Which group of the lineage graph a node is drawn in: its theme, and how far it is from publishers.

Collapsed, the groups show how publishers' files become answers; so they must form no circle, and
each must be small enough to be read when it is expanded. Names of nodes do not belong here.
"""

from __future__ import annotations

from schemas import base
from schemas.base import Table
from warehouse.project.models import Model, Project

PUBLISH = "publish"
THEMES = {
    "rules": "law", "status": "law",
    "countries": "names", "organizations": "names", "parties": "names",
    "clusters": "chips", "prices": "chips", "rent": "chips", "stock": "chips",
    "benchmarks": "models", "gap": "models", "tokens": "models",
    "costs": "money", "serving": "money", "spending": "money",
    "claims": "results", "trends": "results", "assumptions": "quality",
}
"""Groups of tables that are drawn together; the others are a theme each."""
FILE_THEMES = {"benchmarks": "scores"}
"""Groups whose publishers' files are too many to be drawn with the others of their theme."""
FILES = "1_sources"
STEPS, ANSWERS = "3_steps", "4_answers"
STAGES = {"seed": "1_curated", "core": "2_facts", "step": STEPS, "metric": ANSWERS, "meta": ANSWERS}
"""How far a table is from publishers; an answer that a step of its theme needs stands among the steps."""
CONFIRMATION = "core.cell_confirmation"
READINGS = "cells_2_readings"
"""What is held against each other, cell by cell, before facts of several themes are made of it."""
EFFECTS = "law_5_effects"
"""What the answers of the law meant for chips that are sold."""
PLACED = {
    CONFIRMATION: READINGS,
    "core.model_constant": "quality_1_curated",
    "core.word_set": "quality_1_curated",
    "seed.status_word": "quality_1_curated",
    "core.status_word": "quality_1_curated",
    "seed.transaction_kind": "quality_1_curated",
    "core.transaction_kind": "quality_1_curated",
    "core.ambiguity": "quality_1_curated",
    "core.law_gap": "quality_2_facts",
    "meta.ambiguity": "quality_1_curated",
    "seed.headline_input": "results_1_curated",
    "core.headline_input": "results_2_facts",
    "metric.input_confirmation_by_headline": "results_4_answers",
    "metric.cluster_growth_by_measure": "results_4_answers",
    "step.claim_evidence": "results_4_answers",
    "step.costing_family_by_chip": "chips_3_steps",
    "step.chip_place_by_objective_chip": EFFECTS,
    "step.designer_home_by_country": EFFECTS,
    "step.freed_status_by_item_destination_group": EFFECTS,
    "metric.best_legal_chip_by_destination_group_objective_month": EFFECTS,
    "metric.chip_flip_by_rule_version_chip": EFFECTS,
    "metric.policy_lag_by_rule_event": EFFECTS,
}
"""Tables that are used elsewhere than their own theme would have it."""


def group_of(project: Project, model: Model) -> str:
    """The group of a table."""
    if model.name in PLACED:
        return PLACED[model.name]
    if model.layer == "core" and model.name in _compared(project):
        return READINGS
    if model.layer == "raw":
        return files_of(model.table)
    stage = STEPS if _is_stepped_on(project, model) else STAGES[model.layer]
    return f"{_theme(model.table)}_{stage}"


def files_of(table: type[Table]) -> str:
    """The group of a publisher's file and of the raw table that it fills."""
    return f"{FILE_THEMES.get(base.info(table).group, _theme(table))}_{FILES}"


def _theme(table: type[Table]) -> str:
    group = base.info(table).group
    return THEMES.get(group, group)


def _is_stepped_on(project: Project, model: Model) -> bool:
    """Whether a step that is drawn in the theme of an answer needs it."""
    return STAGES[model.layer] == ANSWERS and any(
        model.name in step.reads and _theme(step.table) == _theme(model.table)
        for step in project.models.values() if step.layer == "step" and step.name not in PLACED)


def _compared(project: Project) -> tuple[str, ...]:
    confirmation = project.models.get(CONFIRMATION)
    return confirmation.reads if confirmation else ()
