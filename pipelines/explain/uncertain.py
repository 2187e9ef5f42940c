"""What of an answer is uncertain: inputs, readings, sources, and texts that are not held for the day.

The answer itself stands in text.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.explain.answer import Explanation, Row
from pipelines.explain.law import CONFIDENCE


def lines(found: Explanation) -> Iterator[str]:
    """Unknown inputs, readings, weak sources, and texts and tables of another day."""
    status = found.status
    if found.known_to and found.question.day > found.known_to:
        yield f"the warehouse knows up to {found.known_to}; what came after is not in this answer"
    for name in ("status_set", "status_enforced_set"):
        if len(status[name]) > 1:
            yield f"{name.removesuffix('_set').replace('_', ' ')} may be {', '.join(status[name])}"
    open_inputs = dict.fromkeys(
        r["unknown_inputs"] for r in found.paragraphs if r["unknown_inputs"])
    yield from (f"open input: {unknown}" for unknown in open_inputs)
    if status["overlay_basis"] not in (None, "reported"):
        yield f"that the letter binds this item is {status['overlay_basis']}"
    yield from _weak(found.provisions, "provision_id")
    yield from _weak([*found.events, *found.foreign], "rule_event_id")
    if found.version and found.version["confidence"] != "VT":
        yield f"the rule version itself: {CONFIDENCE[found.version['confidence']]}"
    yield from (f"text of {gap['locator']} is not held for that day: {gap['missing']}; the answer rests on "
                f"{gap['rests_on']}" for gap in found.gaps)
    if "imputed" in (found.destination.basis, found.headquarters.basis):
        yield "country groups of that day are the latest table carried back"


def _weak(found: Iterable[Row], key: str) -> Iterator[str]:
    for row in found:
        if row["confidence"] != "VT":
            yield f"{row[key]}: {CONFIDENCE[row['confidence']]}"
