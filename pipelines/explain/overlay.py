"""What a party, an end use and the kind of transaction add to the answer on an item and a place.

Each is a row of a table; which of two demands holds is weighed by the macro prevailing_answer alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from pipelines.explain.answer import Final, Place, Question, Row, rows
from pipelines.explain.names import Party

MOVES = {"export": "export_us", "deemed": "export_us", "remote": "export_us"}
"""Which movement of an item stands for a transaction that has no status of its own."""
FOUNDRY = "foundry"
"""The conduct of a control that speaks of who exports, not of a use."""


def standings(con: duckdb.DuckDBPyConnection, party: Party, to: str) -> list[Row]:
    """How every list stands to the party, on any day; those of other destinations left out."""
    if not party.party_ids:
        return []
    return rows(
        con, "from core.party_standing where list_contains($party_ids, party_id) "
        "and list_reaches(destination_country_code, $to) "
        "order by list_name, listed_from_date, party_id",
        party_ids=party.party_ids, to=to)


def authorisations(
    con: duckdb.DuckDBPyConnection, party: Party, item_id: str, destination: Place, day: date
) -> list[Row]:
    """Acts that authorized the party by name to receive the item there; they change no requirement."""
    if not party.plain_names:
        return []
    return rows(
        con, "from core.rule_event where list_contains("
        "authorised_by($names, $item_id, $group_id, $day), rule_event_id) order by rule_event_id",
        names=party.plain_names, item_id=item_id, group_id=destination.group_id, day=day)


def named_group(found: Iterable[Row]) -> str | None:
    """The group of end users to which a supplement in force puts the party by name."""
    return next((row["end_user_hq_group"] for row in found
                 if row["is_in_force"] and row["end_user_hq_group"]), None)


def conducts(con: duckdb.DuckDBPyConnection, question: Question) -> list[Row]:
    """Controls on the end use and on the kind of transaction, on any day, group by group they reach."""
    return rows(
        con, "select control.*, member.destination_group_id, member.end_user_hq_group from "
        "core.conduct_control as control join core.destination_scope_member as member "
        "on control.scope_id = member.scope_id where control.conduct in ($use, $transaction) "
        "order by control_id, valid_from_date",
        use=question.end_use or "", transaction=question.transaction)


@dataclass(frozen=True)
class Weighing:
    """What demands come to together, asked of the macro once for each of their combinations."""

    con: duckdb.DuckDBPyConnection
    is_jurisdiction_open: bool = False
    known: dict[tuple[tuple[str, ...], ...], Row] = field(default_factory=dict)

    def held(self, *asked: Sequence[str]) -> Row:
        """The word, whether a licence is required, and each that may hold: of own, added and presumed."""
        key = tuple(tuple(words) for words in asked)
        if key not in self.known:
            query = ("select prevailing_answer($own, cast($added as varchar[]), "
                     "cast($presumed as varchar[]), $is_open)")
            named = dict(zip(("own", "added", "presumed"), map(list, key), strict=True))
            self.known[key] = self.con.execute(
                query, named | {"is_open": self.is_jurisdiction_open}).fetchall()[0][0]
        return self.known[key]

    def is_freer(self, before: Sequence[str], now: Sequence[str]) -> bool:
        """Whether one of two answers, by the text or in fact, asks for less than it did before."""
        query = ("select coalesce(bool_or(added_is_freer), false) from core.prevailing_status where "
                 "(status, added_status) in (select unnest($before), unnest($now))")
        asked = {"before": list(before), "now": list(now)}
        return bool(self.con.execute(query, asked).fetchall()[0][0])


def final(weighing: Weighing, status: Row, parties: Sequence[Row], found: Sequence[Row]) -> Final:
    """The answer with all of it: replaced where a transaction moves no item, then the strictest."""
    replaced, is_still = replacement(status, found), moves_nothing(found)
    listed = {row["resulting_status"] for row in parties
              if row["is_in_force"] and row["resulting_status"] and not is_still}
    adding = [row for row in found if row["effect"] == "adds"]
    added = sorted(listed | {row["resulting_status"] for row in adding if row["conduct"] != FOUNDRY})
    presumed = [row for row in adding if row["conduct"] == FOUNDRY and not is_still]
    text, fact = (
        weighing.held([replaced] if replaced else status[members], added,
                      sorted({demand(row, side) for row in presumed}))
        for side, members in (("text", "status_set"), ("enforced", "status_enforced_set")))
    return Final(text["status"], fact["status"], text["licence_required"], fact["licence_required"],
                 tuple(text["held"]), tuple(fact["held"]))


def demand(row: Row, side: str) -> str:
    """What a control asks for by the text or in fact, where it says these apart; else the one it sets."""
    return str(row.get(f"resulting_status_{side}", row["resulting_status"]))


def moves_nothing(found: Iterable[Row]) -> bool:
    """Whether nothing is exported, so that neither the item nor an embargo nor a list asks."""
    return any(row["effect"] == "moves_nothing" for row in found)


def replacement(status: Row, found: Sequence[Row]) -> str | None:
    """What stands in the place of the item's answer; an embargo stands, unless it excepts the kind."""
    effects = {row["effect"] for row in found}
    if status["reason_code"] == "embargo" and not effects & {"excepts", "moves_nothing"}:
        return None
    return next((str(row["resulting_status"]) for row in found
                 if row["effect"] in ("replaces", "moves_nothing")), None)
