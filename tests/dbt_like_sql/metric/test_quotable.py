"""An interval too wide to be quoted alone is marked, with the cut whose interval can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas import base
from tests.support.classes import CLASSES
from tests.support.homes import opened
from warehouse.paths import Home

WIDEST = "(select value from core.model_constant where constant_id = 'quotable_interval_log10_ratio')"
GROWTH = "(select value from core.model_constant where constant_id = 'quotable_growth_log10_ratio')"
MARKED = [(table, mark, values) for table, declared in CLASSES.items()
          for mark, values in base.marks(declared).items()]


def widest(value: str) -> str:
    """What an interval is held to: growth by the year to less than a level."""
    return GROWTH if value.endswith("_per_year_ratio") else WIDEST


def asked(home: Path, query: str) -> list[tuple[object, ...]]:
    with opened(Home(home).published) as con:
        return con.execute(query).fetchall()


@pytest.mark.parametrize(("table", "mark", "values"), MARKED)
def test_what_spans_more_than_the_declared_width_is_marked(
    table: str, mark: str, values: tuple[str, ...], first_refresh: Path
) -> None:
    """Of several intervals all that a row has; none that begins at zero or below has a width."""
    narrow = ", ".join(
        f"case when {value}_low > 0 then log10({value}_high / {value}_low) <= {widest(value)} end"
        for value in values)
    wrong = asked(first_refresh, f"select * from {table} "
                  f"where {mark} is distinct from list_min([{narrow}]) limit 5")
    assert wrong == []


@pytest.mark.parametrize(("table", "mark", "values"), MARKED)
def test_no_growth_is_quoted_whose_ends_are_more_than_ten_times_apart(
    table: str, mark: str, values: tuple[str, ...], first_refresh: Path
) -> None:
    """Cambricon's stock grew 5 to 141 times a year: one end is a hundred times the other in 17 months."""
    wide = [f"{value}_high > 10 * {value}_low" for value in values if "_per_year_" in value]
    wrong = asked(first_refresh, f"select * from {table} where {mark} and ({' or '.join(wide)}) limit 5"
                  ) if wide else []
    assert wrong == []


def test_both_answers_are_given(first_refresh: Path) -> None:
    given = asked(first_refresh, "select count(distinct is_quotable) from metric.largest_run_gap_by_month")
    assert given == [(2,)]


def test_the_cut_that_can_be_quoted_is_the_widest_that_is_quotable(first_refresh: Path) -> None:
    same = ("country_a_code", "country_b_code", "valid_date", "country_basis", "country_rule")
    wrong = asked(first_refresh, "select gap.* from metric.largest_run_gap_by_month as gap "
                  f"left join metric.largest_run_gap_by_month as cut using ({', '.join(same)}) "
                  "where cut.confidence_tier = gap.quotable_tier and not cut.is_quotable")
    assert wrong == []
    unnamed = asked(first_refresh, "select * from metric.largest_run_gap_by_month "
                    "where is_quotable and quotable_tier is null")
    assert unnamed == []
    helped = asked(first_refresh, "select count(*) > 0 from metric.largest_run_gap_by_month "
                   "where not is_quotable and quotable_tier is not null")
    assert helped == [(True,)]


def test_the_macro_shows_what_can_be_quoted(first_refresh: Path) -> None:
    shown = asked(first_refresh, "select distinct is_quotable, quotable_tier from "
                  "largest_run_gap('USA', 'CHN', 'org_hq') where confidence_tier = 'tier_all'")
    assert any(not quotable for quotable, _ in shown)


def unmarked() -> Iterator[tuple[str, str]]:
    """Intervals of answers that no mark is about."""
    for table in (name for name in CLASSES if name.startswith("metric.")):
        columns = {column.name for column in base.columns(CLASSES[table])}
        told = {value for values in base.marks(CLASSES[table]).values() for value in values}
        yield from ((table, value) for value in sorted(columns - told)
                    if {f"{value}_low", f"{value}_high"} <= columns)


def test_no_interval_is_too_wide_without_a_mark(first_refresh: Path) -> None:
    with opened(Home(first_refresh).published) as con:
        found = [f"{table}.{value}" for table, value in unmarked() if con.execute(
            f"select 1 from {table} where {value}_low > 0 and log10({value}_high / {value}_low) > "
            f"{widest(value)} limit 1").fetchall()]
    assert found == []
