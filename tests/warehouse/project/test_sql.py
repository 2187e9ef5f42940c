"""What a SQL file reads and says, and which files are refused before anything runs."""

from pathlib import Path

import pytest

from pipelines.project import project
from schemas import base
from tests.support.mini import Mini
from warehouse.describing.compiling import compile_project, compile_readers
from warehouse.describing.lineage import column_origins
from warehouse.errors import ChipledgerError
from warehouse.project import engine, sql
from warehouse.project.models import SqlRecipe

FILE = Path("core/thing.sql")

READS = {
    "a join": ("select 1 from core.a as a join raw.b as b on a.x = b.x", {"core.a", "raw.b"}),
    "from first": ("from core.a", {"core.a"}),
    "a union": (
        "select x from core.a union all by name select x from core.b", {"core.a", "core.b"},
    ),
    "a CTE that hides a table of its own name": (
        "with chip as (select x from core.chip) select x from chip", {"core.chip"},
    ),
    "a CTE that is not used twice": (
        "with a as (select x from core.a), b as (select x from a) select x from b", {"core.a"},
    ),
    "a CTE of a subquery only": (
        "select x from (with a as (select x from core.b) select x from a)", {"core.b"},
    ),
    "a recursive CTE": (
        "with recursive n as (select 1 as x union all select x + 1 from n, core.a) from n",
        {"core.a"},
    ),
    "exists": ("select 1 from core.a as a where exists (from core.b as b where b.x = a.x)",
               {"core.a", "core.b"}),
    "in": ("select x from core.a where x in (select x from core.b)", {"core.a", "core.b"}),
    "a scalar subquery": ("select (select max(x) from core.b) as x from core.a",
                          {"core.a", "core.b"}),
    "a lateral join": ("select 1 from core.a as a, lateral (select a.x + b.x from core.b as b)",
                       {"core.a", "core.b"}),
    "an asof join": ("select 1 from core.a as a asof join core.b as b on a.x >= b.x",
                     {"core.a", "core.b"}),
    "qualify": ("select x from core.a qualify row_number() over (order by x) = 1", {"core.a"}),
    "the last release": ("select x from previous.core.a except select x from core.a",
                         {"core.a", "previous.core.a"}),
    "a macro's body": (
        "create macro m(in_x) as table select x from core.a where x = in_x", {"core.a"},
    ),
    "a view's body": ("create view v as from metric.a", {"metric.a"}),
    "the body of a macro of one value": (
        "create macro m(in_x) as (with b as (from core.a) select max(x) from b)", {"core.a"},
    ),
    "a macro of one value without a query": (
        "create macro m(in_x) as f(in_x, (select max(x) from core.a))", {"core.a"},
    ),
    "no table": ("select 1 as x", set()),
    "a comment that names a table": ("-- from core.b\nselect x /* core.c */ from core.a",
                                     {"core.a"}),
    "an unnested list": ("select unnest([1, 2]) as x, y from core.a, unnest([3]) as t(y)",
                         {"core.a"}),
}

REFUSED = {
    "a pivot": ("pivot core.a on x using sum(y)", "PIVOT hides"),
    "a pivot in a subquery": ("select 1 from (pivot core.a on x using sum(y))", "PIVOT hides"),
    "an unpivot": ("from core.a unpivot (v for n in (x, y))", "PIVOT hides"),
    "columns()": ("select columns('x.*') from core.a", "COLUMNS() hides"),
    "a summary": ("select 1 from (summarize core.a)", ""),
    "a table function": ("select x from read_csv('a.csv')", "reads the function"),
    "a macro call": ("select x from price_performance('fp16', current_date)", "reads the function"),
    "a file": ("select x from 'a.parquet'", "without a schema"),
    "a bare name": ("select x from chip", "without a schema"),
    "a CTE that is out of scope": (
        "select 1 from (with a as (select x from core.b) from a), a", "without a schema",
    ),
    "another database": ("select x from other.core.a", "reads the catalog other"),
    "method chaining": ("select vendor.lower() as x from core.a", "write f(a)"),
    "two statements": ("select 1; select 2", "holds 2 statements"),
    "no statement": ("-- nothing", "holds 0 statements"),
    "a deletion": ("delete from core.a", "is no query"),
    "an attachment": ("attach 'x.duckdb'", "is no query"),
    "a slip of the pen": ("select from where", ""),
}


@pytest.mark.parametrize(("text", "expected"), READS.values(), ids=READS)
def test_reads_are_the_tables_in_scope(text: str, expected: set[str]) -> None:
    assert sql.reads(text, FILE) == tuple(sorted(expected))


