"""No generated page differs from what its source says today."""

from pathlib import Path

import pytest

from pipelines.commands.docs import COOKBOOK, PAGES, cook
from pipelines.documents import methods
from pipelines.project import project
from schemas import base
from warehouse.paths import REPOSITORY, Home


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_its_source_says(name: str) -> None:
    assert (REPOSITORY / name).read_text("utf-8") == PAGES[name](), "run `chipledger docs`"


def test_the_cookbook_shows_what_the_bundled_warehouse_answers(first_refresh: Path) -> None:
    page = (REPOSITORY / COOKBOOK).read_text("utf-8")
    assert page.count("\n### ") == len(project().questions)
    assert page == cook(Home(first_refresh)), "run `chipledger docs --cookbook` on a bundled home"


def test_every_family_that_a_comment_names_is_explained_and_no_other() -> None:
    assert len(methods.families()) > 25
    named = methods.named_by(project())
    unnamed = methods.families().keys() - named.keys()
    assert named.keys() - methods.families().keys() == set(), "write pipelines/documents/methods/MNN.md"
    assert unnamed == set(), "no table is made by this method"


def test_every_published_metric_is_of_a_family() -> None:
    """A newcomer who has a number finds how it is made from the comment of its table."""
    found = {model.name for models in methods.named_by(project()).values() for model in models}
    metrics = {name for name, model in project().models.items()
               if name.startswith("metric.") and base.info(model.table).is_published}
    assert metrics - found == set(), "name the family in the class, such as (M17)"


@pytest.mark.parametrize("family", methods.families())
def test_a_method_says_formula_assumptions_limits_and_references(family: str) -> None:
    text = methods.families()[family]
    title, question = text.splitlines()[0], text.splitlines()[2]
    assert title.startswith("# ") and len(question) > 20
    for part in ("Formula", "Assumptions", "Limits", "References"):
        assert f"\n**{part}.** " in text
