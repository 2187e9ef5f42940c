"""No answer is freer than the one in which every unknown is read against the exporter."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.support.adverse import NOT_CALCULATED, READINGS, against_the_exporter
from tests.support.homes import opened
from tests.support.statuses import STATUS, bundled
from warehouse.paths import Home

SAMPLE = 12
A800 = "nvidia-a800-sxm-80gb"
"""Below the transfer rate of 2022 as sold, and above the numbers of 2023."""
OPEN_ITEMS = """
select item_id, count(*) filter (where result = 'undetermined') as open_count
from step.threshold_result_by_item group by item_id order by open_count desc, item_id
"""
END = "(select max({end}_strictness) from core.status_word where list_contains({words}, status))"
PAIRS = f"""
with day as (
    select valid_from_date as on_date from core.legal_period
    union select valid_to_date - 1 from core.legal_period where valid_to_date is not null
    union select valid_from_date from core.destination_group_member
    union select valid_to_date - 1 from core.destination_group_member where valid_to_date is not null
),
worst as (
    select answer.*, situation.item_id, situation.valid_from_date, situation.valid_to_date,
        {END.format(end='mildest', words='answer.status_set')} as text_demand,
        {END.format(end='mildest', words='answer.status_enforced_set')} as enforced_demand
    from step.item_situation_by_period as situation
    join step.situation_status_by_destination_group as answer using (situation_id)
),
said as (
    select *,
        {END.format(end='strictest', words='status_set')} as text_may_be,
        {END.format(end='strictest', words='status_enforced_set')} as enforced_may_be
    from release.metric.control_status_by_item_destination_group
    where item_id in (from wanted)
),
place as (
    select distinct destination_group_id, end_user_hq_group, valid_from_date, valid_to_date
    from core.destination_group_member
)
select said.item_id, said.destination_group_id, said.end_user_hq_group, said.transaction,
    day.on_date, said.status_text, said.text_may_be, worst.text_demand, said.status_enforced,
    said.enforced_may_be, worst.enforced_demand, said.ambiguity_ids
from day
join place on place.valid_from_date <= day.on_date
    and (place.valid_to_date is null or day.on_date < place.valid_to_date)
join worst on worst.valid_from_date <= day.on_date
    and (worst.valid_to_date is null or day.on_date < worst.valid_to_date)
    and worst.destination_group_id = place.destination_group_id
    and worst.end_user_hq_group = place.end_user_hq_group
join said on said.item_id = worst.item_id and said.transaction = worst.transaction
    and said.destination_group_id = worst.destination_group_id
    and said.end_user_hq_group = worst.end_user_hq_group
    and said.valid_from_date <= day.on_date
    and (said.valid_to_date is null or day.on_date < said.valid_to_date)
"""
FREER = f"from ({PAIRS}) where (text_may_be < text_demand or enforced_may_be < enforced_demand)"
UNNAMED = f"{FREER} and not list_has_any(ambiguity_ids, {{readings}})"
BINDING = f"from ({PAIRS}) where text_demand > 0"


def open_items(home: Path) -> list[str]:
    """Every item, those first of which most is unknown."""
    with opened(Home(home).published) as con:
        return [item_id for item_id, _ in con.execute(OPEN_ITEMS).fetchall()]


def swept(
    home: Path, item_ids: list[str], query: str, readings: tuple[str, ...] = ()
) -> list[tuple[object, ...]]:
    """Answers on the first and last day of every period, beside the worst reading of that day."""
    with against_the_exporter(Home(home).published, item_ids, readings) as con:
        return con.execute(query).fetchall()


def test_unknowns_free_nothing(first_refresh: Path) -> None:
    """On a sample: the items of which most is unknown, for all countries and kinds of movement."""
    assert swept(first_refresh, open_items(first_refresh)[:SAMPLE], FREER) == []


def test_what_the_worst_reading_binds_is_never_called_free(first_refresh: Path) -> None:
    """The sweep compares something: the worst reading binds these items, and none is said free."""
    found = swept(first_refresh, open_items(first_refresh)[:2], BINDING)
    assert found
    assert "not_controlled" not in {row[5] for row in found}


@pytest.mark.soak
def test_unknowns_free_nothing_for_any_item(first_refresh: Path) -> None:
    assert swept(first_refresh, open_items(first_refresh), FREER) == []


def test_what_another_reading_would_bind_names_the_reading(first_refresh: Path) -> None:
    """A800 with all choices read against the exporter: some answers are freer, each names one."""
    readings = list(READINGS)
    with against_the_exporter(Home(first_refresh).published, [A800], readings) as con:
        freer = con.execute(FREER).fetchall()
    assert freer
    assert [row for row in freer if not set(row[-1]) & set(readings)] == []


def test_every_choice_behind_a_status_is_swept_or_says_why_not() -> None:
    choices = bundled("seed.ambiguity").filter(pl.col("subjects").list.contains(STATUS))
    assert set(choices["ambiguity_id"]) == {*READINGS, *NOT_CALCULATED}


@pytest.mark.soak
@pytest.mark.parametrize("reading", READINGS)
def test_each_reading_that_would_bind_is_named(first_refresh: Path, reading: str) -> None:
    """Every item, country, first and last day of every period, under each other reading alone."""
    items, query = open_items(first_refresh), UNNAMED.format(readings=[reading])
    assert swept(first_refresh, items, query, (reading,)) == []


FREED = """
with answer as (
    select *, lag(by_text) over country_chip as text_before, lag(in_fact) over country_chip as fact_before
    from status window country_chip as (partition by country, chip_id order by since)
)
select answer.*, coalesce(text_turn.added_is_freer, false) or coalesce(fact_turn.added_is_freer, false)
    as is_freer
