"""What the published tables say of one item, destination, end user and day, gathered for a reader.

Nothing is decided here: every answer is a row of a table. How it is written down stands in
text.py, which names mean what in names.py, and the belief of an earlier day in
belief.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

import duckdb

from pipelines.explain import abroad, case, foundry, history, known_days, overlay, weights
from pipelines.explain.answer import FIRST_DAY, READ_IN, Explanation, Place, Question, Row, rows
from pipelines.explain.beside import beside, by_ids, one, place, seat, texts, unheld
from pipelines.explain.names import find_items, known_party
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

TABLES = (
    "core.ambiguity", "core.cell_confirmation", "core.chip", "core.chip_fact", "core.conduct_control",
    "core.country", "core.country_group", "core.country_name", "core.destination_group_member",
    "core.destination_scope_member", "core.due_diligence_firm", "core.expiry_clock",
    "core.foreign_product_rule", "core.item", "core.item_jurisdiction", "core.item_name",
    "core.law_coverage", "core.law_gap", "core.legal_provision", "core.model_release",
    "core.organization", "core.party_name",
    "core.party_standing", "core.prevailing_status", "core.provision_evidence", "core.rule_event",
    "core.rule_paragraph", "core.rule_threshold", "core.rule_version", "core.status_word",
    "metric.control_parameter_by_item_rule_version", "metric.control_status_by_item_destination_group",
    "metric.weights_status_by_destination_group", "step.foundry_presumption_by_item",
    "step.freed_status_by_item_destination_group",
    "step.item_paragraph_result_by_rule_version", "step.presumed_status_by_destination_group",
    "step.threshold_result_by_item", "step.naming_by_weights",
)
"""All that is read here."""
ITEM = """select item.*, jurisdiction.is_subject_to_ear, jurisdiction.ear_basis,
    jurisdiction.designer_country_code from core.item as item
    join core.item_jurisdiction as jurisdiction using (item_id) where item_id = $item_id"""
MEASURED = ("logic_die_area_mm2", "io_bandwidth_gb_per_s", "memory_bandwidth_gb_per_s",
            "is_datacenter", "is_subject_to_ear")


def published(home: Home, question: Question) -> Explanation:
    """The answer of the published file; raises ChipledgerError where it cannot be asked."""
    with open_published(home) as con:
        return answered(con, question)


def answered(con: duckdb.DuckDBPyConnection, question: Question) -> Explanation:
    """The answer of a published file that is open, with the day to which it knows."""
    found = explain(con, question)
    _demand_known_law(con, question.day)
    (known_to,) = con.execute("select max(as_of_date) from meta.release").fetchall()[0]
    return replace(found, known_to=known_to)


def explain(con: duckdb.DuckDBPyConnection, question: Question) -> Explanation:
    """All that bears on a question; raises ChipledgerError where it cannot be asked."""
    _demand_tables(con)
    if question.day < FIRST_DAY:
        raise ChipledgerError(
            f"status is known from {FIRST_DAY} on, not for {question.day}; the first control on AI "
            "chips by name was the letter of 2022-08-26")
    model = weights.meant(con, question.item)
    return weights.explain(con, question, model) if model else _item(con, question)


def _demand_known_law(con: duckdb.DuckDBPyConnection, day: date) -> None:
    """No answer is told of a day so late that nothing decided today runs to it, as macros tell none."""
    if refused := known_days.refusal(con, day):
        raise ChipledgerError(refused)


def _item(con: duckdb.DuckDBPyConnection, question: Question) -> Explanation:
    """The answer on an item of the matrix, the variants of a chip together."""
    family = find_items(con, question.item)
    destination = place(con, question.to, question.day)
    party = known_party(con, question.party)
    headquarters = seat(con, question, party, destination)
    item_id = family[0]
    item = rows(con, ITEM, item_id=item_id)[0]
    presumed = foundry.presumption(con, question, item_id, destination.country_code)
    over_time = case.cases(con, question, item_id, destination, headquarters, party, presumed.demands,
                           is_jurisdiction_open=abroad.is_jurisdiction_open(question, item))
    found_case, same_days = over_time.on(question.day), over_time.same_days(question.day)
    named = overlay.named_group(found_case.parties)
    hq_group = named or headquarters.hq_group
    headquarters = replace(headquarters, hq_group=hq_group, named_group=named)
    status = found_case.status
    history.demand_one_answer(con, question, family, destination, headquarters)
    tested = _tested(con, item, status, question.day)
    law = _law(con, status, [*found_case.conducts, {"ambiguity_ids": presumed.readings}],
               destination, headquarters, question.day)
    law["foreign"] += abroad.measures(con, question, item, destination, status["foreign_measure_ids"])
    reached_by = abroad.reaching(con, question, destination, headquarters, found_case.parties,
                                 tested["paragraphs"])
    return Explanation(
        question, item, destination, headquarters, status, found_case.final, same_days,
        family=family, parties=found_case.parties, conducts=found_case.conducts,
        presumed=presumed.told, freed_by=case.freed_by(con, over_time, destination, same_days[0]),
        texts=texts(con, [*tested["paragraphs"], *(
            {"deciding_paragraph": row["locator"]} for row in law["provisions"])], question.day),
        abroad=reached_by, authorised=overlay.authorisations(con, party, item_id, destination, question.day),
        gaps=unheld(con, [*law["provisions"], *found_case.conducts, *reached_by], question.day),
        **tested, **law, **beside(con, question, destination, status))


class Tested(TypedDict):
    """The version of the rule that holds, and how an item stands to each of its numbers."""

    version: Row | None
    amendments: list[Row]
    parameters: Row | None
    facts: list[Row]
    paragraphs: list[Row]
    tests: list[Row]


def _tested(con: duckdb.DuckDBPyConnection, item: Row, status: Row, day: date) -> Tested:
    version_id = status["rule_version_id"]
    parameters = _parameters(con, item["item_id"], version_id)
    return {
        "version": one(rows(con, "from core.rule_version where rule_version_id = $id",
                             id=version_id)),
        "amendments": rows(con, "from core.rule_version where amends_id = $id and effective_date "
                                "<= $day order by effective_date", id=version_id, day=day),
        "parameters": parameters, "facts": _facts(con, item, parameters),
        "paragraphs": _of_item(
            con, "step.item_paragraph_result_by_rule_version", item["item_id"], version_id),
        "tests": _tests(con, item["item_id"], version_id, status["overlay_event_ids"]),
    }


class Law(TypedDict):
    """Rows of the law behind a status."""

    provisions: list[Row]
    events: list[Row]
    foreign: list[Row]
    ambiguities: list[Row]


def _law(
    con: duckdb.DuckDBPyConnection, status: Row, conducts: Sequence[Row], destination: Place,
    headquarters: Place, day: date,
) -> Law:
    """Provisions, measures and open questions that the status and the conduct name."""
    readings = [name for row in (status, *conducts) for name in row["ambiguity_ids"] or ()]
    return {
        "provisions": _provisions(con, status, destination, headquarters, day),
        "events": by_ids(con, "core.rule_event", "rule_event_id", status["overlay_event_ids"]),
        "foreign": by_ids(con, "core.rule_event", "rule_event_id", status["foreign_measure_ids"]),
        "ambiguities": by_ids(con, "core.ambiguity", "ambiguity_id", readings),
    }


def _demand_tables(con: duckdb.DuckDBPyConnection) -> None:
    query = "select schema_name || '.' || table_name from duckdb_tables()"
    missing = sorted(set(TABLES) - {name for (name,) in con.execute(query).fetchall()})
    if missing:
        raise ChipledgerError(
            f"the warehouse has no {', '.join(missing)}; run `chipledger refresh`")


def _parameters(
    con: duckdb.DuckDBPyConnection, item_id: str, version_id: str | None
) -> Row | None:
    """Legal numbers as counted under the version in force, before the first under the first."""
    return one(rows(
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


def _provisions(
    con: duckdb.DuckDBPyConnection, status: Row, destination: Place, headquarters: Place, day: date
) -> list[Row]:
    """Requirements and review policies the status names, and what its exceptions rest on."""
    named = [*status["requirement_ids"], *status["review_policy_ids"],
             *status["review_policy_enforced_ids"]]
    codes = [*status["exception_ids"], *status["exception_enforced_ids"]]
    return rows(
        con, f"select distinct provision.*, {READ_IN} from core.legal_provision as provision left join "
        "core.destination_scope_member as member on provision.scope_id = member.scope_id and "
        "member.destination_group_id = $group_id and member.end_user_hq_group = $hq_group "
        "where provision_id in (select unnest($named)) or (provision_kind = 'exception' and "
        "exception_code in (select unnest($codes)) and member.scope_id is not null and "
        "text_from_date <= $day and (text_to_date is null or $day < text_to_date)) "
        "order by provision_kind, provision_id", named=named, codes=codes,
        group_id=destination.group_id, hq_group=headquarters.hq_group, day=day)
