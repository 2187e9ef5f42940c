"""The command that serves the Dagster UI; what it shows stands in pipelines/orchestration."""

from __future__ import annotations

import click


@click.command()
@click.option("--port", default=3000, show_default=True, type=click.IntRange(1, 65535))
def ui(port: int) -> None:
    """Serve the Dagster UI and the daily schedule, on 127.0.0.1 only."""
    from pipelines.fetching.ports import demand_free
    from pipelines.orchestration.run import serve
    from pipelines.workspace import Workspace

    demand_free(port)
    serve(Workspace.open(), "pipelines.definitions", port)
