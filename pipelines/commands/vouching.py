"""The commands by which a person vouches for a snapshot, or keeps it out.

What they do stands in ingest.py and verdicts.py, which are imported only when they run.
"""

from __future__ import annotations

import click


@click.command()
@click.argument("source_id", metavar="SOURCE")
@click.argument("snapshot", required=False)
def accept(source_id: str, snapshot: str | None) -> None:
    """Vouch for a held snapshot, the latest one unless its id is given."""
    from pipelines.commands import ingest as ingesting
    from pipelines.workspace import Workspace

    click.echo(ingesting.accept(Workspace.open(), source_id, snapshot))


@click.command()
@click.argument("snapshot")
@click.option("--reason", required=True, help="Why, in words for meta.snapshot.")
@click.option("--undo", is_flag=True, help="Take an earlier rejection back.")
def reject(snapshot: str, reason: str, undo: bool) -> None:
    """Keep a snapshot out of every belief."""
    from pipelines.commands.verdicts import reject as rejected
    from pipelines.workspace import Workspace

    click.echo(rejected(Workspace.open(), snapshot, reason, is_withdrawn=undo))
