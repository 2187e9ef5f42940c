"""Whom to credit: CITATION.cff, SOURCES.md, and what Datasette shows of a database."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pipelines.export import licences
from pipelines.export.contents import Contents, Exported
from pipelines.export.datapackage import DESCRIPTION, TITLE

OURS = "chipledger contributors"
HEAD = """\
# Sources of this export

Release {release_id}, as of {as_of_date}. Who passes rows on credits each source named here for the
table, and keeps to the strictest of their licences: what draws on a share-alike source can be passed
on under that licence only.

## Sources

| source | publisher | licence | cite as |
|---|---|---|---|
"""


def citation(contents: Contents) -> str:
    """CITATION.cff of an export, a data set with its sources as references."""
    found = [f.spdx for f in licences.of_all([s.licence for s in contents.sources]) if f.spdx]
    lines = [
        "cff-version: 1.2.0", "type: dataset", f"title: {json.dumps(TITLE)}",
        f"message: {json.dumps('Cite the release, and the sources of the tables you used.')}",
        "authors:", f"  - name: {OURS}", f"version: {contents.release_id}",
        f"date-released: {json.dumps(contents.as_of_date)}",
        *(["license:", *(f"  - {name}" for name in found)] if found else []),
        f"abstract: {json.dumps(DESCRIPTION)}", "references:",
    ]
    for source in contents.sources:
        lines += ["  - type: data", f"    title: {_said(source.title)}",
                  "    authors:", f"      - name: {_said(source.publisher)}",
                  f"    notes: {_said(f'{source.citation} ({source.licence})')}"]
        lines += [f"    url: {_said(source.url)}"] if source.url else []
    return "\n".join([*lines, ""])


def _said(text: str) -> str:
    """A text as YAML takes it, which reads JSON's."""
    return json.dumps(text, ensure_ascii=False)


def page(contents: Contents) -> str:
    """SOURCES.md: sources, then which table draws on which."""
    rows = [f"| `{s.source_id}` {_cell(s.title)} | {_cell(s.publisher)} | {_cell(s.licence)} | "
            f"{_cell(s.citation)} |" for s in contents.sources]
    tables = [f"| `{t.name}` | {', '.join(f'`{s.source_id}`' for s in contents.sources_of(t))} |"
              for t in contents.tables]
    head = HEAD.format(release_id=contents.release_id, as_of_date=contents.as_of_date)
    return "\n".join([head + "\n".join(rows), "", "## Tables", "", "| table | sources |", "|---|---|",
                      *tables, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def for_datasette(contents: Contents, tables: Sequence[Exported], database: str) -> dict[str, object]:
    """metadata.json: `datasette chipledger.sqlite --metadata metadata.json` shows it."""
    return {
        "title": TITLE, "description": f"{DESCRIPTION} Release {contents.release_id}.",
        "databases": {database: {"tables": {t.file_name: _shown(contents, t) for t in tables}}},
    }


def _shown(contents: Contents, table: Exported) -> dict[str, object]:
    credited = contents.sources_of(table)
    return {
        "description": table.about,
        "source": "; ".join(source.citation for source in credited),
        "license": "; ".join(dict.fromkeys(source.licence for source in credited)),
        "columns": {column.name: column.meaning for column in table.columns},
    }
