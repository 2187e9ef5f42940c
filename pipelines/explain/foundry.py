"""Note 1 to 3A090.a: what a foundry or packager presumes of a chip, and what overcomes it on a day.

The presumption adds the demands on a 3A090.a chip for data centers; which of two demands holds stands
in overlay.py. It binds nobody but the front-end fabricator and the packager (OSAT).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

import duckdb

from pipelines.explain.answer import Question, Row, rows
from pipelines.explain.beside import one
from pipelines.explain.names import NotFound, plain
from pipelines.explain.note_one import Note, note
from pipelines.explain.overlay import MOVES

NOTE = "3A090.a.note-1"
CONDUCT = "foundry"
WORDS = {"fabricator": True, "osat": False}
"""Who may be said to export without a name, and whether its count of transistors can help.

A fabricator is one that packages outside Macau and group D:5; osat, a packager that Supplement No. 7 to
part 740 does not name. A name of that supplement is an approved packager.
"""
BEGINS = """select effective_date, compliance_date, citation, confidence from core.rule_version
    where rule_version_id = (select min(rule_version_id) from core.rule_threshold
    where role = 'presumption')"""
CHIP = """select item.item_kind, chip.*, firm.firm_name as approved_name, coalesce((
    select bool_and(found.result = 'yes') from step.item_paragraph_result_by_rule_version as found
    join core.rule_version as version using (rule_version_id) where found.item_id = item.item_id
    and found.control_paragraph = '3A090.a' and version.effective_date >= $begins), false) as is_listed
    from core.item as item left join core.chip as chip using (chip_id)
    left join core.due_diligence_firm as firm on firm.designer = chip.designer
    and firm.firm_role = 'designer' where item.item_id = $item_id"""
PRESUMED = """from step.presumed_status_by_destination_group where transaction = $transaction
    and destination_group_id in (select destination_group_id from core.destination_group_member
    where country_code = $to) order by all"""
AT_HOME = """select $home = 'TWN' or exists (from core.country_group where country_code = $home
    and group_code in ('A:1', 'A:5') and valid_from_date <= $day
    and (valid_to_date is null or $day < valid_to_date)) as is_partner"""


@dataclass(frozen=True)
class Presumption:
    """Rows like those of controls on conduct, and what is told of the day; nothing where nobody asked."""

    demands: Sequence[Row] = ()
    told: Sequence[str] = ()
    readings: Sequence[str] = ()


@dataclass(frozen=True)
class Outcome:
    """Whether the presumption stands, why, and the readings that overcoming it rests on."""

    stands: bool
    why: str
    readings: tuple[str, ...] = ()


def presumption(
    con: duckdb.DuckDBPyConnection, question: Question, item_id: str, to: str
) -> Presumption:
    """What Note 1 adds for the exporter that was named, on every day since it began."""
    if question.exporter is None:
        return Presumption()
    begins = one(rows(con, BEGINS))
    if begins is None:
        return Presumption(told=("no rule on what a foundry presumes is known",))
    packs = _exporter(con, question.exporter)
    chip = rows(con, CHIP, item_id=item_id, begins=begins["effective_date"])[0]
    dated = note(con)
    on = cache(partial(outcome, con, dated, chip, packs))
    demands = list(_demands(con, question, to, dated, on, begins))
    found = on(max(question.day, begins["effective_date"]))
    early = ("" if question.day >= begins["effective_date"]
             else f"Note 1 begins on {begins['effective_date']}; from then on: ")
    return Presumption(demands, (f"{early}{found.why} [Note 1 to 3A090.a; {begins['citation']}]",),
                       found.readings if not early else ())


def _exporter(con: duckdb.DuckDBPyConnection, asked: str) -> bool:
    """Whether the exporter's count of transistors can overcome the presumption."""
    if asked in WORDS:
        return WORDS[asked]
    names = rows(con, "from core.due_diligence_firm where firm_role = 'packager' order by firm_name")
    for row in names:
        if plain(asked) in (plain(row["firm_name"]), plain(row["other_name"] or "-")):
            return True
    listed = ", ".join(row["other_name"] or row["firm_name"] for row in names)
    raise NotFound(f"no exporter {asked!r} is known to Note 1; say fabricator, osat, or an approved "
                   f"packager: {listed}")


