"""What the published tables say of one item, destination, end user and day, gathered for a reader.

Nothing is decided here: every answer is a row of a table. How it is written down stands in
text.py, which names mean what in names.py, and the belief of an earlier day in
belief.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from pipelines.explain.answer import Explanation, Place, Question, Row
from pipelines.explain.names import find_country, find_item
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.reading import open_published

FIRST_DAY = date(2022, 1, 1)
TABLES = (
    "core.ambiguity", "core.cell_confirmation", "core.chip_fact", "core.country",
    "core.country_alias", "core.country_group", "core.destination_group_member",
    "core.destination_scope_member", "core.hardware_listing", "core.item", "core.legal_provision",
    "core.rule_event", "core.rule_paragraph", "core.rule_threshold", "core.rule_version",
    "metric.control_parameter_by_item_rule_version",
    "metric.control_status_by_item_destination_group",
    "step.item_paragraph_result_by_rule_version", "step.threshold_result_by_item",
)
"""All that is read here."""
MEASURED = ("logic_die_area_mm2", "io_bandwidth_gb_per_s", "memory_bandwidth_gb_per_s",
            "is_datacenter", "is_subject_to_ear")
VALID = "valid_from_date <= $day and (valid_to_date is null or $day < valid_to_date)"


def published(home: Home, question: Question) -> Explanation:
    """The answer of the published file; raises ChipledgerError where it cannot be asked."""
    with open_published(home) as con:
        found = explain(con, question)
        (known_to,) = con.execute("select max(as_of_date) from meta.release").fetchall()[0]
    return replace(found, known_to=known_to)


def rows(con: duckdb.DuckDBPyConnection, query: str, **parameters: Any) -> list[Row]:
    """The rows of a query as mappings."""
    found = con.execute(query, parameters)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def explain(con: duckdb.DuckDBPyConnection, question: Question) -> Explanation:
    """All that bears on a question; raises ChipledgerError where it cannot be asked."""
    _demand_tables(con)
    if question.day < FIRST_DAY:
        raise ChipledgerError(f"status is known from {FIRST_DAY} on, not for {question.day}")
    item_id = find_item(con, question.item)
    destination = _place(con, question.to, question.day)
    asked = question.headquarters or question.to
    headquarters = destination if asked == question.to else _place(con, asked, question.day)
    statuses = _statuses(con, question, item_id, destination, headquarters)
    status = next(row for row in statuses if _holds(row, question.day))
    item = rows(con, "from core.item where item_id = $item_id", item_id=item_id)[0]
    version_id, day = status["rule_version_id"], question.day
    found: dict[str, Any] = {
        "same_days": _same_days(statuses, status),
        "version": _one(rows(con, "from core.rule_version where rule_version_id = $id",
                             id=version_id)),
        "amendments": rows(con, "from core.rule_version where amends_id = $id and effective_date "
                                "<= $day order by effective_date", id=version_id, day=day),
        "parameters": _parameters(con, item_id, version_id),
        "paragraphs": _of_item(
            con, "step.item_paragraph_result_by_rule_version", item_id, version_id),
    }
    found["facts"] = _facts(con, item, found["parameters"])
    found["tests"] = _tests(con, item_id, version_id, status["overlay_event_ids"])
    found["texts"] = _texts(con, found["paragraphs"], day)
    found["provisions"] = _provisions(con, status, destination, headquarters, day)
    for name, ids in (("events", "overlay_event_ids"), ("foreign", "foreign_measure_ids")):
        found[name] = _by_ids(con, "core.rule_event", "rule_event_id", status[ids])
    found["ambiguities"] = _by_ids(con, "core.ambiguity", "ambiguity_id", status["ambiguity_ids"])
    return Explanation(question, item, destination, headquarters, status, **found)


def _demand_tables(con: duckdb.DuckDBPyConnection) -> None:
    query = ("select table_schema || '.' || table_name from information_schema.tables")
    missing = sorted(set(TABLES) - {name for (name,) in con.execute(query).fetchall()})
    if missing:
        raise ChipledgerError(
            f"the warehouse has no {', '.join(missing)}; run `chipledger refresh`")


def _one(found: Sequence[Row]) -> Row | None:
    return found[0] if found else None


def _place(con: duckdb.DuckDBPyConnection, asked: str, day: date) -> Place:
    code = find_country(con, asked)
    found = rows(
        con, "select country.country_code, country.country_name, member.destination_group_id, "
        "member.codes, member.end_user_hq_group, member.membership_basis, "
        "country.rule_treatment_country_code from core.country as country "
        "join core.destination_group_member as member on country.country_code = "
        f"member.country_code where country.country_code = $code and {VALID}", code=code, day=day)
    name, group, codes, hq, basis, treated = [*found[0].values()][1:]
    return Place(code, name.removesuffix(" (the)"), group, tuple(codes), hq, basis, treated)


def _statuses(
    con: duckdb.DuckDBPyConnection, question: Question, item_id: str, destination: Place,
    headquarters: Place,
) -> list[Row]:
    """All intervals of the answer's kind of destination and end user, in order."""
    found = rows(
        con, "from metric.control_status_by_item_destination_group where item_id = $item_id "
        "and destination_group_id = $group_id and end_user_hq_group = $hq_group "
        "and transaction = $transaction order by valid_from_date", item_id=item_id,
        group_id=destination.group_id, hq_group=headquarters.hq_group,
        transaction=question.transaction)
    if not any(_holds(row, question.day) for row in found):
        raise ChipledgerError(
            f"no status is known for {item_id} to {destination.country_code} with an end user "
            f"headquartered in {headquarters.country_code} ({headquarters.hq_group}) by "
            f"{question.transaction} on {question.day}")
    return found


