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
UNJUDGED, POLICY_UNKNOWN = "other_controls_apply", "licence_policy_unknown"
"""Words for demands of which not all is known."""


@dataclass(frozen=True)
class Rules:
    """What status words mean, and which of two demands holds.

    The macro prevailing_answer says the same of a list.
    """

    words: Mapping[str, Row]
    wins: Mapping[tuple[str, str], str]

    def held(self, statuses: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
        """Each of what an answer may be with all that is added: the strictest, beside what is not judged."""
        found = set()
        for status in statuses:
            demands = [status, *added]
            strictest = max(demands, key=self._strictness)
            found.add(self.wins[strictest, UNJUDGED] if UNJUDGED in demands else strictest)
        return tuple(sorted(found, key=self._strictness))

    def word(self, held: Sequence[str]) -> str:
        """The one word for all that an answer may be."""
        if len(held) == 1:
            return held[0]
        is_asked = min(map(self._strictness, held)) > self._strictness(UNJUDGED)
        return POLICY_UNKNOWN if is_asked and POLICY_UNKNOWN in held else "undetermined"

    def required(self, held: Iterable[str]) -> str:
        """Whether a licence is required, where all that an answer may be agree."""
        asked = {str(self.words[status]["licence_requirement"]) for status in held}
        return asked.pop() if len(asked) == 1 else "not_knowable"

    def _strictness(self, status: str) -> int:
        return int(self.words[status]["strictness"])


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
    text, fact = (
        rules.held([replaced] if replaced else status[members],
                   [*(demand(row, side) for row in found if row["effect"] == "adds"), *listed])
        for side, members in (("text", "status_set"), ("enforced", "status_enforced_set")))
    return Final(rules.word(text), rules.word(fact), rules.required(text), rules.required(fact), text, fact)


def demand(row: Row, side: str) -> str:
    """What a control asks for by the text or in fact, where it says these apart; else the one it sets."""
    return str(row.get(f"resulting_status_{side}", row["resulting_status"]))


def replacement(status: Row, found: Sequence[Row]) -> str | None:
    """What stands in the place of the item's answer; an embargo stands, unless it excepts the kind."""
    effects = {row["effect"] for row in found}
    if status["reason_code"] == "embargo" and "excepts" not in effects:
        return None
    return next((row["resulting_status"] for row in found if row["effect"] == "replaces"), None)
