"""What a party, an end use and the kind of transaction add to the answer on an item and a place.

Each is a row of a table; which of two demands holds is what core.prevailing_status says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.explain.answer import Final, Question, Row, rows
from pipelines.explain.names import find_party

MOVES = {"export": "export_us", "deemed": "export_us", "remote": "export_us"}
"""Which movement of an item stands for a transaction that has no status of its own."""


@dataclass(frozen=True)
class Rules:
    """What status words mean, and which of two demands holds."""

    words: Mapping[str, Row]
    wins: Mapping[tuple[str, str], str]


def rules(con: duckdb.DuckDBPyConnection) -> Rules:
    """The tables of both."""
    return Rules({row["status"]: row for row in rows(con, "from core.status_word")},
                 {(row["status"], row["added_status"]): row["prevailing_status"]
                  for row in rows(con, "from core.prevailing_status")})


def standings(con: duckdb.DuckDBPyConnection, question: Question, to: str) -> list[Row]:
    """How every list stands to the party, on any day; those of other destinations left out."""
    if question.party is None:
        return []
    return rows(
        con, "from core.party_standing where list_contains($party_ids, party_id) "
        "and (destination_country_code is null or destination_country_code = $to) "
        "order by list_name, listed_from_date, party_id",
        party_ids=find_party(con, question.party), to=to)


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


def final(rules: Rules, status: Row, parties: Sequence[Row], found: Sequence[Row]) -> Final:
    """The answer with all of it: replaced where a transaction moves no item, then the strictest."""
    replaced = replacement(status, found)
    listed = [row["resulting_status"] for row in parties
              if row["is_in_force"] and row["resulting_status"]]
    answers = []
    for side in ("text", "enforced"):
        added = [demand(row, side) for row in found if row["effect"] == "adds"] + listed
        own = status[f"status_{side}"]
        base = replaced or own
        members = status["status_set" if side == "text" else "status_enforced_set"]
        answers.append(_prevailing(base, members if base == own else [base], added, rules.wins))
    return Final(*answers, *(_asked(answer, status, side, rules.words)
                             for answer, side in zip(answers, ("text", "enforced"), strict=True)))


def demand(row: Row, side: str) -> str:
    """What a control asks for by the text or in fact, where it says these apart; else the one it sets."""
    return str(row.get(f"resulting_status_{side}", row["resulting_status"]))


def replacement(status: Row, found: Sequence[Row]) -> str | None:
    """What stands in the place of the item's answer; an embargo stands, unless it excepts the kind."""
    effects = {row["effect"] for row in found}
    if status["reason_code"] == "embargo" and "excepts" not in effects:
        return None
    return next((row["resulting_status"] for row in found if row["effect"] == "replaces"), None)


def _prevailing(
    base: str, members: Sequence[str], added: Sequence[str], wins: Mapping[tuple[str, str], str]
) -> str:
    """What is added, if it prevails over all that the base may be and all else that is added."""
    return next((word for word in added
                 if all(wins[other, word] == word for other in (*members, *added))), base)


def _asked(answer: str, status: Row, side: str, words: Mapping[str, Row]) -> str:
    """Whether a licence is required: of the readings where they stand open, else of the word."""
    if answer == status[f"status_{side}"]:
        return str(status[f"licence_required_{side}"])
    return str(words[answer]["licence_requirement"])
