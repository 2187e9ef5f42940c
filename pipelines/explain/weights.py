"""An explanation for model weights, asked by a word or by a model's name, written down as that of an item.

What 4E091 leads to on a day stands in weighing.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypedDict

import duckdb

from pipelines.explain import history, overlay, weighing
from pipelines.explain.answer import Explanation, Place, Question, Row, rows
from pipelines.explain.beside import Beside, beside, by_ids, one, place, seat, texts, unheld
from pipelines.explain.case import Cases
from pipelines.explain.names import NotFound, Party, find_items, known_party, plain
from pipelines.explain.weighing import ECCN
from warehouse.errors import ChipledgerError

WORDS = ("modelweights", "aimodelweights", "weights", "4e091", "eccn4e091")
"""How weights are asked of without a model."""
MODELS = """select model.*, base.weights_access as base_access, base.model_name as base_name
    from core.model_release as model left join core.model_release as base
    on model.base_model_id = base.model_id order by model.model_id"""
FLOOR = """select max_by(model_name, compute_flop) as model_name, max(compute_flop) as compute_flop
    from core.model_release where weights_access = 'open' and release_date <= $day"""
VERSION = """select version.* from core.rule_version as version join core.legal_provision as provision
    using (rule_version_id) where list_contains(control_paragraphs, $eccn) and text_from_date <= $day
    and (text_to_date is null or $day < text_to_date) limit 1"""
NOT_OF_WEIGHTS, OF_WEIGHTS = "3A090, 4A090, a letter", ECCN
"""What the words of a status speak of, and what they speak of here."""
UNJUDGED = {
    "remote": "use from afar moves no weights: 90 FR 4544 places no new restriction on access to models "
              "through user applications and programming interfaces; ask for an export",
    "deemed": "742.6(a)(13) asks for a licence to release weights of 4E091, but not to permanent regular "
              "employees of entities headquartered in supplement no. 5(a); who is one is not knowable here",
}
"""What the text says of transactions that are not judged for weights."""


class Measured(TypedDict):
    """The entry and its number, as an item's paragraphs and tests are told."""

    paragraphs: list[Row]
    tests: list[Row]


class Tested(Measured):
    """The law that bears on weights, and how they stand to it."""

    provisions: list[Row]
    events: list[Row]
    texts: list[Row]
    ambiguities: list[Row]


def meant(con: duckdb.DuckDBPyConnection, asked: str) -> Row | None:
    """The weights that are asked of: those of a model, or any that 4E091 names; None for an item."""
    if plain(asked) in WORDS:
        return {"model_id": "model-weights", "model_name": f"model weights that {ECCN} names",
                "release_date": None}
    try:
        find_items(con, asked)
    except NotFound:
        models = [(row, {row["model_name"], row["model_id"]}) for row in rows(con, MODELS)]
        found = ([row for row, names in models if asked in names]
                 or [row for row, names in models if plain(asked) in map(plain, names)])
        if len(found) > 1:
            listed = ", ".join(row["model_id"] for row in found)
            raise NotFound(f"{asked!r} means more than one model; say which: {listed}") from None
        return one(found)
    return None


def explain(con: duckdb.DuckDBPyConnection, question: Question, model: Row) -> Explanation:
    """All that bears on weights; raises ChipledgerError where it cannot be asked."""
    _demand_judged(question)
    day, destination = question.day, place(con, question.to, question.day)
    party = known_party(con, question.party)
    headquarters = seat(con, question, party, destination)
    stays = history.statuses(con, question, model["model_id"], destination, headquarters,
                             weighing.ANSWERS)
    parties = _standings(con, party, destination)
    over_time = Cases(overlay.Weighing(con), question, {None: stays}, parties, ())
    found = over_time.on(day)
    provisions = weighing.reaching(con, question, destination, headquarters, day)
    return Explanation(
        question, _as_item(model), destination, headquarters, found.status, found.final,
        over_time.same_days(day), one(rows(con, VERSION, eccn=ECCN, day=day)), parties=found.parties,
        item_told=tuple(_told(con, model, day)), gaps=unheld(con, provisions, day),
        **_tested(con, model, found.status, provisions, day),
        **_beside(con, question, destination, model))


