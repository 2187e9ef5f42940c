"""The console script: one thin function per command. What commands do stands in their modules.

Dagster is imported by `refresh` and `ui` only, and only when they have something to run.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.commands import (
    asking,
    claim,
    clocks,
    export,
    listing,
    moving,
    remote,
    report_page,
    serving,
    trace,
    vouching,
)
from pipelines.faults import EXIT_CODES, NAMED, UNANSWERED, Commands
from warehouse.errors import ChipledgerError
from warehouse.paths import Home

if TYPE_CHECKING:
    from pipelines.commands.refresh import Options

END_USES = ("supercomputer", "semiconductor", "military", "intelligence", "training", "iaas")
MOVES = ("export", "export_us", "reexport", "transfer", "deemed", "remote")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]},
             epilog=EXIT_CODES)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False,
              callback=listing.show_version, help="Show the version of the code.")
def main() -> None:
    """Chipledger: a tracking warehouse for AI compute and export controls."""


def clock_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The two clocks a build can be asked for."""
    known = click.option("--as-known-at", type=clocks.BEGUN,
                         help="Build what was known by the end of a day.")
    as_of = click.option(
        "--as-of", type=clocks.BEGUN,
        help="Day the tables speak of; default: the latest knowledge among the inputs.",
    )
    return known(as_of(command))


def _options(*, is_fetching: bool, as_known_at: Any, as_of: Any, wait_s: float = 0.0) -> Options:
    from pipelines.commands.refresh import Options

    days = [str(day.date()) if day else None for day in (as_known_at, as_of)]
    return Options(is_fetching, days[0], days[1], wait_s)


@main.command()
@click.option("--no-fetch", is_flag=True, help="Use the snapshots there are; ask no publisher.")
@click.option("--wait", "wait_s", default=3600.0, show_default=True, metavar="SECONDS",
              help="How long to wait for another refresh of the same warehouse.")
@click.option("--publish", is_flag=True, help="Let an earlier belief take the place of today's file.")
@clock_options
def refresh(no_fetch: bool, wait_s: float, publish: bool, as_known_at: Any, as_of: Any) -> None:
    """Ask the sources, build what changed, check it, publish it.

    With --as-known-at, the belief is made beside the published file, unless --publish says otherwise.
    """
    if as_known_at and not publish:
        click.echo(clocks.file_of(as_known_at, None, as_of))
        return
    from pipelines.commands import report
    from pipelines.commands.refresh import refresh as run_refresh
    from pipelines.workspace import Workspace

    options = _options(is_fetching=not no_fetch, as_known_at=as_known_at, as_of=as_of, wait_s=wait_s)
    workspace = Workspace.open()
    summary = run_refresh(workspace, options, click.echo)
    current = workspace.publisher.current()
    report.show_summary(summary, workspace.home.published, current.release_id if current else None)
    sys.exit(NAMED if summary.problems or summary.damaged else UNANSWERED * summary.is_unanswered)


@main.command()
@clock_options
def plan(as_known_at: Any, as_of: Any) -> None:
    """Show what a refresh would build, and why, without asking any publisher."""
    from pipelines.commands import refresh, report
    from pipelines.workspace import Workspace

    options = _options(is_fetching=False, as_known_at=as_known_at, as_of=as_of)
    report.show_plan(refresh.plan(Workspace.open(), options))


@main.command(cls=listing.ListsSources)
@click.argument("source_id", metavar="SOURCE")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--known-at", type=clocks.DAY, required=True,
              help="Day by whose end the world could know the file.")
def ingest(source_id: str, file: Path, known_at: Any) -> None:
    """Take in one file of a source."""
    from pipelines.commands import ingest as ingesting
    from pipelines.workspace import Workspace

    click.echo(ingesting.ingest_file(Workspace.open(), source_id, file, known_at.date()))


@main.command("ingest-archive")
@click.argument("folder", metavar="DIR",
                type=click.Path(exists=True, file_okay=False, path_type=Path))
def ingest_archive(folder: Path) -> None:
    """Take in every dated release in a folder that a source recognises; leaves with 2 for none."""
    from collections import Counter

    from pipelines.commands import ingest as ingesting
    from pipelines.workspace import Workspace

    counts: Counter[str] = Counter()
    for line in ingesting.ingest_archive(Workspace.open(), folder, counts):
        click.echo(line)
    sys.exit(0 if counts["taken in"] or counts["known already"] else 2)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def bundle(folder: Path) -> None:
    """Write what the dated releases of open data in a folder state beside the curated tables."""
    from pipelines.commands.bundle import bundle as bundled

    for line in bundled(folder):
        click.echo(line)