def _demands(
    con: duckdb.DuckDBPyConnection, question: Question, to: str, dated: Note,
    on: Callable[[date], Outcome], begins: Row,
) -> Iterator[Row]:
    """The demands on a 3A090.a chip on the days on which the presumption stands."""
    moved = MOVES.get(question.transaction, question.transaction)
    for row in rows(con, PRESUMED, transaction=moved, to=to):
        for first, end in dated.pieces(row["valid_from_date"], row["valid_to_date"]):
            if on(first).stands:
                yield {**row, "valid_from_date": first, "valid_to_date": end, **_as_conduct(begins),
                       "resulting_status": row["status_text"],
                       "resulting_status_text": row["status_text"],
                       "resulting_status_enforced": row["status_enforced"]}


def _as_conduct(begins: Row) -> dict[str, object]:
    return {"conduct": CONDUCT, "control_id": "foundry-presumption", "effect": "adds", "locator": NOTE,
            "ambiguity_ids": ["foundry-presumed-numbers"], "confidence": begins["confidence"],
            "note": "presumed to be 3A090.a and for data centers by the foundry or packager alone",
            "citation": f"{begins['citation']}; Note 1 to 3A090.a, eCFR of 2026-09-01"}


def outcome(con: duckdb.DuckDBPyConnection, dated: Note, chip: Row, packs: bool, day: date) -> Outcome:
    """What becomes of the presumption for a chip on a day, by the first of the ways that overcomes it."""
    if outside := _outside(chip):
        return Outcome(False, outside)
    if chip["approved_name"]:
        return Outcome(False, f"overcome by a datasheet of {chip['approved_name']}, an approved designer "
                       "(Supplement No. 6)", ("foundry-attestation",))
    if day <= dated.last_date and _is_at_home(con, chip, day):
        return Outcome(False, f"overcome by a datasheet of {chip['designer']}, an authorized designer if "
                       "it agrees to the reports of 743.9(b)", ("foundry-attestation",))
    least, before = dated.least(chip["memory_type"], day)
    if _is_below(chip, packs, least):
        return Outcome(False, f"overcome by the count of who packages: {chip['transistor_count']:g} "
                       f"transistors are below {least:g}", ("foundry-attestation",))
    lapsed = ("foundry-count-of-2028",) if _is_below(chip, packs, before) else ()
    return Outcome(True, f"presumed to be 3A090.a for data centers: {_missing(chip, packs, least)}",
                   ("foundry-presumed-numbers", *lapsed))


def _outside(chip: Row) -> str | None:
    """Why the note is not about an item at all."""
    if chip["item_kind"] != "chip":
        return "Note 1 speaks of integrated circuits; ask for the chip in the system"
    if chip["is_listed"]:
        return "the chip is 3A090.a itself, so nothing is presumed"
    is_planar = chip["transistor_type"] == "planar"
    return "planar transistors: no applicable advanced logic integrated circuit" if is_planar else None


def _is_at_home(con: duckdb.DuckDBPyConnection, chip: Row, day: date) -> bool:
    """Whether the designer has its headquarters where one is authorized that only agrees to reports."""
    found = rows(con, AT_HOME, home=chip["designer_country_code"], day=day)
    return bool(found and found[0]["is_partner"])


def _is_below(chip: Row, packs: bool, count: float) -> bool:
    return packs and chip["transistor_count"] is not None and chip["transistor_count"] < count


def _missing(chip: Row, packs: bool, least: float) -> str:
    """Why none of the ways overcomes it."""
    who = f"{chip['designer']} is no approved or authorized designer"
    if not packs:
        return f"{who}, and the packager is not approved"
    count = chip["transistor_count"]
    return f"{who}, and " + ("its transistors are not known" if count is None
                             else f"{count:g} transistors are not below {least:g}")
