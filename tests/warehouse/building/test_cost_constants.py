"""A changed assumption rebuilds what rests on it, and nothing else; rows name what they rest on."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from pipelines.project import project
from schemas import base
from tests.support.classes import CLASSES
from tests.support.mini import Mini

CONSTANTS = "core.model_constant"
BUILT_OF_COSTS = (
    "metric.training_chip_hours_by_model", "metric.training_cost_by_model_method",
    "metric.compute_per_dollar_by_model", "metric.training_energy_by_model",
    "metric.site_power_by_cluster", "metric.rental_index_by_chip_week",
    "metric.decode_cost_by_model_chip_batch", "metric.serving_margin_by_org_period",
    "metric.token_price_at_capability_by_benchmark_month",
)
OF_RUNS = ("metric.training_cost_by_model_method", "metric.compute_per_dollar_by_model",
           "metric.training_energy_by_model")
SEED = (
    "constant_id,constant_name,unit,value_low,value,value_high,shape,value_basis,note,citation,"
    "citation_url,stated_date,known_from_date\n"
)
QUERY = "-- only: core.model_constant = used\nselect 'all' as scope, cast(value as bigint) as number\n" \
    "from core.model_constant\n"


def assume(mini: Mini, **values: float) -> None:
    rows = (f"{name},x,count,,{value},,point,imputed,,x,,,2024-01-01\n"
            for name, value in values.items())
    mini.write("seed/model_constant.csv", SEED + "".join(rows))
    mini.tables |= {name: CLASSES[name] for name in ("seed.model_constant", CONSTANTS)}


def test_a_changed_constant_rebuilds_the_metrics_that_name_it_alone(mini_project: Mini) -> None:
    mini_project.write("metric/mini_largest.sql", QUERY)
    assume(mini_project, used=2, other=3)
    mini_project.build()
    assume(mini_project, used=2, other=30)
    made = mini_project.build()
    assert CONSTANTS in made
    assert not {"metric.mini_largest", "metric.mini_shown", "metric.mini_scaled"} & made
    assume(mini_project, used=20, other=30)
    made = mini_project.build()
    assert {"metric.mini_largest", "metric.mini_shown"} <= made
    assert not {"metric.mini_scaled", "core.mini_item"} & made


@pytest.mark.parametrize("table", BUILT_OF_COSTS)
def test_a_cost_metric_reads_the_constants_it_names_and_no_more(table: str) -> None:
    model = project().models[table]
    assert model.only.keys() - {"core.coverage", "core.price_index"} == {CONSTANTS}
    bundled = project().models["seed.model_constant"].recipe.path
    known = set(pl.read_csv(bundled, infer_schema_length=None)["constant_id"])
    assert set(model.only[CONSTANTS]) <= known


@pytest.mark.parametrize("table", OF_RUNS)
def test_a_cost_metric_is_of_runs_and_their_index_whatever_other_chips_and_indices_there_are(
    table: str,
) -> None:
    model = project().models[table]
    of_chips = {read for read in model.reads if base.info(CLASSES[read]).key == ("chip_id",)}
    assert not of_chips
    assert "core.price_index" not in model.reads
    of_index = project().models["step.price_level_by_model"].only
    assert of_index == {"core.price_index": ("ppi_data_processing",)}


def test_no_bundled_constant_is_left_unread() -> None:
    read = {name for model in project().models.values() for name in model.only.get(CONSTANTS, ())}
    found = project()
    files = [*found.macros.values(), *found.checks.values(), *found.all_row_checks(),
             *(file for files in found.gathered.values() for file in files.values())]
    rules: Path = found.models["seed.verdict_rule"].recipe.path
    read_by_files = " ".join([*(file.text for file in files), rules.read_text(encoding="utf-8")])
    bundled: Path = project().models["seed.model_constant"].recipe.path
    known = set(pl.read_csv(bundled, infer_schema_length=None)["constant_id"])
    assert {name for name in known - read if name not in read_by_files} == set()


@pytest.mark.parametrize("table", BUILT_OF_COSTS)
def test_rows_name_only_constants_of_the_register(
    table: str, built: Callable[[str], pl.DataFrame]
) -> None:
    named = set(built(table)["constant_ids"].explode().drop_nulls())
    assert named <= set(built(CONSTANTS)["constant_id"])
    assert named
