"""The commands that ask the published file, as an analyst types them."""

from pathlib import Path

import duckdb
import pytest

from tests.support.homes import chipledger


def said(home: Path, *arguments: str) -> str:
    result = chipledger(home, *arguments)
    assert result.exit_code == 1 and "Traceback" not in result.output
    return result.stderr


@pytest.mark.parametrize("query", [
    "from read_csv('/etc/hostname')", "copy (select 1) to '/tmp/chipledger.csv'",
    "attach '/tmp/other.duckdb'", "from 'https://example.org/a.csv'",
])
def test_a_query_reaches_no_file_and_no_network(first_refresh: Path, query: str) -> None:
    assert "--open opens them" in said(first_refresh, "sql", query)


@pytest.mark.parametrize("setting", ["enable_external_access = true", "allowed_directories = ['/']"])
def test_a_query_cannot_open_itself(first_refresh: Path, setting: str) -> None:
    assert "chipledger: " in said(first_refresh, "sql", f"set {setting}")


def test_a_flag_opens_it(first_refresh: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n7\n")
    result = chipledger(first_refresh, "sql", "--open", f"from '{tmp_path}/a.csv'")
    assert result.output == "x\n7\n"


@pytest.mark.parametrize("query", ["", " ; ", " -- nothing", "/* nothing */"])
def test_no_query_is_said_and_not_run(first_refresh: Path, query: str) -> None:
    assert "no query was given" in said(first_refresh, "sql", query)


@pytest.mark.parametrize("query", [
    "-- two\nselect 2 as x", "--two\nselect 2 as x", "create temp table two as select 2 as x; from two",
])
def test_a_query_may_begin_with_a_comment_or_another_statement(first_refresh: Path, query: str) -> None:
    assert chipledger(first_refresh, "sql", query).output == "x\n2\n"


def test_no_answer_of_two_queries_is_lost_unseen(first_refresh: Path) -> None:
    assert "ask one at a time" in said(first_refresh, "sql", "select 1; select 2")


def test_a_query_may_come_from_a_file(first_refresh: Path, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("-- how many\nselect 2 as x;\n")
    assert chipledger(first_refresh, "sql", "-f", str(tmp_path / "q.sql")).output == "x\n2\n"


def test_parquet_keeps_types(first_refresh: Path, tmp_path: Path) -> None:
    result = chipledger(first_refresh, "sql", "--format", "parquet", "select date '2026-01-31' as day;")
    (tmp_path / "a.parquet").write_bytes(result.stdout_bytes)
    found = duckdb.sql(f"from '{tmp_path}/a.parquet'")
    assert [str(kind) for kind in found.types] == ["DATE"] and len(found.fetchall()) == 1


@pytest.mark.parametrize(("query", "near"), [
    ("from core.chps", "core.chip"), ("from core.chips", "chips"), ("from token_prices('x')", "token_price"),
    ("from instaled_base('China')", "installed_base"),
])
def test_a_wrong_name_is_answered_with_near_ones(first_refresh: Path, query: str, near: str) -> None:
    assert near in said(first_refresh, "sql", query).partition("Near it: ")[2].split("\n")[0]


def test_tables_lists_what_holds_a_word(first_refresh: Path) -> None:
    lines = chipledger(first_refresh, "tables").output.splitlines()
    assert lines[0].startswith("best_legal_chip ") and len(lines) > 150
    found = chipledger(first_refresh, "tables", "smuggled").output
    assert "installed_base(in_country)" in found and "core.price_index" not in found
    assert "no table holds the word 'zzzz'" in said(first_refresh, "tables", "zzzz")


@pytest.mark.parametrize(("table", "shown"), [
    ("core.chip", "tdp_w"), ("chips", "fp16_tflop_per_s"), ("main.status", "by_text"),
    ("meta.column", "unit"),
])
def test_describe_says_what_a_table_and_its_columns_mean(
    first_refresh: Path, table: str, shown: str
) -> None:
    text, _, columns = chipledger(first_refresh, "describe", table).output.partition("\n\n")
    assert len(text) > 20
    [line] = [line for line in columns.splitlines() if line.split()[0] == shown]
    assert len(line.split()) > 3


@pytest.mark.parametrize("name", ["cost_of_run", "cost_of_run(in_chip)"])
def test_describe_says_how_a_macro_is_called(first_refresh: Path, name: str) -> None:
    text, _, lines = chipledger(first_refresh, "describe", name).output.partition("\n\n")
    assert text.startswith("What a training run")
    call, example = lines.splitlines()
    assert "cost_of_run(in_chip, in_chip_count, in_hours, in_utilization)" in call
    assert example.split()[:2] == ["example", "select"]


def test_describe_suggests_the_right_name(first_refresh: Path) -> None:
    assert "near it: chips, core.chip," in said(first_refresh, "describe", "chip")


@pytest.mark.parametrize("arguments", [("3A090",), (), ("9Z999",)])
def test_rules_diff_says_that_no_text_is_held(first_refresh: Path, arguments: tuple[str, ...]) -> None:
    """The bundled tables hold none."""
    found = said(first_refresh, "rules", "diff", "2023-10-01", "2023-12-01", *arguments)
    assert "no text held for 2023-10-01 and 2023-12-01" in found


def test_rules_diff_holds_no_text_of_a_day_to_which_nothing_decided_runs(first_refresh: Path) -> None:
    """What is in force today does not thereby hold in 2099."""
    found = said(first_refresh, "rules", "diff", "2023-10-01", "2099-01-01")
    assert "no text held for 2099-01-01: nothing is known" in found


@pytest.mark.parametrize(("query", "hint"), [
    ("from stock where country = 'CHN'", "no rows: country of stock is never 'CHN'; it holds China"),
    ("from stock where country = 'CHN'", "; country_code is"),
    ("select 1 from core.chip c where c.designer in ('Nvidea')",
     "no rows: designer of core.chip is never 'Nvidea'; it holds NVIDIA"),
    ("from control_status('CHN', date '2025-06-30') where status_text = 'free'",
     "is never 'free'; it holds "),
    ("with few as (from core.chip where chip_id = 'h100') select count(*) from few having count(*) > 0",
     "no rows: chip_id of core.chip is never 'h100'"),
    ("from stock where country = 'China' and h100_equivalents < 0",
     "no row of stock fulfils: h100_equivalents < 0; it goes from 9000 to "),
    ("from changes where title like '%Nvidia%'",
     "title of changes is never like '%Nvidia%'; in other letters it is: "),
    ("from prices where chip = 'NVIDIA H20' and usd > 5000000", "no row of prices fulfils"),
    ("from prices where usd < 700 and kind = 'server_share'",
     "rows of prices fulfil each of these, none fulfils all: usd < 700; "),
    ("select count(*) from clusters where country = 'UAE'", "never 'UAE'; from find('UAE') tells"),
    ("select sum(chips) from clusters where country = 'UAE'", "no rows: country of clusters is never 'UAE'"),
    ("from core.chip as a join stock as b on a.chip_id = b.country_code",
     "what it joins has none together: core.chip, stock"),
    ("from core.chip where chip_id not in ('h100') and false", "no rows: the query finds none"),
])
def test_a_query_without_rows_says_why(first_refresh: Path, query: str, hint: str) -> None:
    result = chipledger(first_refresh, "sql", query)
    assert result.exit_code == 0 and hint in result.stderr


@pytest.mark.parametrize("query", [
    "select count(*) from prices where chip = 'NVIDIA H20' and usd < 5000 and kind = 'list'",
    "from stock where country = 'CHN' union all from stock where country = 'China' limit 1",
])
def test_a_query_is_told_nothing_where_rows_are_found_or_nothing_is_the_answer(
    first_refresh: Path, query: str
) -> None:
    assert chipledger(first_refresh, "sql", query).stderr == ""


@pytest.mark.parametrize(("query", "hint"), [
    ("select name from clusters", "\nclusters has cluster, kind, owners, "),
    ("select c.name from chips c", "\nchips has chip, maker, "),
    ("from largest_run('China')", "\nFor example: select "),
    ("from price", "\nNear it: prices, "),
])
def test_a_name_that_is_not_there_is_answered_with_those_that_are(
    first_refresh: Path, query: str, hint: str
) -> None:
    result = chipledger(first_refresh, "sql", query)
    assert result.exit_code == 1 and hint in result.stderr
