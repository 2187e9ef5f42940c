"""What a newcomer finds first: views in plain words, and macros that pin the keys of the tables."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from warehouse.paths import Home
from warehouse.releasing.reading import open_published

VIEWS = {"best_legal_chip", "changes", "chips", "claim_ledger", "claims", "clusters", "costs", "gap",
         "headlines", "models", "prices", "rent", "revisions", "sources", "status", "stock"}


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(Home(first_refresh)) as opened:
        yield opened


def test_show_tables_shows_the_views(con: duckdb.DuckDBPyConnection) -> None:
    assert {name for (name,) in con.execute("show tables").fetchall()} >= VIEWS


def test_help_begins_with_the_views_and_every_line_runs(con: duckdb.DuckDBPyConnection) -> None:
    told = con.execute("from help()").fetchall()
    assert {name for name, *_ in told[:len(VIEWS) + 1]} >= VIEWS
    for name, _, query in told:
        if not name.startswith("rule_text"):  # no text of the law is bundled
            assert con.execute(query).fetchall(), name


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_a_view_has_a_comment_and_rows(con: duckdb.DuckDBPyConnection, view: str) -> None:
    comment, = con.execute("select comment from duckdb_views() where view_name = ?", [view]).fetchone()
    assert comment and con.execute(f"select count(*) from {view}").fetchone()[0] > 0


@pytest.mark.parametrize("view", ["chips", "clusters", "costs", "gap", "models", "prices", "rent", "stock"])
def test_rounding_makes_nothing_of_no_number(con: duckdb.DuckDBPyConnection, view: str) -> None:
    """A third of the costs of training had read 0 million dollars; unknown is NULL, and nothing is free."""
    rounded = [name for (name,) in con.execute(
        "select column_name from duckdb_columns() where table_name = ? and data_type = 'DOUBLE'", [view],
    ).fetchall()]
    zeros = {name: con.execute(f"select count(*) from {view} where {name} = 0").fetchone()[0]
             for name in rounded}
    assert zeros == dict.fromkeys(rounded, 0)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_a_view_shows_no_more_digits_than_a_number_means(con: duckdb.DuckDBPyConnection, view: str) -> None:
    """100000.00000000001 chips, 5.0000000000001e+26 FLOP: noise of sums that nobody measured."""
    numbers = [name for (name,) in con.execute(
        "select column_name from duckdb_columns() where table_name = ? and data_type = 'DOUBLE'", [view],
    ).fetchall()]
    noisy = {name: [value for (value,) in con.execute(f"select distinct {name} from {view}").fetchall()
                    if value is not None and len(Decimal(repr(value)).normalize().as_tuple().digits) > 8]
             for name in numbers}
    assert noisy == {name: [] for name in numbers}


def test_no_rent_is_a_level_of_few_providers(con: duckdb.DuckDBPyConnection) -> None:
    """One provider's list of March 2025 was the rent of an H100 for a year, above that on demand."""
    fewest = "(select value from core.model_constant where constant_id = 'rental_min_provider_count')"
    levels, of_few = con.execute(
        f"select count(*), count(*) filter (where providers < {fewest}) from rent "
        "where usd_per_hour is not null").fetchone()
    assert levels > 10 and of_few == 0
    unknown = con.execute("select usd_per_hour, interval_kind, asked_usd_per_hour > 0 "
                          "from rent where chip = 'NVIDIA H100 SXM' and term = '1_year'").fetchall()
    assert unknown == [(None, None, True)]


def test_a_claim_reads_in_the_order_of_its_parts(con: duckdb.DuckDBPyConnection) -> None:
    claim, = con.execute("select claim from claims where claim_id = 'C02'").fetchone()
    parts = [text for (text,) in con.execute(
        "select claim_text from core.claim where claim_id = 'C02' order by conjunct").fetchall()]
    assert claim == " ".join(parts) and len(parts) == 3


@pytest.mark.parametrize(("call", "key"), [
    ("installed_base('China')", "quarter_end"), ("largest_cluster('China')", "month_end"),
    ("rental_price('H100 SXM')", "term"), ("token_price('GPT-4 of March 2023')", "month"),
    ("status_history('H100 SXM', 'Saudi Arabia')", "since"),
    ("gap", "(leader, follower, quarter_end)"), ("stock", "(country, quarter_end)"),
])
def test_one_row_answers_one_question(con: duckdb.DuckDBPyConnection, call: str, key: str) -> None:
    count, different = con.execute(f"select count(*), count(distinct {key}) from {call}").fetchone()
    assert count == different > 0


