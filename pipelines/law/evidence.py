"""Control parameters as the register states them against wordings of the law: what proves them, what not.

Which wordings a version speaks stands in in_force.py, how parameters are read in thresholds.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.law.in_force import Wording
from pipelines.law.thresholds import Parameter, parameters
from pipelines.law.versions import covers

ENTRY = re.compile(r"\d[A-E]\d{3}|7\d\d\.\d+(?=\()")
NOTES = ("note", "technical_note", "paragraph")
BY_NAME = "classified_in"
"""Rows of this metric hold no number: their term is a phrase that the text must contain."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Evidence:
    """One row of the table."""

    evidence_id: str
    rule_version_id: str
    threshold_id: str | None
    paragraph_locator: str
    evidence: str = "citation only"
    is_proven: bool = True
    is_drift: bool = False
    stated: str | None = None
    found: str | None = None
    fault: str | None = None
    text_locator: str | None = None
    text_first_seen_date: date | None = None
    text_last_seen_date: date | None = None
    source_id: str | None = None
    first_snapshot_id: str | None = None


def entry_of(locator: str) -> str | None:
    """The ECCN or section of a locator; None for what is no part of the regulations held."""
    found = ENTRY.match(locator)
    return found[0] if found else None


def _never(_: str) -> bool:
    return False


def compare(
    version: str, rows: Sequence[Row], texts: Mapping[str, Wording],
    awaits: Callable[[str], bool] = _never,
) -> Iterator[Evidence]:
    """The evidence of one version's rows, and what its text says that no row repeats.

    A parameter may stand below its paragraph, in a part that another capture prints apart.
    A paragraph is awaited if the version changed it and no capture shows the version yet.
    """
    unread = {locator: parameters(wording.text or "") for locator, wording in texts.items()}
    by_place: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_place[row["paragraph_locator"]].append(row)
    for place, stated in by_place.items():
        locator = place if place in texts else _moved(place, stated, unread, by_place)
        if locator is None:
            yield from _without_text(version, stated, {} if awaits(place) else texts)
            continue
        below = [spot for spot in unread if spot not in by_place and covers(locator, spot)]
        for row in stated:
            spot = next((s for s in below if parameter_of(row) in unread[s]), locator)
            spot = locator if parameter_of(row) in unread[locator] else spot
            yield _proof(version, row, texts[spot], unread[spot])
    for locator, left in unread.items():
        for number, parameter in enumerate(left, start=1):
            yield _left_over(version, texts[locator], number, parameter)


def _moved(
    place: str, stated: Sequence[Row], unread: Mapping[str, list[Parameter]],
    by_place: Mapping[str, list[Row]],
) -> str | None:
    """The same parameters elsewhere in the entry: copies lose the marks that number a note."""
    wanted = sorted(parameter_of(row) for row in stated if row["metric"] != BY_NAME)
    for locator, left in unread.items():
        is_free = locator not in by_place and entry_of(f"{locator}(") == entry_of(place)
        if wanted and is_free and sorted(left) == wanted:
            return locator
    return None


def parameter_of(row: Row) -> Parameter:
    """A row of the seed as the text would state it."""
    return Parameter(row["term"], row["operator"], row["value"], row["unit"],
                     row["reference_locator"])


def _without_text(
    version: str, rows: Sequence[Row], texts: Mapping[str, Wording]
) -> Iterator[Evidence]:
    """Text that is not held proves nothing; a paragraph missing among those held is a fault."""
    place = rows[0]["paragraph_locator"]
    near = [w for w in texts.values() if w.entry == entry_of(place) and _is_of_a_kind(place, w)]
    for row in rows:
        shown = str(parameter_of(row))
        if near:
            fault = f"no paragraph {place} in the text of {near[0].entry} under this version"
            yield Evidence(row["threshold_id"], version, row["threshold_id"], place, "text", False,
                           stated=shown, fault=fault)
        else:
            yield Evidence(row["threshold_id"], version, row["threshold_id"], place, stated=shown)


def _is_of_a_kind(place: str, wording: Wording) -> bool:
    """Whether a held paragraph shows that the part of the entry which would have it is held."""
    if "exception." in place:
        return wording.kind == "license_exception"
    if "note" in place:
        return wording.kind in NOTES
    if place == wording.entry:
        return wording.kind == "heading" and wording.locator == place
    return wording.kind in ("item", "paragraph")


def _proof(version: str, row: Row, wording: Wording, unread: list[Parameter]) -> Evidence:
    """Take the row's parameter out of those still unread in the paragraph."""
    stated = parameter_of(row)
    if row["metric"] == BY_NAME:
        is_proven, shown = row["term"] in (wording.text or ""), row["term"]
    else:
        is_proven, shown = stated in unread, str(stated)
        if is_proven:
            unread.remove(stated)
    fault = None if is_proven else f"{row['threshold_id']} is not what {wording.locator} says"
    return Evidence(
        row["threshold_id"], version, row["threshold_id"], row["paragraph_locator"], "text",
        is_proven, False, str(stated), shown if is_proven else None, fault, wording.locator,
        wording.first_seen_date, wording.last_seen_date, wording.source_id,
        wording.first_snapshot_id,
    )


def _left_over(version: str, wording: Wording, number: int, parameter: Parameter) -> Evidence:
    return Evidence(
        f"left-over {version} {wording.locator} {number}", version, None, wording.locator, "text",
        False, False, None, str(parameter), f"{wording.locator} says {parameter} and no row of it does",
        wording.locator, wording.first_seen_date, wording.last_seen_date, wording.source_id,
        wording.first_snapshot_id,
    )
