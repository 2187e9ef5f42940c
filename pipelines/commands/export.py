"""The command that gives the published file in other programs' forms; how, stands in pipelines/export."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.paths import Home


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--only", "words", multiple=True, metavar="WORD",
              help="Only tables whose name holds it, such as `metric.` or `chip`; may be repeated.")
@click.option("--url", metavar="URL", help="Address under which the folder will be published.")
def export(folder: Path, words: tuple[str, ...], url: str | None) -> None:
    """Write tables as Parquet, CSV and SQLite, with datapackage.json, Croissant and whom to credit."""
    from pipelines.export.writing import export as write
    from warehouse.reading import open_published

    with open_published(Home.default()) as con:
        found = write(con, folder, lambda said: click.echo(said, err=True), only=words, url=url)
    click.echo(f"written {folder}: {len(found.tables)} tables of release {found.release_id}")
