"""A claim and its verdicts as text. What is known of them is read from the published file."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.errors import ChipledgerError
from warehouse.showing.text import aligned
from warehouse.showing.typed import rows_of

WIDTH = 96
OPEN = "undecidable"
NOT_RULED = "not ruled on"
MANY, TOO_MANY = 1e4, 1e10
"""Between them a number is written out; beyond them with a power of ten."""


@dataclass(frozen=True)
class Ledger:
    """What is shown of a row of the view claim_ledger."""

    conjunct: str
    claim_scope: str
    scenario: str
    confidence_tier: str
    claim_text: str
    speaker: str
    quoted_speaker: str | None
    as_of_date: date
    document: str
    point: str
    primary_url: str
    value_low: float | None
    value: float | None
    value_high: float | None
    value_unit: str
    region_low: float | None
    region_high: float | None
    finding: str | None
    verdict: str | None
    overall_verdict: str | None
    verdict_when_said: str | None
    missing: str | None
    would_decide: str | None
    rule_text: str
    scope_note: str | None
    constant_ids: list[str]
    evidence_sql: str


def listed(con: duckdb.DuckDBPyConnection) -> str:
    """All claims, one line each, with the verdict on the whole."""
    rows = con.execute("""
        select claim_id, coalesce(any_value(overall_verdict), 'not ruled on'), any_value(speaker),
            min_by(claim_text, conjunct)
        from claim_ledger group by claim_id order by claim_id""").fetchall()
    if not rows:
        return "no claim is known in this release"
    shown = [(i, v, _short(s, 28), _short(t, WIDTH)) for i, v, s, t in rows]
    return "\n".join(aligned([("claim", "verdict", "speaker", "in our words"), *shown]))


def told(con: duckdb.DuckDBPyConnection, claim_id: str) -> str:
    """One claim in full: words, speaker, queries, values, verdicts, what would change them."""
    rows = rows_of(Ledger, con, "claim_ledger where claim_id = $claim_id", claim_id=claim_id)
    if not rows:
        known = con.execute("select list(distinct claim_id order by claim_id) from core.claim")
        names = (known.fetchone() or ([],))[0] or []
        raise ChipledgerError(f"there is no claim {claim_id}; there are {', '.join(names) or 'none'}")
    first, parts = rows[0], list(dict.fromkeys(row.conjunct for row in rows))
    lines = [f"{claim_id}: {first.overall_verdict or NOT_RULED}", "",
             f"{first.document}, point {first.point}", f"{first.primary_url}",
             f"tested for {first.as_of_date}"]
    for part in parts:
        scopes = [row for row in rows if row.conjunct == part]
        lines += ["", *_part(scopes, is_alone=len(parts) == 1), "", *_query(con, scopes[0])]
    return "\n".join(lines)


def _part(scopes: Sequence[Ledger], *, is_alone: bool) -> list[str]:
    first = scopes[0]
    quoted = f", quoting {first.quoted_speaker}" if first.quoted_speaker else ""
    mark = "" if is_alone else f"({first.conjunct}) "
    lines = [*_wrapped(f"{mark}{first.claim_text}"), f"  said by {first.speaker}{quoted}"]
    if first.scope_note:
        lines += _wrapped(first.scope_note, "  tested as: ")
    lines += _wrapped(first.rule_text, "  rule: ")
    for row in scopes:
        lines += [f"  {_scope(row)}: {row.verdict or NOT_RULED}{_then(row)}", *_value(row)]
    constants = sorted({name for row in scopes for name in row.constant_ids})
    return [*lines, *(_wrapped(", ".join(constants), "  assumes: ") if constants else [])]


def _scope(row: Ledger) -> str:
    words = [row.claim_scope, row.scenario, row.confidence_tier]
    return ", ".join(word for word in words if word not in ("all", "none")) or "all"


def _then(row: Ledger) -> str:
    then = row.verdict_when_said
    return f" (as known when said: {then})" if then and then != row.verdict else ""


def _value(row: Ledger) -> list[str]:
    lines = []
    if row.finding:
        lines += _wrapped(row.finding, "    found: ")
    if row.value_unit != "truth" and _range(row):
        lines += [f"    value: {_range(row)} {row.value_unit}"]
    return lines + _wrapped(_would_change(row), "    what would change it: ")


def _would_change(row: Ledger) -> str:
    """What has to be otherwise for another verdict."""
    if row.verdict is None:
        return "nothing: it is published and not ruled on"
    if row.verdict == OPEN:
        return f"{row.would_decide}. Missing: {row.missing}"
    if row.value_unit == "truth":
        return "the condition found otherwise"
    low, high = _number(row.region_low), _number(row.region_high)
    is_held = row.verdict == "supported"
    if low and high:
        where = f"{'outside' if is_held else 'within'} {low} to {high}"
    elif low:
        where = f"{'below' if is_held else 'of at least'} {low}"
    else:
        where = f"{'above' if is_held else 'of at most'} {high}"
    return f"a value {where}, in {row.value_unit}"


def _range(row: Ledger) -> str:
    low, middle, high = map(_number, (row.value_low, row.value, row.value_high))
    ends = f" ({low or '?'} to {high or '?'})" if (low, high) not in ((middle, middle), ("", "")) else ""
    return f"{middle}{ends}".strip()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if MANY <= abs(value) < TOO_MANY else f"{value:,.4g}"


def _query(con: duckdb.DuckDBPyConnection, row: Ledger) -> list[str]:
    found = con.execute("select query from meta.evidence_query where evidence_sql = ?",
                        [row.evidence_sql]).fetchone()
    text = textwrap.indent(found[0], "    ") if found else "    none"
    return [f"  query {row.evidence_sql}:", *text.splitlines()]


def _wrapped(text: str, first: str = "") -> list[str]:
    rest = " " * (len(first) - len(first.lstrip()) + 2) if first else ""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest)


def _short(text: str, width: int) -> str:
    return textwrap.shorten(text, width, placeholder=" ...")
