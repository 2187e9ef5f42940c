"""The commands that tell what moved between two releases: all that differs, and why one number does.

What differs is found in warehouse/telling/differences.py, why in explain/why.py; both imported when asked.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from warehouse.telling.attributions import Attribution

CAUSES = {
    "code": "how it is computed",
    "new_rows": "rows that came",
    "changed_values": "values that were revised",
    "removed_rows": "rows that are gone",
    "identity": "names that mean another thing",
    "tiers": "how sure the sources are",
    "reference": "assumptions and reference data",
    "rules": "versions of the rules",
    "time": "the day of the build",
}


@click.command()
@click.argument("before", metavar="A")
@click.argument("now", metavar="B")
@click.argument("table", required=False)
def diff(before: str, now: str, table: str | None) -> None:
    """Show what differs between two releases: counts by table, then the numbers that moved most."""
    from pipelines.commands.report import show_grid
    from pipelines.project import project
    from pipelines.workspace import Workspace
    from warehouse.storage.manifest import load_manifest
    from warehouse.telling import differences

    project()
    store = Workspace.open().store
    old, new = load_manifest(store, before), load_manifest(store, now)
    found = [differences.compared(store, old, new, name)
             for name in differences.differing(old, new, table)]
    if not found:
        click.echo(f"no {'row of ' + table if table else 'answer and no fact'} differs")
        return
    show_grid(("table", "added", "removed", "changed"), [
        (d.table, f"{d.added:,}", f"{d.removed:,}", f"{d.changed:,}") for d, _ in found], [1, 2, 3])
    moved = differences.most([one for _, moved in found for one in moved])
    if moved:
        click.echo(f"\nWhat moved most, at most {differences.MOST_OF_A_TABLE} rows of a table:")
        show_grid(("table", "row", "number", "before", "now"), [
            (m.table, m.key, m.column, f"{m.before:g}", f"{m.now:g}") for m in moved], [3, 4])


@click.command()
@click.argument("metric")
@click.option("--where", help="SQL condition that leaves one row, where METRIC is layer.table.column.")
@click.option("--from", "before", required=True, metavar="RELEASE", help="The earlier release.")
@click.option("--to", "now", metavar="RELEASE", help="The later one; the published one if not said.")
@click.option("--budget", default=60, show_default=True, type=click.IntRange(0),
              help="How many mixtures to build in search of the rows that moved it.")
def why(metric: str, where: str | None, before: str, now: str | None, budget: int) -> None:
    """Show why a number differs between two releases: cause by cause, in a table that adds up.

    METRIC is the id of a headline, or layer.table.column. The answer is kept; the next refresh
    publishes it in meta.revision_attribution.
    """
    from pipelines.explain.why import asked, number_of
    from pipelines.workspace import Workspace
    from warehouse.building.build import Clock
    from warehouse.errors import ChipledgerError
    from warehouse.storage.manifest import load_manifest
    from warehouse.telling import attributions

    workspace = Workspace.open()
    current = workspace.publisher.current()
    if current is None:
        raise ChipledgerError("nothing is published yet; run `chipledger refresh`")
    new = load_manifest(workspace.store, now) if now else current
    old = load_manifest(workspace.store, before)
    number = number_of(workspace.builder(Clock()), metric, where)
    found = asked(lambda: workspace.builder(Clock()), number, old, new, budget,
                  lambda said: click.echo(said, err=True))
    attributions.keep(workspace.store, found)
    show(found)


def show(found: Attribution) -> None:
    """A small table that adds up, the rows behind it, and the same in a few sentences."""
    from pipelines.commands.report import show_grid

    parts = {"code": found.code, **found.shares}
    rows = [(f"as {found.from_release_id} published it", f"{found.before:.6g}"),
            *((CAUSES[cause], f"{share:+.6g}") for cause, share in parts.items()),
            (f"from the inputs of {found.to_release_id}, by today's code", f"{found.now:.6g}")]
    click.echo(f"{found.caption} ({found.question})" if found.caption else found.question)
    show_grid(("what", "number"), rows, [1])
    if found.movers:
        click.echo("\nRows without whose change it would be another number:")
        show_grid(("moved by", "table", "row", "source", "what changed"), [
            (f"{m.moved:+.4g}", m.table, m.key, m.source[:60], m.said[:100]) for m in found.movers], [0])
    if not found.are_all_movers:
        click.echo("The search for rows ended with its budget; --budget allows more.")
    click.echo("\n" + in_words(found))


def in_words(found: Attribution) -> str:
    """The answer as it can be printed: what the number was and is, from what, and by which row."""
    return " ".join(filter(None, (_then_and_now(found), _shares_in_words(found), _row_in_words(found))))


def _then_and_now(found: Attribution) -> str:
    moved = found.now - found.before
    by = f", {abs(moved / found.before):.0%} {'more' if moved > 0 else 'less'}" if found.before else ""
    names = [found.from_release_id, found.to_release_id]
    days = [_day(name) for name in names]
    then, now = names if days[0] == days[1] else days
    return (f"{found.caption or found.question + ':'} By the release of {then} the answer was "
            f"{found.before:.3g}; by what that of {now} knows it is {found.now:.3g}{by if moved else ''}.")


def _day(release_id: str) -> str:
    """The day that a release is named after, in words."""
    day = date.fromisoformat(release_id[:10])
    return f"{day.day} {day:%B %Y}"


def _shares_in_words(found: Attribution) -> str:
    parts = {"code": found.code, **found.shares}
    told = sorted(((abs(share), cause, share) for cause, share in parts.items() if share), reverse=True)
    if not told:
        return "Nothing moved it."
    if len(told) == 1:
        return f"All of it comes from {CAUSES[told[0][1]]}."
    said = ", ".join(f"{share:+.3g} from {CAUSES[cause]}" for _, cause, share in told)
    order = ("averaged over all orders in which the changes could have come" if found.is_exact
             else "each in the order of the table, since more than seven causes differ")
    return f"Of the change of {found.now - found.before:+.3g}, {said}; {order}."


def _row_in_words(found: Attribution) -> str:
    if not found.movers:
        return ""
    from pipelines.project import sources

    most = found.movers[0]
    known = sources().get(most.table)
    who = f"{known.publisher}, {known.title}" if known else most.source
    without = f"without that, the answer would be {found.now - most.moved:.3g}"
    return f"The row that moved it most is {most.key.partition('|')[0]} ({who}): {most.said}; {without}."
