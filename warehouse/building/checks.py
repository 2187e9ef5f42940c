"""Checks over the tables of a release: rows returned are failures, results are kept like tables.

Whether a failed check stops a release is decided in gate.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from schemas.base import Table
from warehouse.errors import ChipledgerError
from warehouse.project import engine, sql
from warehouse.project.models import SqlFile
from warehouse.storage import stages
from warehouse.storage.fingerprint import digest, engines
from warehouse.storage.store import Store

CHECKED = "checked"
SEVERITIES = ("blocking", "warning")
SHOWN_ROWS = 20


@dataclass(frozen=True)
class CheckResult:
    """What a check found in one set of tables."""

    name: str
    severity: str
    description: str
    failure_count: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    content: str = ""
    """Hash of all that was found, so that a person accepts this and nothing else."""
    accepted_because: str | None = None

    @property
    def is_stopping(self) -> bool:
        """Whether this result keeps a release from being made."""
        is_failed = self.severity == "blocking" and self.failure_count > 0
        return is_failed and self.accepted_because is None

    def heard(self, accepted: Mapping[tuple[str, str], str]) -> CheckResult:
        """Give the result with the reason for which a person accepts it, if one does."""
        return replace(self, accepted_because=accepted.get((self.name, self.content)))

    def first_failure(self) -> str:
        """The first failing row in one line."""
        shown = zip(self.columns, self.rows[0], strict=True)
        return ", ".join(f"{name} = {value}" for name, value in shown)


@dataclass(frozen=True)
class Bound:
    """A table as a check sees it; no parts means that there is none yet."""

    content_hash: str
    parts: tuple[Path, ...]
    table: type[Table]


def severity_of(check: SqlFile) -> str:
    """What the file's header says: blocking or warning."""
    severity = check.header.get("severity", "")
    if severity not in SEVERITIES:
        raise ChipledgerError(
            f"{check.path}: the header says severity {severity!r}; write `-- severity: blocking` "
            "or `-- severity: warning`, or set_aside for a check of single rows"
        )
    return severity


def key_of(check: SqlFile, bindings: Mapping[str, Bound]) -> str:
    """What decides a check's result."""
    read = {name: bound.content_hash for name, bound in bindings.items()}
    return digest([check.name, sql.sql_hash(check.text), severity_of(check), read, engines()])


def result_of(store: Store, check: SqlFile, bindings: Mapping[str, Bound]) -> CheckResult:
    """The result of a check over these tables, run unless it is known; only rows are kept."""
    name = f"{key_of(check, bindings)}.json"
    record = store.get_record(CHECKED, name)
    if record is None or "content" not in record:
        record = _run(check, bindings)
        store.put_record(CHECKED, name, record)
        stages.reached("check.recorded")
    rows = tuple(tuple(row) for row in record["rows"])
    return CheckResult(check.name, severity_of(check), check.header.get("description", check.name),
                       record["failure_count"], tuple(record["columns"]), rows, record["content"])


def _run(check: SqlFile, bindings: Mapping[str, Bound]) -> dict[str, Any]:
    try:
        with engine.session() as con:
            for name, bound in bindings.items():
                _bind(con, name, bound)
            cursor = con.execute(check.text)
            columns = tuple(str(column[0]) for column in cursor.description or ())
            rows = cursor.fetchall()
    except duckdb.Error as error:
        raise ChipledgerError(f"{check.path}: {error}") from error
    said = sorted(tuple(str(value) for value in row) for row in rows)
    return {"failure_count": len(rows), "columns": columns, "rows": said[:SHOWN_ROWS],
            "content": digest([check.name, said])}


def _bind(con: duckdb.DuckDBPyConnection, name: str, bound: Bound) -> None:
    if bound.parts and name.startswith(f"{sql.PREVIOUS}."):
        engine.create_earlier_view(con, name, bound.parts, bound.table)
    elif bound.parts:
        engine.create_view(con, name, bound.parts)
    else:
        engine.create_empty(con, name, bound.table)