for _command in (asking.describe, asking.sql, asking.tables, claim.claim, clocks.gc, clocks.open_,
                 clocks.releases, clocks.rollback, clocks.vintages, export.export, moving.diff,
                 moving.why, remote.pull, remote.push, report_page.report, serving.ui, trace.trace,
                 vouching.accept, vouching.reject, vouching.set_aside, vouching.withdraw):
    main.add_command(_command)


@main.command()
@click.option("--all", "is_whole", is_flag=True, help="List every source, table and subject too.")
@click.option("--json", "is_json", is_flag=True, help="All of it as one JSON document, for monitors.")
def status(is_whole: bool, is_json: bool) -> None:
    """Show how things stand and what needs a person; leaves with 1 if anything is stale or failed."""
    from pipelines.commands.status import show, status_of
    from pipelines.commands.status_json import as_json
    from pipelines.workspace import Workspace

    workspace = Workspace.open()
    found = status_of(workspace)
    if is_json:
        click.echo(as_json(workspace, found))
    else:
        show(found, is_whole=is_whole)
    sys.exit(1 if found.problems else 0)


@main.command()
def verify() -> None:
    """Read every byte of the warehouse and name what is damaged; leaves with 1 if anything is."""
    from pipelines.commands.status import show_damage
    from pipelines.workspace import Workspace

    sys.exit(1 if show_damage(Workspace.open()) else 0)


@main.group()
def rules() -> None:
    """Read the law as text."""


@rules.command("coverage")
def rules_coverage() -> None:
    """Show which texts of the law are not held, and what answers rest on instead."""
    from pipelines.explain.coverage import told

    click.echo(told(Home.default()))


@rules.command("diff")
@click.argument("before", type=clocks.DAY)
@click.argument("after", type=clocks.DAY)
@click.argument("locator", required=False)
def rules_diff(before: Any, after: Any, locator: str | None) -> None:
    """Show, word by word, how paragraphs in force changed between two days."""
    from pipelines.explain.rules_diff import told

    shown, unheld = told(Home.default(), before.date(), after.date(), locator, sys.stdout.isatty())
    if shown:
        click.echo(shown)
    if unheld:
        raise ChipledgerError(unheld)


@main.command()
@click.argument("item")
@click.option("--to", required=True, metavar="COUNTRY", help="Where it goes: ISO code or name.")
@click.option("--on", "day", type=clocks.DAY, required=True, help="The day of the transaction.")
@click.option("--headquarters", metavar="COUNTRY", help="Seat of the end user or its parent.")
@click.option("--party", metavar="NAME", help="The end user or consignee, by its name on a list.")
@click.option("--end-use", type=click.Choice(END_USES), help="What it is for.")
@click.option("--transaction", type=click.Choice(MOVES), default="export", show_default=True)
@click.option("--exporter", metavar="WHO", help="Who makes it: fabricator, osat, or an approved packager.")
@click.option("--known-at", type=clocks.BEGUN, help="Answer from what could be known on a day.")
def explain(day: Any, known_at: Any, **asked: Any) -> None:
    """Show whether an item, or a model's weights, may go to a country on a day, and why. Not legal advice."""
    from pipelines.explain.answer import Question
    from pipelines.explain.gather import published
    from pipelines.explain.text import NARROWEST, WIDTH, render

    question = Question(day=day.date(), **asked)
    if known_at is None:
        found = published(Home.default(), question)
    else:
        from pipelines.explain.belief import as_known

        found = as_known(Home.default(), question, known_at.date(),
                         lambda said: click.echo(said, err=True))
    shown = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    click.echo(render(found, max(shown, NARROWEST)))


@main.command()
@click.option("--cookbook", is_flag=True,
              help="The cookbook too, from a warehouse that holds only what comes with the code.")
def docs(cookbook: bool) -> None:
    """Write the generated pages again."""
    from pipelines.commands.docs import write

    for path in write(home=Home.default() if cookbook else None):
        click.echo(f"written {path}")
