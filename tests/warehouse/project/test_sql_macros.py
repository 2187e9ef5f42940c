"""Macros and examples that are refused before anything runs, and the lineage of what compiles."""


import pytest

from pipelines.project import project
from schemas import base
from tests.support.mini import Mini
from warehouse.describing.compiling import compile_project, compile_readers
from warehouse.describing.lineage import column_origins
from warehouse.errors import ChipledgerError
from warehouse.project.models import SqlRecipe

MACRO_FAULTS = {
    "a parameter like a column": (
        "create macro mini_above(number) as table from core.mini_item where number > 1",
        "the parameter number must start with `in_`",
    ),
    "a table with a catalog": (
        "create macro mini_above(in_number) as table from warehouse.core.mini_item",
        "reads the catalog warehouse",
    ),
    "no word that keeps it to its own file": (
        "create macro mini_above(in_number) as table from core.mini_item",
        "write `where asked_here('{release_id}')`",
    ),
    "another name": (
        "create macro above(in_number) as table from core.mini_item", "named mini_above",
    ),
    "a table that is not published": (
        "create macro mini_above(in_number) as table from seed.mini_item",
        "macro reads seed",
    ),
    "an unknown column": (
        "create macro mini_above(in_number) as table select amount from core.mini_item "
        "where asked_here('{release_id}')",
        "amount",
    ),
}


@pytest.mark.parametrize(("text", "fault"), MACRO_FAULTS.values(), ids=MACRO_FAULTS)
def test_a_macro_at_fault_is_named_before_anything_runs(
    mini_project: Mini, text: str, fault: str
) -> None:
    said = "-- description: d\n-- example: from mini_above(1)\n"
    path = mini_project.write("macro/mini_above.sql", said + text)
    with pytest.raises(ChipledgerError) as caught:
        compile_readers(mini_project.project())
    assert str(path) in str(caught.value)
    assert fault in str(caught.value)


@pytest.mark.parametrize("missing", ["description", "example"])
def test_a_macro_says_what_it_is_for(mini_project: Mini, missing: str) -> None:
    said = {"description": "d", "example": "from mini_above(1)"}
    lines = [f"-- {name}: {value}\n" for name, value in said.items() if name != missing]
    body = ("create macro mini_above(in_number) as table from core.mini_item "
            "where asked_here('{release_id}')\n")
    mini_project.write("macro/mini_above.sql", "".join(lines) + body)
    with pytest.raises(ChipledgerError, match=f"has no `-- {missing}:"):
        compile_readers(mini_project.project())


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("select amount from metric.mini_shown", "amount"),
        ("select item_id from seed.mini_item", "mini_item"),
        ("from mini_above()", "mini_above"),
        ("from mini_below(1)", "mini_below"),
    ],
)
def test_an_example_query_that_would_fail_is_named(
    mini_project: Mini, example: str, fault: str
) -> None:
    body = "select scope, number + 1 as number from metric.mini_largest\n"
    said = f"-- question: q\n-- example: {example}\n"
    path = mini_project.write("metric/mini_shown.sql", said + body)
    with pytest.raises(ChipledgerError) as caught:
        compile_readers(mini_project.project())
    assert str(path) in str(caught.value)
    assert fault in str(caught.value)


def test_an_example_query_has_a_question(mini_project: Mini) -> None:
    body = "select scope, number + 1 as number from metric.mini_largest\n"
    mini_project.write("metric/mini_shown.sql", f"-- example: select 1\n{body}")
    with pytest.raises(ChipledgerError, match=r"mini_shown\.sql: the header has no `-- question"):
        compile_readers(mini_project.project())


# The project itself


def test_the_real_project_compiles_with_macros_and_examples() -> None:
    types = compile_project(project())
    compile_readers(project())
    assert {"core.chip", "metric.price_performance_by_chip_date"} <= set(types)


def test_every_declared_table_is_made() -> None:
    made = set(project().models)
    declared = {
        name
        for name, table in base.registered().items()
        if table.__module__.startswith("schemas.") and not table.__module__.startswith("schemas.meta")
    }
    assert declared == made


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        (
            "core.chip",
            "chip_name",
            {("core.chip_fact", "attribute"), ("core.chip_fact", "value")},
        ),
        (
            "core.price_index",
            "to_2023_ratio",
            {("raw.bls_cpi", "index_value"), ("raw.bls_cpi", "year"), ("raw.bls_cpi", "period"),
             ("raw.fred_ppi_data_processing", "index_value"),
             ("raw.fred_ppi_data_processing", "month_start_date")},
        ),
        (
            "metric.price_performance_by_chip_date", "price_usd_2023",
            {("core.chip_price", "price_usd"), ("core.price_index", "to_2023_ratio")},
        ),
        ("metric.price_performance_by_chip_date", "input_row_count", set()),
    ],
)
def test_column_lineage_names_the_columns_a_value_is_computed_from(
    table: str, column: str, expected: set[tuple[str, str]]
) -> None:
    assert column_origins(project(), project().models[table])[column] == expected


def test_every_column_of_a_sql_model_has_its_lineage() -> None:
    for model in project().models.values():
        if isinstance(model.recipe, SqlRecipe):
            origins = column_origins(project(), model)
            assert list(origins) == [column.name for column in base.columns(model.table)]
            found = set().union(*origins.values())
            known = {
                (read, column.name)
                for read in model.reads
                for column in base.columns(project().models[read].table)
            }
            assert found and found <= known