def _holds(row: Row, day: date) -> bool:
    return bool(row["valid_from_date"] <= day and (row["valid_to_date"] or date.max) > day)


def _same_days(statuses: Sequence[Row], status: Row) -> tuple[date, date | None]:
    """Days around it on which both statuses are the same, whatever else about them changes."""
    pair = (status["status_text"], status["status_enforced"])
    place = statuses.index(status)
    first = last = place
    while first > 0 and _pair(statuses[first - 1]) == pair:
        first -= 1
    while last + 1 < len(statuses) and _pair(statuses[last + 1]) == pair:
        last += 1
    return statuses[first]["valid_from_date"], statuses[last]["valid_to_date"]


def _pair(row: Row) -> tuple[str, str]:
    return row["status_text"], row["status_enforced"]


def _parameters(
    con: duckdb.DuckDBPyConnection, item_id: str, version_id: str | None
) -> Row | None:
    """Legal numbers as counted under the version in force, before the first under the first."""
    return _one(rows(
        con, "select parameter.* from metric.control_parameter_by_item_rule_version as parameter "
        "join core.rule_version as version using (rule_version_id) where item_id = $item_id and "
        "($version_id is null or rule_version_id = $version_id) order by effective_date limit 1",
        item_id=item_id, version_id=version_id))


def _of_item(
    con: duckdb.DuckDBPyConnection, table: str, item_id: str, version_id: str | None
) -> list[Row]:
    return rows(con, f"from {table} where item_id = $item_id and rule_version_id = $version_id",
                item_id=item_id, version_id=version_id)


def _facts(con: duckdb.DuckDBPyConnection, item: Row, parameters: Row | None) -> list[Row]:
    """Where the values that are tested come from, cell by cell; memory cites its document."""
    if item["chip_id"] is None:
        return []
    peak = f"peak_dense_{(parameters or {}).get('tpp_number_format')}%"
    return rows(
        con, "select fact.*, cell.confirmation_status from core.chip_fact as fact "
        "left join core.cell_confirmation as cell on cell.table_name = 'core.chip' "
        "and cell.row_key = fact.chip_id and cell.column_name = fact.attribute "
        "where fact.is_chosen and fact.chip_id = $chip_id and (fact.attribute in "
        "(select unnest($measured)) or fact.attribute like $peak) order by fact.attribute",
        chip_id=item["chip_id"], measured=list(MEASURED), peak=peak)


def _tests(
    con: duckdb.DuckDBPyConnection, item_id: str, version_id: str | None,
    event_ids: Sequence[str],
) -> list[Row]:
    """Every number of the version, and of the letters that bear on it, against the item."""
    return rows(
        con, "select result.*, number.* exclude (threshold_id, rule_version_id, metric, value) "
        "from step.threshold_result_by_item as result join core.rule_threshold as number "
        "using (threshold_id) where result.item_id = $item_id and number.value is not null "
        "and (number.rule_version_id = $version_id or number.rule_version_id in (select "
        "threshold_rule_version_id from core.rule_event where rule_event_id in "
        "(select unnest($event_ids)))) order by number.rule_version_id, "
        "number.paragraph_locator, number.clause, number.threshold_id",
        item_id=item_id, version_id=version_id, event_ids=list(event_ids))


def _texts(con: duckdb.DuckDBPyConnection, paragraphs: Iterable[Row], day: date) -> list[Row]:
    """Words of the deciding paragraphs as in force on the day, where they are held."""
    locators = [row["deciding_locator"] for row in paragraphs if row["deciding_locator"]]
    return rows(
        con, "select locator, text, valid_from_date, source_id, source_locator from "
        "core.rule_paragraph where text is not null and locator in (select unnest($locators)) "
        f"and {VALID} order by locator", locators=locators, day=day)


def _provisions(
    con: duckdb.DuckDBPyConnection, status: Row, destination: Place, headquarters: Place, day: date
) -> list[Row]:
    """Requirements and review policies the status names, and what its exceptions rest on."""
    named = [*status["requirement_ids"], *status["review_policy_ids"],
             *status["review_policy_enforced_ids"]]
    codes = [*status["exception_ids"], *status["exception_enforced_ids"]]
    return rows(
        con, "select distinct provision.* from core.legal_provision as provision left join "
        "core.destination_scope_member as member on provision.scope_id = member.scope_id and "
        "member.destination_group_id = $group_id and member.end_user_hq_group = $hq_group "
        "where provision_id in (select unnest($named)) or (provision_kind = 'exception' and "
        "exception_code in (select unnest($codes)) and member.scope_id is not null and "
        "text_from_date <= $day and (text_to_date is null or $day < text_to_date)) "
        "order by provision_kind, provision_id", named=named, codes=codes,
        group_id=destination.group_id, hq_group=headquarters.hq_group, day=day)


def _by_ids(
    con: duckdb.DuckDBPyConnection, table: str, key: str, ids: Sequence[str] | None
) -> list[Row]:
    return rows(con, f"from {table} where {key} in (select unnest($ids)) order by {key}",
                ids=list(ids or ()))
