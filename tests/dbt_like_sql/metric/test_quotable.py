"""An interval too wide to be quoted alone is marked, with the cut whose interval can be."""

import re
from collections.abc import Iterator
from pathlib import Path

from schemas import base
from tests.support.classes import CLASSES
from tests.support.homes import opened
from warehouse.paths import Home

MARKED = [(table, mark, values) for table, declared in CLASSES.items()
          for mark, values in base.marks(declared).items()]
NARROW = {"level": 10.0, "ratio": 10 ** 1.41, "cost": 10.0,
          "share": 10 ** 0.5, "growth": 10 ** 0.5, "duration": 10 ** 0.5}
"""How many times its low end, of a share in odds, the high end of what is quoted alone may be."""
FEWEST, SHORTEST_DAYS = 10, 2 * 365.25
"""Points of a fit that may be quoted alone, and days from the first to the last."""
PARTS = {"ratio": "ratio", "share": "share", "years": "duration", "months": "duration", "days": "duration",
         "usd": "cost", "2023": "cost"}


def kind(value: str) -> str:
    """What kind of number a column holds, by the parts of its name."""
    return "growth" if value.endswith("per_year_ratio") else PARTS.get(
        value.rsplit("_", maxsplit=1)[-1], "level")


def may_be_quoted(value: str, of: str) -> str:
    """Whether the interval of a column of a kind is narrow enough."""
    low, high, widest = f"{value}_low", f"{value}_high", NARROW[of] * (1 + 1e-9)
    if of == "share":
        low, high = f"({low} / (1 - {low}))", f"({high} / (1 - {high}))"
    return (f"case when {low} = {high} then true when {low} is null or {high} is null then null "
            f"when {low} > 0 then {high} <= {widest} * {low} "
            f"when {high} < 0 then {low} >= {widest} * {high} else false end")


SIGNED = {"recon_log10_ratio", "headroom_ratio", "headroom_log2_ratio", "lag_days"}
"""Differences: where the interval holds zero, the answer is that the sign is not known."""


def asked(home: Path, query: str) -> list[tuple[object, ...]]:
    with opened(Home(home).published) as con:
        return con.execute(query).fetchall()


def test_what_spans_more_than_its_kind_allows_is_marked(first_refresh: Path) -> None:
    """Of several intervals all that a row has; none where a designer or owner is not counted."""
    wrong = []
    with opened(Home(first_refresh).published) as con:
        for table, mark, values in MARKED:
            if not base.mark_units(CLASSES[table]):
                narrow = ", ".join(may_be_quoted(value, kind(value)) for value in values)
                columns = {column.name for column in base.columns(CLASSES[table])}
                whole = "not is_incomplete" if "is_incomplete" in columns else "true"
                points = base.mark_points(CLASSES[table]).get(mark)
                whole += (f" and {points} >= {FEWEST} and last_date - first_date >= {SHORTEST_DAYS}"
                          if points else "")
                wrong += con.execute(f"select '{table}', * from {table} where {mark} is distinct from "
                                     f"(list_min([{narrow}]) and {whole}) limit 2").fetchall()
    assert wrong == []


def test_a_headline_is_marked_as_the_number_it_shows(first_refresh: Path) -> None:
    """The unit of a headline and the column that its query reads are of one kind."""
    shown = asked(first_refresh, "select unit, query from metric.headline where is_quotable is not null")
    named = [(unit, re.findall(r"(\w+)_low as value_low", query)) for unit, query in shown]
    wrong = [(unit, names) for unit, names in named for name in names
             if name not in ("value", "shortest_lag_months") and kind(name) != kind(unit)]
    assert wrong == [] and len(named) > 20


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
        told = {value for values in base.marks(CLASSES[table]).values() for value in values} | SIGNED
        yield from ((table, value) for value in sorted(columns - told)
                    if {f"{value}_low", f"{value}_high"} <= columns)


def test_no_interval_is_too_wide_without_a_mark(first_refresh: Path) -> None:
    with opened(Home(first_refresh).published) as con:
        found = [f"{table}.{value}" for table, value in unmarked() if con.execute(
            f"select 1 from {table} where not {may_be_quoted(value, kind(value))} limit 1").fetchall()]
    assert found == []


def test_no_growth_is_told_without_a_mark_that_counts_its_points() -> None:
    """Ten models of one country had grown 297 times a year, and nothing beside it said how sure that is."""
    growth = {"first_date", "last_date", "growth_per_year_ratio"}
    fitted = [(name, declared) for name, declared in CLASSES.items() if name.startswith("metric.")
              and growth <= {column.name for column in base.columns(declared)}]
    counted = [name for name, declared in fitted if any(
        "growth_per_year_ratio" in base.marks(declared)[mark] for mark in base.mark_points(declared))]
    assert counted == [name for name, _ in fitted] and len(counted) > 4


def test_a_fit_of_few_points_is_marked_however_narrow(first_refresh: Path) -> None:
    found = asked(first_refresh, "select count(*) filter (growth_per_year_ratio_high < 3 * "
                  "growth_per_year_ratio_low), count(*) filter (is_growth_quotable) from metric.trend "
                  f"where point_count < {FEWEST} or last_date - first_date < {SHORTEST_DAYS}")
    assert found[0][0] > 0 and found[0][1] == 0