from answer
left join core.prevailing_status as text_turn
    on answer.text_before = text_turn.status and answer.by_text = text_turn.added_status
left join core.prevailing_status as fact_turn
    on answer.fact_before = fact_turn.status and answer.in_fact = fact_turn.added_status
"""
FREES_BY = {"requirement": ("ends", "is no longer enforced", "no longer reaches it"),
            "exception": ("begins", "is enforced", "reaches it")}
"""How a row of the law can free: what asks by ending, what excepts by beginning; a policy by either."""
FREEING = """
select provision_kind, regexp_extract(freed_by, '[)] ([^)]+)$', 1) as change, count(*)
from (select unnest(freed_by) as freed_by from step.freed_status_by_item_destination_group)
join core.legal_provision on provision_id = regexp_extract(freed_by, '[(]([^() ]+)[)] [^)]+$', 1)
where provision_kind <> 'review_policy' group by all
"""


def test_every_country_is_told_which_paragraph_freed_it(first_refresh: Path) -> None:
    """The view names it where an answer of any chip became freer, through changes of group too."""
    with opened(Home(first_refresh).published) as con:
        freer, unnamed, named_alone = con.execute(
            f"select count(*) filter (where is_freer), count(*) filter (where is_freer and "
            f"coalesce(freed_by, '') = ''), count(*) filter (where not is_freer and freed_by <> '') "
            f"from ({FREED})").fetchall()[0]
    assert (unnamed, named_alone) == (0, 0) and freer > 1000


def test_no_answer_is_freed_by_what_asks_for_more(first_refresh: Path) -> None:
    """A requirement that begins, an exception that ends and a letter that comes free nothing."""
    with opened(Home(first_refresh).published) as con:
        found = con.execute(FREEING).fetchall()
        letters = con.execute(
            "select count(*) from core.rule_event as letter, step.freed_status_by_item_destination_group "
            "where is_laid_over and list_bool_or(list_transform(freed_by, lambda act: "
            "starts_with(act, rule_event_id) and ends_with(act, ' begins')))").fetchall()
    assert {kind for kind, _, _ in found} == set(FREES_BY)
    assert [row for row in found if row[1] not in FREES_BY[row[0]]] == []
    assert letters == [(0,)]


def test_a_licence_of_unknown_policy_is_freer_than_one_presumed_denied_alone(first_refresh: Path) -> None:
    with opened(Home(first_refresh).published) as con:
        found = dict(con.execute(
            "select status, added_is_freer from core.prevailing_status "
            "where added_status = 'licence_policy_unknown'").fetchall())
    assert {status for status, is_freer in found.items() if is_freer} == {
        "licence_presumption_denial", "prohibited"}


def test_the_history_of_a_chip_names_the_rule_that_freed_it(first_refresh: Path) -> None:
    """91 FR 1684 moves the H200 for China from a presumption of denial to case by case."""
    with opened(Home(first_refresh).published) as con:
        found = con.execute("select freed_by from status_history('nvidia-h200-sxm', 'China') "
                            "where since = date '2026-01-15'").fetchall()
    assert found == [("742.6(b)(10)(iii)(A)(1) (a-b-china-macau-2026) begins",)]
