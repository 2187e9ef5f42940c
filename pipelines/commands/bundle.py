"""Bundling: the dated releases of open data in a folder become the snapshots that come with the code.

How they are packed stands in warehouse/folding/bundled.py; which sources are bundled, with each source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl

from pipelines import faults
from pipelines.commands.ingest import date_in
from pipelines.project import sources
from pipelines.source import Source
from warehouse.errors import ChipledgerError
from warehouse.folding import bundled
from warehouse.folding.bundled import BundledSnapshot
from warehouse.folding.parsing import reason_to_refuse
from warehouse.paths import SQL_ROOT
from warehouse.rows.records import Unreadable

Release = tuple[BundledSnapshot, pl.DataFrame]


def bundle(folder: Path, seeds: Path = SQL_ROOT / "seed") -> Iterator[str]:
    """Write the bundled file of every source that has releases in a folder; the lines tell of each."""
    found = releases(folder)
    if not found:
        raise ChipledgerError(f"{folder} holds no dated release of a source that is bundled")
    for name, files in found.items():
        source = sources()[name]
        every = [read(source, known_on, file) for known_on, file in files]
        yield from (line for line in every if isinstance(line, str))
        kept = [release for release in every if not isinstance(release, str)]
        path = seeds / f"{name.partition('.')[2]}.parquet"
        with faults.writing(path):
            rows = bundled.write(path, source, kept)
        yield f"{path.name}: {rows} rows of {len(kept)} releases, to {kept[-1][0].known_on}"


def releases(folder: Path) -> dict[str, list[tuple[date, Path]]]:
    """Dated files of sources that are bundled, by raw table, oldest first."""
    found: dict[str, list[tuple[date, Path]]] = defaultdict(list)
    dated = ((date_in(path.name), path) for path in folder.rglob("*") if path.is_file())
    for known_on, file in sorted((day, path) for day, path in dated if day):
        for name, source in sources().items():
            if source.is_bundled and source.matches(str(file.relative_to(folder))):
                found[name].append((known_on, file))
    return dict(sorted(found.items()))


def read(source: Source, known_on: date, file: Path) -> Release | str:
    """A release as it is bundled, or why it is left out: what a refresh would refuse, too."""
    data = file.read_bytes()
    try:
        parsed = source.parse(data)
    except Unreadable as fault:
        return f"{file.name}: left out, it {fault}"
    refusal = reason_to_refuse(parsed, source.max_rejected_share)
    if refusal:
        return f"{file.name}: left out, {refusal}"
    return BundledSnapshot(
        file.name, sha256(data).hexdigest(), known_on, parsed.rejected_row_count, dict(parsed.unread)
    ), parsed.frame
