"""One transaction over time: on each day the item's answer, and what party, end use and kind add to it.

What is added and which of two demands holds stands in overlay.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb

from pipelines.explain import history, overlay
from pipelines.explain.answer import Final, Place, Question, Row, rows
from pipelines.explain.names import Party
from pipelines.explain.overlay import Weighing
from warehouse.errors import ChipledgerError

DAY = timedelta(days=1)
CHANGES = (("begins", "valid_from_date", ("adds",)),
           ("ends", "valid_to_date", ("excepts", "moves_nothing")))
"""What becomes of a control on a day, and the kinds of it that ask for more by that."""


@dataclass(frozen=True)
class Case:
    """The answer on a day, with the rows that bear on it."""

    status: Row
    parties: Sequence[Row]
    conducts: Sequence[Row]
    final: Final


@dataclass(frozen=True)
class Cases:
    """All days of a transaction: statuses by the group to which a supplement puts the party, or None."""

    weighing: Weighing
    question: Question
    statuses: Mapping[str | None, Sequence[Row]]
    parties: Sequence[Row]
    conducts: Sequence[Row]

    def on(self, day: date) -> Case:
        """The answer on a day; raises ChipledgerError where none is known."""
        parties = [{**row, "is_in_force": history.holds(row, day, "listed")} for row in self.parties]
        stays = self.statuses[overlay.named_group(parties)]
        status = next((row for row in stays if history.holds(row, day)), None)
        if status is None:
            raise ChipledgerError(f"no status is known for {self.question.item} to {self.question.to} by "
                                  f"{self.question.transaction} on {day}")
        conducts = [row for row in self.conducts if history.holds(row, day) and all(
            row[name] == status[name] for name in ("destination_group_id", "end_user_hq_group"))]
        return Case(status, parties, conducts, overlay.final(self.weighing, status, parties, conducts))

    def same_days(self, day: date) -> tuple[date, date | None]:
        """Days around it on which both answers are the same, whatever else about them changes."""
        answer = _pair(self.on(day))
        cuts = self._cuts()
        first = max(cut for cut in cuts if cut <= day)
        for cut in sorted((cut for cut in cuts if cut < first), reverse=True):
            if _pair(self.on(cut)) != answer:
                break
            first = cut
        later = (cut for cut in sorted(cuts) if cut > day and _pair(self.on(cut)) != answer)
        return first, next(later, None)

    def is_freer(self, day: date) -> bool:
        """Whether an answer asks for less on a day than on the one before."""
        if day - DAY < min(self._cuts()):
            return False
        return self.weighing.is_freer(_pair(self.on(day - DAY)), _pair(self.on(day)))

    def freed_on(self, day: date) -> list[str]:
        """What ended or began that day for the party, the end use or the kind of transaction."""
        ended = [f"{row['locator']} ({row['list_name']}) ends for {row['party_name']}"
                 for row in self.parties if row["listed_to_date"] == day]
        named = [f"{row['locator']} ({row['list_name']}) names {row['party_name']}" for row in self.parties
                 if row["listed_from_date"] == day and row["end_user_hq_group"]]
        kinds = [f"{row['locator']} ({row['conduct']}) {change}" for row in self.conducts
                 for change, name, stricter in CHANGES if row[name] == day and row["effect"] not in stricter]
        return [*ended, *named, *dict.fromkeys(kinds)]

    def _cuts(self) -> set[date]:
        """Every day on which something of the case may change, since the first that is known."""
        stays = [row for rows in self.statuses.values() for row in rows]
        ends = [(stays, "valid"), (self.parties, "listed"), (self.conducts, "valid")]
        days = {row[f"{name}_{end}_date"] for rows, name in ends for row in rows
                for end in ("from", "to")} - {None}
        known = min(row["valid_from_date"] for row in stays)
        last = max(row["valid_to_date"] or date.max for row in stays)
        return {day for day in days if known <= day < last}


def freed_by(con: duckdb.DuckDBPyConnection, over_time: Cases, place: Place, first: date) -> list[str]:
    """The paragraphs and acts that made the answer freer on its first day; none where they did not."""
    if not over_time.is_freer(first):
        return []
    found = over_time.on(first).status
    freed = rows(
        con, "select distinct unnest(freed_by) as freed_by from "
        "step.freed_status_by_item_destination_group where change_date = $first "
        "and item_id = $item_id and destination_group_id = $group_id and end_user_hq_group = $hq_group "
        "and transaction = $transaction and destination_group_from_id in (select destination_group_id from "
        "core.destination_group_member where country_code = $place and valid_from_date < $first and "
        "(valid_to_date is null or valid_to_date >= $first)) order by all",
        first=first, item_id=found["item_id"], group_id=found["destination_group_id"],
        hq_group=found["end_user_hq_group"], transaction=found["transaction"], place=place.country_code)
    return [row["freed_by"] for row in freed] + over_time.freed_on(first)


def cases(
    con: duckdb.DuckDBPyConnection, question: Question, item_id: str, destination: Place,
    headquarters: Place, party: Party, presumed: Sequence[Row], *, is_jurisdiction_open: bool,
) -> Cases:
    """All that decides a transaction on any day, with what its exporter must presume."""
    parties = overlay.standings(con, party, destination.country_code)
    groups = {None, *(row["end_user_hq_group"] for row in parties)}
    statuses = {group: history.statuses(con, question, item_id, destination,
                                        replace(headquarters, named_group=group))
                for group in groups}
    conducts = [*overlay.conducts(con, question), *presumed]
    return Cases(Weighing(con, is_jurisdiction_open), question, statuses, parties, conducts)


def _pair(case: Case) -> tuple[str, str]:
    return case.final.status_text, case.final.status_enforced
