"""What columns that Python makes come from: by name, or else by what the recipe's code mentions."""

from __future__ import annotations

import pytest

from pipelines.project import project
from schemas import base
from warehouse.describing import dictionary
from warehouse.describing.lineage import python_origins
from warehouse.project.models import PythonRecipe

STOCK = "metric.installed_base_by_country_quarter"
PYTHON = sorted(name for name, model in project().models.items() if isinstance(model.recipe, PythonRecipe))


def test_a_number_with_no_namesake_comes_from_numbers_that_the_code_mentions() -> None:
    """The stock is the sum of shipped H100 equivalents, and no input has a column called stock."""
    origins = python_origins(project(), project().models[STOCK])
    assert ("core.chip_shipment", "h100e_count") in origins["stock_h100e_count"]
    assert not any(name.endswith(("_id", "_date")) for _, name in origins["stock_h100e_count"])
    assert origins["designer_id"] == {("core.chip_shipment", "designer_id")}
    assert origins["method"] == set()


def test_sql_is_traced_elsewhere() -> None:
    assert python_origins(project(), project().models["core.chip"]) == {}


@pytest.mark.parametrize("name", PYTHON)
def test_all_that_is_named_is_read(name: str) -> None:
    """Every origin is a column of a table that the recipe declares to read."""
    model = project().models[name]
    named = set().union(*python_origins(project(), model).values())
    assert named
    for table, column in named:
        assert table in model.reads
        assert column in {found.name for found in base.columns(project().models[table].table)}


def test_every_number_of_a_metric_that_python_makes_says_what_it_can_come_from() -> None:
    said = {(name, column) for name, column, _, _, basis in dictionary.lineage_rows(project())
            if basis == "possible"}
    silent = [(model.name, column.name) for model in project().published()
              for column in base.columns(model.table)
              if model.layer == "metric" and isinstance(model.recipe, PythonRecipe)
              and column.duckdb_type == "DOUBLE"
              and (model.name, column.name) not in said]
    assert len(said) > 100
    assert silent == [("metric.rule_change_by_rule_version_paragraph", "text_similarity_ratio")], \
        "only how alike two texts are is a number that comes from words"
