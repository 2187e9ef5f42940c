"""The commands by which a person decides on a snapshot, a record or a check; each can be taken back.

What they do stands in verdicts.py, which is imported only when they run.
"""

from __future__ import annotations

import click

REASON = click.option("--reason", required=True, help="Why, in words for meta.decision.")


@click.command()
@click.argument("subject", metavar="SOURCE|CHECK")
@click.argument("snapshot", metavar="[SNAPSHOT|KEY]", required=False)
@click.option("--cell", metavar="COLUMN", help="Accept only what this column of the record KEY says.")
@click.option("--reason", default="", help="Why, in words for meta.decision; a check needs it.")
@click.option("--undo", is_flag=True, help="Take an earlier acceptance back.")
def accept(
    subject: str, snapshot: str | None, cell: str | None, reason: str, undo: bool
) -> None:
    """Vouch for a held snapshot of a source, the latest unless named, or for what a check found."""
    from pipelines.commands import verdicts
    from pipelines.workspace import Workspace

    workspace = Workspace.open()
    if cell:
        name = f"{snapshot or ''}|{cell}"
        click.echo(verdicts.accept_cell(workspace, subject, name, reason, is_withdrawn=undo))
    else:
        click.echo(verdicts.accept(workspace, subject, snapshot, reason, is_withdrawn=undo))


@click.command()
@click.argument("snapshot")
@REASON
@click.option("--undo", is_flag=True, help="Take an earlier rejection back.")
def reject(snapshot: str, reason: str, undo: bool) -> None:
    """Keep a snapshot out of every belief."""
    from pipelines.commands.verdicts import reject as rejected
    from pipelines.workspace import Workspace

    click.echo(rejected(Workspace.open(), snapshot, reason, is_withdrawn=undo))


@click.command()
@click.argument("source_id", metavar="SOURCE")
@click.argument("snapshot")
@REASON
def withdraw(source_id: str, snapshot: str, reason: str) -> None:
    """Undo an ingest: a snapshot of a source never came; to ingest it again brings it back."""
    from pipelines.commands.verdicts import withdraw as withdrawn
    from pipelines.workspace import Workspace

    click.echo(withdrawn(Workspace.open(), source_id, snapshot, reason))


@click.command("set-aside")
@click.argument("source_id", metavar="SOURCE")
@click.argument("key")
@click.option("--snapshot", help="Only as this snapshot states it; default: as last stated.")
@REASON
@click.option("--undo", is_flag=True, help="Let the record count again.")
def set_aside(source_id: str, key: str, snapshot: str | None, reason: str, undo: bool) -> None:
    """Let a record count for nothing as long as it says what it says; KEY is its key, with | between."""
    from pipelines.commands import verdicts
    from pipelines.workspace import Workspace

    click.echo(verdicts.set_aside(
        Workspace.open(), source_id, key, snapshot, reason, is_withdrawn=undo))
