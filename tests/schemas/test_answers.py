"""Every answer declares how far it reaches and what it leaves out, and its recipe ends with just that."""

from __future__ import annotations

from functools import cache

import pytest

from pipelines.project import project
from pipelines.recipe import COVERAGE
from schemas import base
from schemas.base import Table
from warehouse.project.models import Model

ANSWERS = sorted(name for name, model in project().models.items() if model.layer == "metric")
COVERED = sorted(name for name, model in project().models.items() if COVERAGE in model.reads
                 and model.layer in ("metric", "step") and name != "step.claim_evidence")


@cache
def ends(name: str) -> frozenset[str]:
    """The rows of core.coverage that a table reads, itself or through what it is made of."""
    model = project().models[name]
    own = frozenset(model.only.get(COVERAGE, ()))
    through = [ends(read) for read in model.reads if project().models[read].layer in ("metric", "step")]
    return own.union(*through)


def about(name: str) -> tuple[Model, type[Table]]:
    return project().models[name], project().models[name].table


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_ends_with_its_data_declares_its_subjects(name: str) -> None:
    _, table = about(name)
    declared = set(base.info(table).coverage)
    if base.THROUGH in base.empty_frame(table).columns and name != "metric.headline":
        assert declared, "declare the subjects of core.coverage that it ends with"
    assert declared <= ends(name), "ends with subjects that it never reads"


@pytest.mark.parametrize("name", COVERED)
def test_a_recipe_reads_the_subjects_of_its_class_and_no_other(name: str) -> None:
    """So the day in `data_through_date` and what the class declares come from one list."""
    model, table = about(name)
    if model.layer == "metric" or base.info(table).coverage:
        assert set(model.only[COVERAGE]) == set(base.info(table).coverage)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_says_what_it_leaves_out_or_why_nothing(name: str) -> None:
    _, table = about(name)
    declared = base.info(table)
    assert bool(declared.counts) != bool(declared.leaves_nothing)
