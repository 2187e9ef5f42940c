"""The commands about releases and beliefs: list, go back to one, open one, remove what nothing needs.

What they do stands in beliefs.py, which is imported only when they run.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from warehouse.paths import Home
from warehouse.storage.days import DayToCome, refuse_day_to_come

if TYPE_CHECKING:
    from pathlib import Path

DAY = click.DateTime(["%Y-%m-%d"])


class DayBegun(click.DateTime):
    """A day that has begun somewhere: of another, nothing can be known yet."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day; fails with the last that is allowed."""
        day = super().convert(value, param, ctx)
        try:
            refuse_day_to_come(day.date())
        except DayToCome as refusal:
            self.fail(str(refusal), param, ctx)
        return day


BEGUN = DayBegun(["%Y-%m-%d"])


def say(line: str) -> None:
    """Progress, apart from the answer, so that a path can be read by a script."""
    click.echo(line, err=True)


@click.command("open")
@click.option("--as-known-at", "known_at", type=BEGUN, help="As it could be believed by the end of a day.")
@click.option("--release", "release_id", metavar="RELEASE", help="As this release had it.")
@click.option("--path", "is_path", is_flag=True, help="Print where the file lies; start nothing.")
def open_(known_at: Any, release_id: str | None, is_path: bool) -> None:
    """Open the published file, an earlier belief or an earlier release in the duckdb shell, read-only.

    Earlier ones are made beside the published file, which stays today's.
    """
    path = file_of(known_at, release_id)
    shell = shutil.which("duckdb")
    if is_path or not shell or not sys.stdout.isatty():
        click.echo(path)
    else:
        os.execv(shell, [shell, "-readonly", str(path)])  # noqa: S606  (the user's own shell)


def file_of(known_at: Any, release_id: str | None, as_of: Any = None) -> Path:
    """The file that was asked for, made if it is not there."""
    from pipelines.commands import beliefs
    from pipelines.workspace import Workspace

    if known_at and release_id:
        raise click.UsageError("a release has its own belief: give --as-known-at or --release, not both")
    workspace = Workspace.open()
    if known_at:
        return beliefs.as_known(workspace, known_at.date(), as_of and as_of.date(), say).path
    if release_id:
        return beliefs.as_released(workspace, release_id)
    return Home.default().published


@click.command()
@click.option("--every", type=click.Choice(["month", "quarter", "year"]), default="month",
              show_default=True)
@click.option("--from", "first", type=BEGUN, required=True, help="The first day of the span.")
@click.option("--to", "last", type=BEGUN, required=True, help="The last day of the span.")
def vintages(every: str, first: Any, last: Any) -> None:
    """Make the beliefs of every month, quarter or year's end, each a file beside the published one."""
    from pipelines.commands import beliefs
    from pipelines.workspace import Workspace

    for made in beliefs.vintages(Workspace.open(), first.date(), last.date(), every, say):
        click.echo(f"{made.known_on}  {made.release_id}  {made.built_count:>4} tables built  {made.path}")


@click.command()
def releases() -> None:
    """List the releases, newest first."""
    from pipelines.commands import report
    from warehouse.releasing import reading

    report.show_releases(reading.releases(Home.default()))


@click.command()
@click.argument("release")
def rollback(release: str) -> None:
    """Point the published file at an earlier release."""
    from pipelines.workspace import Workspace

    click.echo(f"published {release}: {Workspace.open().publisher.rollback(release)}")


@click.command()
@click.option("--keep", default=7, show_default=True, type=click.IntRange(1), metavar="COUNT",
              help="How many of the newest releases to keep.")
@click.option("--keep-monthly", is_flag=True, help="Keep the last release of every month too.")
@click.option("--dry-run", "is_trial", is_flag=True, help="Say what would be removed; remove nothing.")
def gc(keep: int, keep_monthly: bool, is_trial: bool) -> None:
    """Remove old releases, and what neither a kept one nor today's build refers to.

    Publishers' bytes, decisions and the published release always stay.
    """
    from pipelines.commands import beliefs
    from pipelines.workspace import Workspace

    found = beliefs.collected(Workspace.open(), keep, is_monthly=keep_monthly, is_trial=is_trial, say=say)
    verb = "would remove" if is_trial else "removed"
    click.echo(f"{verb} {len(found.removed)} releases and {found.entry_count:,} entries of the store, "
               f"{found.byte_count / 1e6:,.1f} MB; {len(found.kept)} releases stay")
