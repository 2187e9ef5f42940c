"""The command that shows claims and their verdicts, from the published file.

What it prints stands in claim_text.py; keeping what was known when a claim was made is done here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from warehouse.paths import Home

if TYPE_CHECKING:
    from pipelines.workspace import Workspace

VERDICTS = "metric.verdict_by_claim"


@click.command()
@click.argument("claim_id", metavar="[CLAIM]", required=False)
@click.option("--vintage", is_flag=True,
              help="Build what was known when the claim was made, or each of them, for the next "
                   "refresh to publish.")
def claim(claim_id: str | None, vintage: bool) -> None:
    """Show a claim with its query, value and verdict; without one, list all."""
    from pipelines.commands import claim_text
    from warehouse.releasing.reading import open_published

    if vintage:
        from pipelines.workspace import Workspace

        keep_vintages(Workspace.open(), claim_id, lambda said: click.echo(said, err=True))
        return
    with open_published(Home.default()) as con:
        shown = claim_text.listed(con) if claim_id is None else claim_text.told(con, claim_id.upper())
    click.echo(shown)


def keep_vintages(workspace: Workspace, claim_id: str | None, say: Callable[[str], None]) -> None:
    """Build and keep the verdicts as known on the day of a claim, or of each of them, each day once."""
    from pipelines.explain.belief import built
    from warehouse.releasing.reading import open_published
    from warehouse.telling import vintage

    with open_published(workspace.home) as con:
        days = [day for (day,) in con.execute(
            "select distinct as_of_date from core.claim where claim_id = coalesce(upper(?), claim_id)"
            " order by as_of_date", [claim_id]).fetchall()]
    for day in days:
        vintage.keep(built(workspace, day, (VERDICTS,), say), f"as-known-{day}",
                     (vintage.VERDICTS,))
        say(f"kept what was known on {day}")
    say("`chipledger refresh --no-fetch` publishes them in meta.verdict_vintage")
