"""The commands that share one warehouse between machines; how, stands in pipelines/remote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipelines.commands.extras import demand

if TYPE_CHECKING:
    from pipelines.remote.bucket import Bucket

PLACE = "CHIPLEDGER_STORE"


def opened(url: str) -> Bucket:
    """The bucket at an address; raises ChipledgerError if what speaks to it is not installed."""
    demand("obstore", "object stores need")
    from pipelines.remote.object_store import ObjectStore

    return ObjectStore(url)


@click.command()
@click.argument("url", envvar=PLACE)
def push(url: str) -> None:
    """Give this warehouse to other machines, in an object store such as s3://bucket/prefix."""
    from pipelines.remote.pushing import push as pushed
    from pipelines.workspace import Workspace

    count = pushed(Workspace.open(), opened(url))
    click.echo(f"pushed {count:,} new entries to {url}")


@click.command()
@click.argument("url", envvar=PLACE)
@click.option("--theirs", "is_theirs", is_flag=True,
              help="Take what is there where both have gone on, and keep this machine's journals aside.")
def pull(url: str, is_theirs: bool) -> None:
    """Take over the warehouse that another machine has pushed, and publish its release here."""
    from pipelines.remote.pulling import pull as pulled
    from pipelines.workspace import Workspace

    release_id, count = pulled(Workspace.open(), opened(url), is_theirs=is_theirs)
    click.echo(f"{release_id} is published here; {count:,} new entries came from {url}")
