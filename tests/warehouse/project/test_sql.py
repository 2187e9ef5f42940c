"""What a SQL file reads and says, and which files are refused before anything runs."""

from pathlib import Path

import pytest

from tests.support.mini import Mini
from warehouse.errors import ChipledgerError
from warehouse.project import engine, sql

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
