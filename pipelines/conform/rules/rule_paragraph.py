"""core.rule_paragraph: from captures of the law to wordings with the days they were in force.

The intervals are worked out in law/versions.py; reading files does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from pipelines.law.outline import outline_key
from pipelines.law.versions import Capture, Change, Element, Version, versions
from pipelines.recipe import recipe
from schemas import base
from schemas.rules.ecfr_part import PARTS
from schemas.rules.rule_paragraph import RuleParagraph

DECLARING = ("seed.rule_version", "seed.rule_document")
RAW = {f"raw.ecfr_part{part}": part for part in PARTS}


@recipe(RuleParagraph, reads=[*RAW, *DECLARING])
def rule_paragraph(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All wordings of all parts."""
    declared = [change for name in DECLARING for change in changes(frames[name])]
    found = [row for name, part in RAW.items() for row in _of_part(frames[name], part, declared)]
    schema = {c.name: c.dtype for c in base.columns(RuleParagraph)}
    return pl.DataFrame(found, schema=schema).sort(base.info(RuleParagraph).key)


def changes(documents: pl.DataFrame) -> list[Change]:
    """What each document declares to have changed, and since when; bills have no day."""
    return [Change(row["effective_date"], tuple(row["changed_locators"].split(";")))
            for row in documents.iter_rows(named=True)
            if row["effective_date"] and row["changed_locators"]]


def _of_part(
    frame: pl.DataFrame, part: str, declared: Sequence[Change]
) -> Iterable[dict[str, object]]:
    captures = _captures(frame)
    entries = sorted({entry for capture in captures for entry in capture.entries})
    for entry in entries:
        for version in versions(entry, captures, declared):
            yield _row(version, part)


def _captures(frame: pl.DataFrame) -> list[Capture]:
    """The files in order of their day; of several of one day the fuller ones count first."""
    found: list[Capture] = []
    for (day, snapshot), rows in frame.group_by(
        "observed_date", "first_snapshot_id", maintain_order=True
    ):
        capture = Capture(day, str(snapshot), bool(rows["is_whole_part"].any()))
        for row in rows.sort("ordinal").iter_rows(named=True):
            capture.add(Element.of(row), row["missing_sections"] or [])
        found.append(capture)
    return sorted(found, key=lambda capture: (capture.day, capture.snapshot_id))


def _basis(is_named: bool) -> str:
    return "effective_date_of_rule_version" if is_named else "first_seen"


def _row(version: Version, part: str) -> dict[str, object]:
    element = version.shown
    return {
        "locator": version.locator, "first_seen_date": version.first_seen,
        "parent_locator": element.parent_locator, "entry": element.entry, "part_number": part,
        "outline_key": outline_key(version.locator, element.entry),
        "kind": element.kind, "section": element.section,
        "enumerator": element.enumerator, "text": element.text,
        "last_seen_date": version.last_seen, "valid_from_date": version.valid_from,
        "valid_to_date": version.valid_to,
        "valid_basis": _basis(version.is_named),
        "valid_to_basis": _basis(version.is_end_named) if version.valid_to else None,
        "is_complete": version.first.is_complete, "source_id": version.first.source_id,
        "first_snapshot_id": version.first.snapshot_id,
        "source_locator": version.first.source_locator,
    }
