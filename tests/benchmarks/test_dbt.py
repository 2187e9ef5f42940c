"""Our SQL models as a project of dbt: each file is our query, and says what it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import dbt
from pipelines.workspace import Workspace
from warehouse.paths import Home
from warehouse.project import sql
from warehouse.project.models import SqlRecipe

NAMES = ("core.rental_listing", "core.rental_offer")


def test_a_project_holds_our_queries_and_what_each_reads_of_the_others(
    first_refresh: Path, tmp_path: Path
) -> None:
    builder = Workspace.open(Home(first_refresh)).now()
    models = {name: builder.project.models[name] for name in NAMES}
    dbt.write_project(builder, models, tmp_path / "models.duckdb", tmp_path)
    text = (tmp_path / "models" / "core__rental_offer.sql").read_text(encoding="utf-8")
    recipe = models["core.rental_offer"].recipe
    assert isinstance(recipe, SqlRecipe)
    assert text.startswith("{{ config(schema='core', alias='rental_offer') }}\n"
                           "-- depends_on: {{ ref('core__rental_listing') }}\n{% raw %}\n")
    assert sql.bare(recipe.text) in text and text.count("ref(") == 1
    assert str(tmp_path / "models.duckdb") in (tmp_path / "profiles.yml").read_text(encoding="utf-8")


def test_without_dbt_nothing_is_measured(
    first_refresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbt, "COMMAND", None)
    builder = Workspace.open(Home(first_refresh)).now()
    assert dbt.run_by_dbt(builder, {}, tmp_path / "models.duckdb") is None
    assert not list(tmp_path.iterdir())
