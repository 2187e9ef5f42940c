"""Writing the report, and the two pictures of it that the README shows.

What stands on the page is decided in pipelines/report; what commands print, in report.py.
"""

from __future__ import annotations

from pathlib import Path

import click

from pipelines import faults
from warehouse.paths import Home

FILE = "report.html"


@click.command()
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where to write the page; default: report.html beside the warehouse.")
@click.option("--pictures", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write the README's pictures of some charts into a folder instead.")
def report(target: Path | None, pictures: Path | None) -> None:
    """Write the report: one page of charts that opens anywhere, without a network."""
    home = Home.default()
    paths = _draw(home, pictures) if pictures else [_write(home, target or home.root / FILE)]
    for path in paths:
        click.echo(f"written {path} ({path.stat().st_size / 1e6:,.1f} MB)")


def _write(home: Home, target: Path) -> Path:
    from pipelines.report import gather, page

    html = page.render(*gather.asked(home))
    half = target.with_name(f".{target.name}.half")
    with faults.writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            half.write_text(html, encoding="utf-8")
            return half.replace(target)
        finally:
            half.unlink(missing_ok=True)


def _draw(home: Home, folder: Path) -> list[Path]:
    from pipelines.report import gather, pictures

    asked = gather.asked(home)[1]
    with faults.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return pictures.write(asked, folder)
