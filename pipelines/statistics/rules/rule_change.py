"""metric.rule_change_by_rule_version_paragraph: what each document changed in the law's text.

How wordings are chosen and put side by side stands in law/in_force.py and law/alignment.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import polars as pl

from pipelines.law.alignment import Pair, aligned, is_first_held
from pipelines.law.in_force import Document, Wording, documents, in_force, wordings
from pipelines.law.thresholds import parameters
from pipelines.recipe import recipe
from schemas import base
from schemas.rules.rule_change_by_rule_version_paragraph import RuleChange

SERIES = "us-3a090"
CONTROL_ENTRIES = ("3A090", "4A090", "4E091")
ENTRY = re.compile(r"\d[A-E]\d{3}|7\d\d\.\d+")


@recipe(RuleChange, reads=["core.rule_version", "core.rule_paragraph"])
def rule_change(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Compare each document of the series with the one before."""
    chain = documents(frames["core.rule_version"].filter(pl.col("series") == SERIES))
    found = [row for before, after in pairwise(chain)
             for row in _changes(before, after, frames["core.rule_paragraph"])]
    schema = {c.name: c.dtype for c in base.columns(RuleChange)}
    return pl.DataFrame(found, schema=schema).sort(base.info(RuleChange).key)


def _changes(
    before: Document, after: Document, paragraphs: pl.DataFrame
) -> Iterator[dict[str, object]]:
    stems = {found[0] for stem in after.changed if (found := ENTRY.match(stem))}
    is_title = (pl.col("kind") == "heading") & (pl.col("locator") != pl.col("entry"))
    entries = stems | set(CONTROL_ENTRIES)
    held = wordings(paragraphs.filter(~is_title), entries, with_bare_headings=True)
    earlier, later = in_force(before, held), in_force(after, held)
    known = {wording.entry for wording in earlier.values()}
    for pair in aligned(earlier, later):
        change = change_of(pair)
        is_made = pair.after and pair.after.entry not in known and after.changes(pair.after.locator)
        if change and (is_made or not is_first_held(pair, earlier)):
            yield _row(before, after, pair, change)


def change_of(pair: Pair) -> str | None:
    """What happened to a paragraph; None if nothing did."""
    if pair.before is None:
        return "added"
    if pair.after is None:
        return "removed"
    if pair.is_same:
        return None
    if pair.likeness != 1.0 and _stated(pair.before) != _stated(pair.after):
        return "parameters_changed"
    return "renumbered" if pair.is_moved else "changed"


def _stated(wording: Wording) -> list[tuple[object, ...]]:
    """The parameters to compare; `limit in` or `limits in` a paragraph is one reference."""
    found = [(p.term if p.value else "", p.operator, p.value or 0.0, p.unit,
              p.reference_locator or "") for p in parameters(wording.text or "")]
    return sorted(found)


def _shown(wording: Wording | None) -> str | None:
    stated = [str(p) for p in parameters((wording.text or "") if wording else "")]
    return "; ".join(stated) or None


def _row(before: Document, after: Document, pair: Pair, change: str) -> dict[str, object]:
    wording = pair.after or pair.before
    if wording is None:
        raise ValueError("a pair has at least one side")
    return {
        "rule_version_from_id": before.rule_version_id,
        "rule_version_to_id": after.rule_version_id,
        "locator": wording.locator, "change": change,
        "locator_from": pair.before.locator if pair.before else None,
        "entry": wording.entry, "kind": wording.kind, "effective_date": after.effective,
        "text_from": pair.before.text if pair.before else None,
        "text_to": pair.after.text if pair.after else None,
        "parameters_from": _shown(pair.before), "parameters_to": _shown(pair.after),
        "text_similarity_ratio": pair.likeness,
    }
