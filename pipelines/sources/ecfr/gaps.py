"""What a capture is known to lack: found by rule in what an entry prints, else listed by file.

A part that is missing here says nothing of the law: nobody may take it for a deletion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.sources.ecfr.rows import ECCN, Row

NO_TITLES = "the part's title and its lines are not in the file"
KNOWN: dict[str, dict[str, dict[str, str]]] = {
    "60c1f5f08608632716": {
        "3A090": {"notes": "technical notes are not in the capture of 2023-02-24 (METRICS M33)"},
    },
    "5ff4e9d847b1248f2d": {
        "3A090": {"notes": "some notes are not in the capture of 2025-09-28 (METRICS M33)"},
    },
}
"""By the start of a file's sha256: gaps that no rule can see, each with where it is written."""


@dataclass(frozen=True)
class Gaps:
    """Parts of an entry that a capture lacks, each with the reason."""

    reasons: Mapping[str, str]

    @property
    def sections(self) -> list[str]:
        """The parts, in order."""
        return sorted(self.reasons)

    @property
    def reason(self) -> str:
        """All reasons in one line."""
        return "; ".join(f"{section}: {self.reasons[section]}" for section in self.sections)


def find(
    rows: Iterable[Row], sha256: str, is_excerpt: bool = False,
    faults: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Gaps]:
    """The gaps of every entry of a file; of a file that marks elisions no entry is whole.

    `faults` are what the reader met in their sections and could not read.
    """
    by_entry: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_entry[row.entry].append(row)
    listed = next((k for start, k in KNOWN.items() if sha256.startswith(start)), {})
    elided = {"text": "the file marks what it leaves out"} if is_excerpt else {}
    return {
        entry: Gaps({**elided, **_seen(entry, own), **listed.get(entry, {}),
                     **(faults or {}).get(entry, {})})
        for entry, own in by_entry.items()
    }


def _seen(entry: str, rows: list[Row]) -> dict[str, str]:
    if re.fullmatch(ECCN, entry):
        return _of_eccn(entry, rows)
    if re.match(r"\d{3}\.\d", entry) and not any(row.kind == "citation" for row in rows):
        return {"text": "the source citation that ends every section is not in the file"}
    return {}


def _of_eccn(entry: str, rows: list[Row]) -> dict[str, str]:
    has = {row.locator.removeprefix(f"{entry}.") for row in rows}
    gaps = {part: NO_TITLES for part, title in (
        ("license_requirements", "license-requirements"),
        ("license_exceptions", "license-exceptions"),
    ) if title not in has}
    if not {"related-controls", "related-definitions"} <= has:
        gaps["related"] = "every entry prints related controls and related definitions"
    if "exception.ACM" in has and not any("NAC" in name for name in has):
        gaps["license_exceptions"] = "ACM is printed but NAC/ACA, which stands before it, is not"
    if not rows[0].text:
        gaps["heading"] = "the heading is a bare number"
    if not any(row.kind == "item" for row in rows):
        gaps["items"] = "neither items nor the line that says the heading lists them"
    is_bare = any(row.section == "notes" and row.kind == "paragraph" for row in rows)
    if is_bare and not any(row.kind in ("note", "technical_note") for row in rows):
        gaps["notes"] = "text outside of items, and not one note is marked as such"
    return gaps
