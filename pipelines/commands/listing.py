"""What help pages say that is read only when they are shown: the sources there are, the version."""

from __future__ import annotations

import click


class ListsSources(click.Command):
    """A command whose help lists the sources that it can be given."""

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Id and title of every source."""
        from pipelines.project import sources

        with formatter.section("Sources"):
            formatter.write_dl([(s.source_id, f"{s.title}, {s.publisher}") for s in sources().values()])


def show_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print it and leave."""
    if is_asked and not ctx.resilient_parsing:
        from pipelines.documents.citation import package

        click.echo(f"chipledger {package()['version']}")
        ctx.exit()
