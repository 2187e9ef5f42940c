"""One transaction over time: on each day the item's answer, and what party, end use and kind add to it.

What is added and which of two demands holds stands in overlay.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from pipelines.explain import history, overlay
from pipelines.explain.answer import Final, Place, Question, Row
from pipelines.explain.overlay import Rules
from warehouse.errors import ChipledgerError


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

    question: Question
    statuses: Mapping[str | None, Sequence[Row]]
    parties: Sequence[Row]
    conducts: Sequence[Row]
    rules: Rules

    def on(self, day: date) -> Case:
        """The answer on a day; raises ChipledgerError where none is known."""
        parties = [{**row, "is_in_force": _holds(row, "listed", day)} for row in self.parties]
        stays = self.statuses[overlay.named_group(parties)]
        status = next((row for row in stays if history.holds(row, day)), None)
        if status is None:
            raise ChipledgerError(f"no status is known for {self.question.item} to {self.question.to} by "
                                  f"{self.question.transaction} on {day}")
        conducts = [row for row in self.conducts if _holds(row, "valid", day) and all(
            row[name] == status[name] for name in ("destination_group_id", "end_user_hq_group"))]
        return Case(status, parties, conducts, overlay.final(self.rules, status, parties, conducts))

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

    def _cuts(self) -> set[date]:
        """Every day on which something of the case may change, since the first that is known."""
        stays = [row for rows in self.statuses.values() for row in rows]
        ends = [(stays, "valid"), (self.parties, "listed"), (self.conducts, "valid")]
        days = {row[f"{name}_{end}_date"] for rows, name in ends for row in rows
                for end in ("from", "to")} - {None}
        known = min(row["valid_from_date"] for row in stays)
        last = max(row["valid_to_date"] or date.max for row in stays)
        return {day for day in days if known <= day < last}


def cases(
    con: duckdb.DuckDBPyConnection, question: Question, item_id: str, destination: Place,
    headquarters: Place,
) -> Cases:
    """All that decides a transaction on any day."""
    parties = overlay.standings(con, question, destination.country_code)
    groups = {None, *(row["end_user_hq_group"] for row in parties)}
    statuses = {group: history.statuses(con, question, item_id, destination,
                                        replace(headquarters, named_group=group))
                for group in groups}
    return Cases(question, statuses, parties, overlay.conducts(con, question), overlay.rules(con))


def _holds(row: Row, name: str, day: date) -> bool:
    end = row[f"{name}_to_date"]
    return bool(row[f"{name}_from_date"] <= day and (end is None or day < end))


def _pair(case: Case) -> tuple[str, str]:
    return case.final.status_text, case.final.status_enforced
