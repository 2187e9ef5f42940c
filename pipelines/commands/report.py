"""What commands print about plans, refreshes and releases: plain lines, the same in a pipe."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from warehouse.releasing.reading import ReleaseLine
from warehouse.showing.text import aligned

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.commands.refresh import Summary
    from warehouse.building.planning import Step

QUERY = (
    "select chip_name, price_usd, peak_dense_per_usd_2023_flop_per_s"
    " from price_performance('fp16', (select max(as_of_date) from meta.release)) limit 5"
)


def show_grid(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> None:
    """Aligned columns under a header."""
    first, *others = aligned([header, *rows], right)
    click.secho(first, bold=True)
    for line in others:
        click.echo(line)


def show_plan(steps: Sequence[Step]) -> None:
    """One line per table, and a count."""
    show_grid(("table", "action", "why"), [(s.name, s.action, s.reason) for s in steps], ())
    counts = Counter(step.action for step in steps)
    click.echo("\n" + ", ".join(f"{count} to {action}" for action, count in counts.items()))


def show_summary(summary: Summary, published: Path, current: str | None) -> None:
    """What was built, reused, rejected, held and published, and what to do next."""
    reused = sum(s.action == "reuse" and s.name not in summary.built for s in summary.steps)
    asked = [("sources", f"{summary.answered_count} of {summary.asked_count} answered")]
    rows = [
        *(asked if summary.asked_count else ()),
        ("built", _counted(len(summary.built), "table")),
        ("reused", _counted(reused, "table")),
        ("rejected", _counted(summary.rejected_row_count, "row")),
        ("held", _held(summary)),
        ("published", summary.published or _why_nothing(summary, current)),
    ]
    click.echo()
    for line in aligned(rows):
        click.echo(line)
    for line in summary.held:
        click.echo(f"held or refused: {line}")
    for line in summary.damaged:
        click.secho(f"damaged: {line}", fg="red", bold=True)
    for problem in summary.problems:
        click.secho(f"not published: {problem}", fg="red", bold=True)
    if current:
        click.echo(f"\nthe warehouse: {published}")
        click.echo(f"{sys.argv[0]} sql \"{QUERY}\"")


def _held(summary: Summary) -> str:
    """How many snapshots do not count: of the newest, and of those that came before."""
    newest, before = len(summary.held), summary.held_before_count
    earlier = f", and {_counted(before, 'earlier one')} (see meta.snapshot)" if before else ""
    return f"{newest:,} of the newest snapshots{earlier}"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _why_nothing(summary: Summary, current: str | None) -> str:
    kept = f"; {current} stays" if current else ""
    if summary.problems:
        return f"nothing: a check or a step failed{kept}"
    if summary.withdrawn:
        return f"nothing: this content was withdrawn by a rollback{kept}"
    return f"nothing, because nothing changed{kept}"


def show_releases(releases: Sequence[ReleaseLine]) -> None:
    """The releases, newest first, with the published one marked."""
    if not releases:
        click.echo("nothing is released yet; run `chipledger refresh`")
        return
    rows = [
        ("*" if r.is_current else "", r.release_id, r.created_at[:16].replace("T", " "),
         (r.known_by or "all")[:10], f"{r.row_count:,}", "kept" if r.has_file else "on demand")
        for r in releases
    ]
    show_grid(("", "release", "made (UTC)", "known by", "rows", "file"), rows, [4])