@pytest.mark.parametrize(("view", "column"), [
    ("best_legal_chip", "destination"), ("changes", "country"), ("chips", "country"),
    ("clusters", "country"), ("gap", "follower"), ("models", "countries"), ("status", "country"),
    ("stock", "country"),
])
def test_a_country_is_found_by_its_name_and_by_its_code(
    con: duckdb.DuckDBPyConnection, view: str, column: str
) -> None:
    """Views held codes alone, so that whoever asked for China was answered with no rows."""
    code = {"destination": "destination_country_code", "countries": "country_codes"}.get(
        column, f"{column}_code")
    named, coded = con.execute(f"select count(*) filter (where {column} = 'China'), "
                               f"count(*) filter (where {code} = 'CHN') from {view}").fetchone()
    unnamed, = con.execute(f"select count(*) from {view} where ({column} is null) <> "
                           f"(coalesce({code}, '') = '')").fetchone()
    assert named == coded > 0 and unnamed == 0


def test_a_headline_in_plain_words_is_the_headline(con: duckdb.DuckDBPyConnection) -> None:
    """Three digits or more of it, and unknown where it is unknown."""
    apart, count = con.execute(
        "select count_if((shown.value is null) <> (found.value is null) or abs(shown.value - found.value) > "
        "0.005 * abs(found.value)), count(*) from headlines as shown join metric.headline as found "
        "using (headline_id)").fetchone()
    assert (apart, count) == (0, con.execute("select count(*) from metric.headline").fetchone()[0])


def test_the_first_rows_are_those_that_most_people_want(con: duckdb.DuckDBPyConnection) -> None:
    """Of the gap they had been China and France of 2023; of the clusters, one by its letter."""
    gap = con.execute("select leader, follower, quarter_end from gap limit 1").fetchone()
    assert gap[:2] == ("United States", "China")
    assert gap[2:] == con.execute("select max(quarter_end) from gap where leader_code = 'USA' and "
                                  "follower_code = 'CHN'").fetchone()
    cluster = con.execute("select status, is_duplicate, h100_equivalents from clusters limit 1").fetchone()
    assert cluster == ("existing", False, con.execute(
        "select max(h100_equivalents) from clusters where status = 'existing' and not is_duplicate"
    ).fetchone()[0])


def test_two_changes_of_the_h20_are_two_intervals(con: duckdb.DuckDBPyConnection) -> None:
    """Free by the text on every day held; by a letter of April 2025 not in fact."""
    found = con.execute("select in_fact, until is null from status_history('H20', 'China')").fetchall()
    assert found == [("not_controlled", False), ("licence_policy_unknown", True)]


@pytest.mark.parametrize(("chip", "country"), [
    ("nvidia-h20", "CHN"), ("nvidia-b300", "ARE"), ("nvidia-a100-sxm-80gb", "IND"),
])
def test_the_history_is_that_of_the_view_without_gaps(
    con: duckdb.DuckDBPyConnection, chip: str, country: str
) -> None:
    history = con.execute(f"from status_history('{chip}', '{country}')").fetchall()
    assert history == con.execute(
        "select since, until, by_text, in_fact, paragraph, reason, freed_by from status where chip_id = ? "
        "and country_code = ? order by since", [chip, country]).fetchall()
    assert [row[1] for row in history[:-1]] == [row[0] for row in history[1:]]


def test_a_day_of_the_history_is_the_answer_of_that_day(con: duckdb.DuckDBPyConnection) -> None:
    for day in ("2023-06-30", "2024-06-30", "2026-07-10"):
        assert con.execute(
            "select status_text, status_enforced from control_status('ARE', ?) where chip_id = "
            "'nvidia-h100-sxm'", [day]).fetchall() == con.execute(
            "select by_text, in_fact from status_history('nvidia-h100-sxm', 'ARE') where since <= "
            "cast(? as date) and (until is null or cast(? as date) < until)", [day, day]).fetchall()


