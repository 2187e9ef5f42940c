"""Built tables as others read them: known errors corrected, rows set aside, only the rows named.

When a table is built, and under which fingerprint, stands in build.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import polars as pl

from warehouse.building import corrections, row_checks, slices
from warehouse.building.seeing import Seen
from warehouse.code.loaded import modules_hash
from warehouse.folding.register import Folder
from warehouse.project import sql
from warehouse.project.models import Model, Project, RawRecipe, SqlFile
from warehouse.storage import built as records
from warehouse.storage.built import Built
from warehouse.storage.fingerprint import digest
from warehouse.storage.snapshots import Snapshots
from warehouse.storage.store import Store


class Bindings:
    """What each table of one build looks like to its readers."""

    def __init__(
        self, project: Project, store: Store, snapshots: Snapshots, folders: Mapping[str, Folder],
        get: Callable[[str], Built], *, is_early: bool = False,
    ) -> None:
        """Bind to a build, whose tables `get` gives once they are built; an early one knows less."""
        self.project, self.store, self.snapshots = project, store, snapshots
        self.folders, self.get, self.is_early = folders, get, is_early

    def bound(self, read: str, model: Model) -> Seen:
        """An input as a model sees it."""
        found = self.righted(read)
        keys = model.only.get(read)
        if keys is not None:
            found = slices.sliced(
                self.store, self.project.models[read].table, found, keys, may_lack=self.is_early)
        return Seen(found, model.sees.get(read), self.store)

    def righted(self, read: str) -> Built:
        """A table as others read it: of a raw one, without known errors and rows set aside."""
        found = self.get(read)
        model = self.project.models[read]
        if not isinstance(model.recipe, RawRecipe):
            return found
        if corrections.SEED in self.project.models:
            listed = self.get(corrections.SEED).frame(self.store)
            listed = listed.filter(pl.col("source_id") == model.recipe.source.source_id)
            found = corrections.righted(self.store, model.table, found, listed)
        return self._without_named(read, found) if read in self.project.row_checks else found

    def _without_named(self, read: str, found: Built) -> Built:
        """A raw table without the rows that its checks name."""
        def rows(frame: pl.DataFrame) -> tuple[pl.DataFrame, Mapping[str, Any]]:
            ruling = row_checks.ruled(self.bench(read), frame)
            return ruling.frame, {**found.notes, **ruling.notes}

        return records.derived(self.store, "set aside", found, [self.checked_by(read)], rows)

    def checked_by(self, table: str) -> dict[str, str]:
        """What decides which rows of a table are set aside, by name."""
        return {
            row_checks.CHECK + check.name: digest([
                sql.sql_hash(check.text), dict(check.header), modules_hash(row_checks.__name__),
                {read: self.righted(read).content_hash for read in check.reads if read != table},
                sorted(c for name, c in self.accepted if name == check.name),
            ])
            for check in self.project.row_checks.get(table, ())
        }

    @cached_property
    def accepted(self) -> dict[tuple[str, str], str]:
        """What persons let pass, with their reasons: checks, and the very findings of theirs."""
        said = self.snapshots.verdicts.standing("accept_check")
        return {(verdict.subject, verdict.content): verdict.reason for verdict in said}

    def bench(self, table: str) -> row_checks.Bench:
        """What the checks of a table's rows are held with."""
        checks = self.project.row_checks[table]
        reads = {read for check in checks for read in check.reads} - {table}
        limits, of_registers = ({
            folder.source.source_id: folder.source.max_rejected_share
            for folder in self.folders.values() if folder.source.kind == kind
        } for kind in ("observations", "register"))
        return row_checks.Bench(
            self.store, self.project.models[table].table, checks,
            {read: self.righted(read) for read in sorted(reads)}, self.accepted, limits,
            of_registers)

    def rulings(self) -> Iterator[tuple[SqlFile, Mapping[str, Any]]]:
        """The checks of rows, with what the record tells that holds a table's rows to them."""
        for table, checks in self.project.row_checks.items():
            notes = self.righted(table).notes
            for check in checks:
                yield check, notes

    def too_many(self) -> Iterator[tuple[str, str, str]]:
        """Source, snapshot and reason of each of which checks name more rows than its source allows."""
        for table in self.project.row_checks:
            for one in self.righted(table).notes["too_many"]:
                yield one["source_id"], one["first_snapshot_id"], (
                    f"{one['named']} of {one['stated']} rows of {table} are set aside by {one['check']} "
                    f"(allowed share {one['limit']:.0%})")