def _standings(con: duckdb.DuckDBPyConnection, party: Party, destination: Place) -> list[Row]:
    """How lists stand to the party; what supplements approve by name are chips, never weights."""
    found = overlay.standings(con, party, destination.country_code)
    return [{**row, "end_user_hq_group": None} for row in found]


def _as_item(model: Row) -> Row:
    return {"item_id": model["model_id"], "item_name": model["model_name"], "item_kind": "model weights",
            "release_date": model["release_date"]}


def _beside(
    con: duckdb.DuckDBPyConnection, question: Question, destination: Place, model: Row
) -> Beside:
    found = beside(con, question, destination, {"item_id": model["model_id"]})
    found["words"] = {word: said.replace(NOT_OF_WEIGHTS, OF_WEIGHTS)
                      for word, said in found["words"].items()}
    return found


def _demand_judged(question: Question) -> None:
    if question.end_use:
        raise ChipledgerError(f"what the end use {question.end_use} adds is judged for chips alone, not for "
                              "model weights; ask without it, and see part 744")
    if question.exporter:
        raise ChipledgerError("what a foundry or packager presumes is about chips, not about model weights")
    if question.transaction in UNJUDGED:
        raise ChipledgerError(UNJUDGED[question.transaction])


def _acts(con: duckdb.DuckDBPyConnection, status: Row) -> list[Row]:
    """Announcements on the entry; they change no status of an item, but that of weights."""
    found = by_ids(con, "core.rule_event", "rule_event_id", status["overlay_event_ids"])
    return [{**row, "changes_status": True} for row in found]


def _tested(
    con: duckdb.DuckDBPyConnection, model: Row, status: Row, provisions: list[Row], day: date
) -> Tested:
    """The law that bears on the weights, and the entry and its number against the model."""
    stated, named = weighing.number(con, day), weighing.named(con, model, day)
    locators = [named["deciding_paragraph"], ECCN, *(row["locator"] for row in provisions)]
    return {
        "provisions": provisions, "events": _acts(con, status),
        "texts": texts(con, [{"deciding_paragraph": locator} for locator in locators], day),
        "ambiguities": by_ids(con, "core.ambiguity", "ambiguity_id", status["ambiguity_ids"]),
        **(_measured(model, named, stated) if stated else Measured(paragraphs=[], tests=[])),
    }


def _measured(model: Row, named: Row, stated: Row) -> Measured:
    """As an item's paragraphs and numbers are told."""
    compute = f"{stated['metric']} {_operations(model)}"
    result = {True: "yes", False: "no", None: "unknown"}[named["is_compute_reached"]]
    return {"paragraphs": [{**named, "control_paragraph": ECCN, "trigger_values": compute}],
            "tests": [{**stated, "result": result,
                       "test": f"{compute} {stated['operator']} {stated['value']:g}"}]}


def _operations(model: Row) -> str:
    """The training compute with its interval, in operations."""
    if "weights_access" not in model:
        return "as asked"
    low, value, high = (model[f"compute_flop{end}"] for end in ("_low", "", "_high"))
    if value is None and low is None and high is None:
        return "unknown"
    known = "unknown" if value is None else f"{value:g}"
    return known if low is None and high is None else (
        f"{known} ({'?' if low is None else f'{low:g}'} to {'?' if high is None else f'{high:g}'})")


def _told(con: duckdb.DuckDBPyConnection, model: Row, day: date) -> Iterator[str]:
    """What is known of the model, and how far the largest published run goes (Note 2)."""
    if "weights_access" not in model:
        yield (f"weights of no model in particular: {ECCN} controls neither published weights (Note 1) nor "
               "those of models trained with fewer operations; ask by a model's name for one")
    else:
        makers = ", ".join(model["organization_names"] or ["a developer that is not known"])
        yield f"model weights of {makers}, released {model['release_date']}"
        if model["release_date"] > day:
            yield "it was not yet released on that day"
        yield (f"training operations: {_operations(model)} "
               f"({model['compute_flop_basis'] or 'not known'}, {model['confidence_tier'] or 'no tier'})")
        yield f"access to the weights: {model['weights_access']}"
        yield f"source: core.model_release, {model['source_id']}"
    for floor in rows(con, FLOOR, day=day):
        if floor["compute_flop"] is not None:
            yield (f"largest known published run by that day, a floor of Note 2: {floor['model_name']}, "
                   f"{floor['compute_flop']:g} operations")