def test_values_are_told_in_the_file(con: duckdb.DuckDBPyConnection) -> None:
    [(count, unsaid)] = con.execute("select count(*), count(*) filter (where meaning = '') "
                                    "from meta.allowed_value").fetchall()
    assert count > 1000 and unsaid == 0
    strange = con.execute(
        "select distinct status_enforced from metric.control_status_by_chip_destination_group where "
        "status_enforced not in (select value from meta.allowed_value where column_name = "
        "'status_enforced')").fetchall()
    assert strange == []


def test_a_column_says_what_it_is_made_from_and_whose_data(con: duckdb.DuckDBPyConnection) -> None:
    [(inputs, sources)] = con.execute(
        "select inputs, source_ids from meta.column where table_name = "
        "'metric.price_performance_by_chip_date' and column_name = 'price_usd_2023'").fetchall()
    assert "core.chip_price.price_usd" in inputs
    assert {"bls_cpi", "seed"} <= set(sources)


def test_every_column_of_a_view_is_in_the_dictionary(con: duckdb.DuckDBPyConnection) -> None:
    """With the type that it has in the file, and the columns of tables that it comes from."""
    shown = con.execute("select 'main.' || table_name, column_name, data_type from duckdb_columns() "
                        "where schema_name = 'main' and not internal order by all").fetchall()
    said = con.execute("select table_name, column_name, duckdb_type from meta.column where table_name "
                       "like 'main.%' order by all").fetchall()
    assert len(shown) > 100 and said == shown
    assert con.execute("select distinct table_name, inputs = [] from meta.column where table_name like "
                       "'main.%' and (source_ids = [] or inputs = []) order by all").fetchall() == [
        ("main.revisions", False), ("main.sources", False)]


@pytest.mark.parametrize(("column", "unit"), [
    ("fp16_tflop_per_s", "TFLOP/s"), ("million_usd_2023", "million US dollars of 2023"),
    ("usd_per_hour_low", "US dollars an hour, nominal"), ("power_mw", "MW"), ("maker", None),
])
def test_the_unit_of_a_view_is_that_of_its_name(
    con: duckdb.DuckDBPyConnection, column: str, unit: str | None
) -> None:
    assert con.execute("select distinct unit from meta.column where table_name like 'main.%' and "
                       "column_name = ?", [column]).fetchall() == [(unit,)]


def test_a_flag_is_unknown_only_where_its_words_say_so(con: duckdb.DuckDBPyConnection) -> None:
    """Most clusters were no duplicates of nothing: who left the duplicates out found one in China."""
    flags = con.execute("select table_name, column_name from duckdb_columns() where schema_name = 'main' and "
                        "data_type = 'BOOLEAN' and not contains(coalesce(comment, ''), 'NULL')").fetchall()
    unsaid = [(view, flag) for view, flag in flags
              if con.execute(f"select count(*) from {view} where {flag} is null").fetchone() != (0,)]
    assert ("clusters", "is_duplicate") in flags
    assert unsaid == []


def test_clusters_without_duplicates_are_all_that_run(con: duckdb.DuckDBPyConnection) -> None:
    """Every system of the list that runs, but for the one cluster that a data center holds."""
    (running, marked), = con.execute(
        "select count(*), count(*) filter (where is_duplicate) from clusters where status = 'existing'"
    ).fetchall()
    assert con.execute("select count(*) from clusters where status = 'existing' and not is_duplicate"
                       ).fetchone() == (running - marked,)
    assert 0 < marked < running / 10


def test_a_day_of_a_view_says_how_exactly_it_is_known(con: duckdb.DuckDBPyConnection) -> None:
    """The TPU v4 shipped from 1 January 2020, by a source that names the year."""
    read = con.execute(
        "select table_name, column_name, duckdb_type, unnest(inputs) from meta.column "
        "where table_name like 'main.%'").fetchall()
    known = {name for (name,) in con.execute(
        "select table_name || '.' || column_name from meta.column").fetchall()}
    told = {(view, source) for view, _, _, source in read}
    dated = [(view, column, source) for view, column, kind, source in read
             if kind == "DATE" and f"{source}_precision" in known]
    assert {(view, column) for view, column, _ in dated} >= {
        ("main.chips", "shipping"), ("main.prices", "day"), ("main.changes", "day")}
    assert [found for found in dated if (found[0], f"{found[2]}_precision") not in told] == []
