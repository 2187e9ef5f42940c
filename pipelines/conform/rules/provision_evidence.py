"""core.provision_evidence: every requirement, exception and policy against the paragraphs it cites.

What words say of licences stands in law/provisions.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from pipelines.law.evidence import entry_of
from pipelines.law.in_force import Wording, wordings
from pipelines.law.provisions import PLACES, SAYS, Statement, statement
from pipelines.law.versions import covers
from pipelines.recipe import recipe
from schemas import base
from schemas.rules.provision_evidence import ProvisionEvidence

KIND_SAYS = {"requirement": "licence_required", "exception": "excused"}
READING = "seed.provision_reading"

Row = Mapping[str, Any]
Held = Mapping[str, list[Wording]]


@dataclass(frozen=True)
class Evidence:
    """One row of the table."""

    provision_id: str
    read_date: date
    text_locators: list[str]
    evidence: str
    is_proven: bool
    stated: str | None
    found: str | None
    fault: str | None
    citation: str
    source_id: str | None = None
    first_snapshot_id: str | None = None


@recipe(ProvisionEvidence, reads=[READING, "core.legal_provision", "core.destination_condition",
                                  "core.rule_paragraph"])
def provision_evidence(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Compare reading by reading."""
    readings = frames[READING].sort("provision_id", "read_date", "text_locator")
    entries = {entry for name in readings["text_locator"] if (entry := entry_of(name))}
    held = wordings(frames["core.rule_paragraph"], entries)
    scopes = _places(frames["core.destination_condition"])
    rows = {row["provision_id"]: stated(row, scopes.get(row["scope_id"], frozenset()))
            for row in frames["core.legal_provision"].iter_rows(named=True)}
    found = [_compare(list(group.iter_rows(named=True)), rows, held) for _, group in
             readings.group_by("provision_id", "read_date", maintain_order=True)]
    schema = {c.name: c.dtype for c in base.columns(ProvisionEvidence)}
    frame = pl.DataFrame([asdict(row) for row in found], schema=schema)
    return frame.sort(base.info(ProvisionEvidence).key)


def _places(conditions: pl.DataFrame) -> dict[str, frozenset[str]]:
    """By scope: what the law must name. Where nothing is included, what it excepts, or the world."""
    found = {}
    for (scope,), rows in conditions.group_by("scope_id"):
        named = rows.filter(pl.col("code").is_in(list(PLACES)))
        included = named.filter("is_member")["code"].to_list()
        found[str(scope)] = frozenset(included or named["code"].to_list() or ["worldwide"])
    return found


def stated(row: Row, places: frozenset[str]) -> Statement:
    """What a row of the law states, in the terms in which a text is read."""
    says = {KIND_SAYS.get(row["provision_kind"], row["resulting_status"])}
    if row["provision_kind"] == "requirement":
        says.add(row["resulting_status"])
    known = frozenset(name for name in SAYS if name in says)
    return Statement(known, frozenset(row["control_paragraphs"]), places)


def _compare(readings: Sequence[Row], rows: Mapping[str, Statement], held: Held) -> Evidence:
    """One provision on one day against the paragraphs read together."""
    first = readings[0]
    locators = [row["text_locator"] for row in readings]
    wanted = rows.get(first["provision_id"], Statement())
    there = dict(_on(first["read_date"], held))
    unheld = Evidence(first["provision_id"], first["read_date"], locators, "citation only", True,
                      str(wanted) or None, None, None, first["citation"])
    if not {entry_of(name) for name in locators} <= {wording.entry for wording in there.values()}:
        return unheld
    texts = {name: wording.text for name, wording in there.items()}
    spots = {name: _spots(name, texts) for name in locators}
    missing = [name for name in locators if not spots[name]]
    said = statement([spot for found in spots.values() for spot in found], texts)
    lacks = said.lacks(wanted)
    fault = (f"no paragraph {', '.join(missing)} in the text of that day" if missing else
             f"{', '.join(locators)} does not say {', '.join(lacks)}" if lacks else None)
    shown = next(w for w in there.values() if w.entry == entry_of(locators[0]))
    return replace(unheld, evidence="text", is_proven=fault is None, found=str(said), fault=fault,
                   source_id=shown.source_id, first_snapshot_id=shown.first_snapshot_id)


def _spots(locator: str, texts: Mapping[str, str | None]) -> list[str]:
    """Where a paragraph is read: at its place, or all of the one that prints its number within."""
    above, place = locator, ""
    while above and above not in texts:
        above, bracket, last = above.rpartition("(")
        place = f"({last[:last.find(')') + 1]}" if bracket else ""
    if above == locator:
        return [locator]
    return [name for name in texts if covers(above, name)] if place in (texts.get(above) or "") else []


def _on(day: date, held: Held) -> Iterator[tuple[str, Wording]]:
    """The wording of each paragraph on a day, where captures around the day show it."""
    for locator, found in held.items():
        wording = next((w for w in found if w.holds_on(day) and w.seen_on(day)), None)
        if wording:
            yield locator, wording