@pytest.mark.parametrize(("text", "fault"), REFUSED.values(), ids=REFUSED)
def test_what_hides_its_reads_is_refused_by_name_of_the_file(text: str, fault: str) -> None:
    with pytest.raises(ChipledgerError, match=r"core/thing\.sql: ") as caught:
        sql.reads(text, FILE)
    assert fault in str(caught.value)


def test_what_a_parameter_is_where_it_is_left_out_hides_no_read() -> None:
    text = "create macro f(in_a, in_b := null, in_c := 'x') as table select * from core.a where b = in_b"
    assert sql.reads(text, FILE) == ("core.a",)


def test_a_field_of_a_struct_is_not_taken_for_a_method() -> None:
    assert sql.reads("select a.s.field.part as x from core.a as a", FILE) == ("core.a",)


def test_a_header_ends_where_the_query_begins() -> None:
    text = "-- severity: blocking\n--\n-- description: a: b\n\nselect 1\n-- late: x\n"
    assert sql.header(text, FILE) == {"severity": "blocking", "description": "a: b"}


def test_a_header_says_nothing_twice() -> None:
    with pytest.raises(ChipledgerError, match=r"core/thing\.sql: the header says example twice"):
        sql.header("-- example: a\n-- example: b\nselect 1", FILE)


@pytest.mark.parametrize(
    "text", ["select 1 as x", "select 1 as x;", "select 1 as x; -- end\n", "select 1 as x -- ;\n"]
)
def test_a_semicolon_or_comment_at_the_end_does_no_harm(text: str) -> None:
    with engine.connect() as con:
        assert sql.compiled_types(con, text, FILE) == [("x", "INTEGER")]
        assert engine.query(con, text).rows() == [(1,)]


# Files that do not fit their project


FAULTS = {
    "no class": ("core/mini_new.sql", "select 1 as x", "no class is named core.mini_new"),
    "a missing table": (
        "core/mini_item.sql", "select item_id, number from core.mini_gone", "which no file makes",
    ),
    "a jump over a layer": (
        "metric/mini_shown.sql", "select item_id as scope, number from seed.mini_item",
        "metric reads seed.mini_item; it may read core, step, metric only",
    ),
    "a circle": (
        "metric/mini_largest.sql", "select scope, number from metric.mini_shown",
        "these tables read each other in a circle: metric.mini_",
    ),
    "a table that reads itself": (
        "core/mini_item.sql", "select item_id, number from core.mini_item", "in a circle",
    ),
    "another type": (
        "core/mini_item.sql", "select item_id, number / 2 as number from seed.mini_item",
        "number is DOUBLE in the query and BIGINT in the class",
    ),
    "a sum that would be a HUGEINT": (
        "metric/mini_largest.sql",
        "select 'all' as scope, sum(number) as number from core.mini_item",
        "number is HUGEINT in the query",
    ),
    "a missing column": (
        "core/mini_item.sql", "select item_id from seed.mini_item",
        "number is missing from the query",
    ),
    "a column too many": (
        "core/mini_item.sql", "select *, 1 as more from seed.mini_item",
        "more is missing from the class",
    ),
    "another order": (
        "core/mini_item.sql", "select number, item_id from seed.mini_item", "another order",
    ),
    "an unknown column": (
        "core/mini_item.sql", "select item_id, amount from seed.mini_item", "amount",
    ),
    "a check on an unknown column": (
        "check/mini_number_is_small.sql",
        "-- severity: blocking\nselect amount from core.mini_item",
        "amount",
    ),
    "a check that reads raw": (
        "check/mini_number_is_small.sql", "select item_id from raw.mini_seen", "check reads raw.",
    ),
}


@pytest.mark.parametrize(("name", "text", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_file_at_fault_is_named_before_anything_runs(
    mini_project: Mini, name: str, text: str, fault: str
) -> None:
    path = mini_project.write(name, text)
    with pytest.raises(ChipledgerError) as caught:
        mini_project.project()
    assert str(path) in str(caught.value)
    assert fault in str(caught.value)


def test_a_table_is_made_once(mini_project: Mini) -> None:
    query = "select item_id, number from core.mini_item"
    path = mini_project.write("metric/mini_copied.sql", query)
    with pytest.raises(ChipledgerError, match=r"twice, by pipelines\.mini_copied and ") as caught:
        mini_project.project()
    assert str(path) in str(caught.value)


# Macros and example queries


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
