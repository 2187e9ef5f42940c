"""The command that gives the published file in other programs' forms; how, stands in pipelines/export."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from pipelines import faults
from pipelines.commands.extras import demand
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.storage import waits


def web_address(_: click.Context, __: click.Parameter, url: str | None) -> str | None:
    """An address that browsers open; a usage error for what is none."""
    parts = urlsplit(url or "https://none")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(f"{url!r} is no web address; write it as https://example.org/chipledger")
    return url


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--only", "words", multiple=True, metavar="WORD",
              help="Only tables whose name holds it, such as `metric.` or `chip`; may be repeated.")
@click.option("--url", metavar="URL", callback=web_address,
              help="Address under which the folder will be published.")
@click.option("--iceberg", "catalog", metavar="CATALOG",
              help="Instead of a folder: put a release into the Iceberg catalog in this SQL database, "
                   "such as sqlite:////srv/catalog.db or postgresql+psycopg2://user@host/name.")
@click.option("--metadata", metavar="URL",
              help="Where new Iceberg tables keep their metadata; `iceberg/` in the home if not given.")
@click.option("--release", "release_id", metavar="RELEASE",
              help="The release to put into the catalog; the published one if not given.")
def export(
    folder: Path | None, words: tuple[str, ...], url: str | None, catalog: str | None,
    metadata: str | None, release_id: str | None,
) -> None:
    """Write tables as Parquet, CSV and SQLite, with datapackage.json, Croissant and whom to credit.

    With --iceberg, tag a release in an Iceberg catalog: its tables are the store's own files.
    """
    if (folder is None) == (catalog is None):
        raise click.UsageError("name either a folder or, with --iceberg, a catalog")
    if catalog is not None:
        click.echo(to_iceberg(Home.default(), catalog, metadata, release_id))
    elif folder is not None:
        click.echo(to_folder(folder, words, url))


def to_folder(folder: Path, words: tuple[str, ...], url: str | None) -> str:
    """Write files; says what was written."""
    from pipelines.export.writing import export as write
    from warehouse.releasing.reading import open_published

    with open_published(Home.default()) as con, faults.writing(folder):
        found = write(con, folder, lambda said: click.echo(said, err=True), only=words, url=url)
    return f"written {folder}: {len(found.tables)} tables of release {found.release_id}"


def to_iceberg(home: Home, uri: str, metadata: str | None, release_id: str | None) -> str:
    """Put a release into a catalog, and keep its files from being removed; says what changed."""
    demand("pyiceberg", "Iceberg needs")
    from pipelines.export import iceberg
    from pipelines.workspace import Workspace
    from warehouse.storage.manifest import load_manifest
    from warehouse.storage.pins import pin

    workspace = Workspace.open(home)
    with workspace.store.lock("refresh", waits.JOB_S), workspace.store.lock("publish", waits.JOB_S):
        current = workspace.publisher.current()
        wanted = release_id or (current.release_id if current else "")
        if not wanted:
            raise ChipledgerError("nothing is published yet; run `chipledger refresh`")
        manifest = load_manifest(workspace.store, wanted)
        pin(home, wanted, "an Iceberg catalog refers to its files")
    into = iceberg.opened(uri, metadata or (home.root / "iceberg").as_uri())
    changed = iceberg.add(into, workspace.store, manifest)
    return f"tagged {wanted} in the catalog: {changed} tables changed"
