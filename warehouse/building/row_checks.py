"""Checks of a row: what one of them names is set aside as its table is made, and the rest goes on.

Such a check names the culprit among rows that a publisher stated; one that finds a fault of the whole
stops the release and stands in checks.py.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.errors import ChipledgerError
from warehouse.folding.limits import FEWEST
from warehouse.project import engine
from warehouse.project.models import SqlFile
from warehouse.storage import built as records
from warehouse.storage.built import Built
from warehouse.storage.fingerprint import digest
from warehouse.storage.store import Store

LOG = logging.getLogger(__name__)
ORIGIN = ("source_id", "first_snapshot_id", "source_locator")
"""What a row must say of itself to be set aside; rows curated here name no snapshot, and stay."""
VALUE = "__value"
UNCHECKED = "unchecked "
CHECK = "check "
"""What decides a table begins so where it is a check of its rows."""


@dataclass(frozen=True)
class Bench:
    """What the checks of one table are held with."""

    store: Store
    table: type[Table]
    checks: Sequence[SqlFile]
    inputs: Mapping[str, Built]
    accepted: Collection[tuple[str, str]]
    """Checks and the very findings of theirs that a person lets pass."""
    limits: Mapping[str, float]
    """Of sources whose files stand alone: the share of a file's rows above which all of it goes."""
    of_registers: Mapping[str, float] = field(default_factory=dict)
    """Of registers: the share of a source's rows above which the file that stated them is held."""


@dataclass(frozen=True)
class Ruling:
    """The rows that stay, what is told of those that go, and what each check found."""

    frame: pl.DataFrame
    told: list[dict[str, object]]
    findings: dict[str, str]
    too_many: list[dict[str, object]] = field(default_factory=list)
    """Files of registers of which more is named than their source allows."""

    @property
    def notes(self) -> dict[str, object]:
        """What the record of a built table keeps of it."""
        return {"set_aside": self.told, "findings": self.findings, "too_many": self.too_many}


def ruled(bench: Bench, frame: pl.DataFrame) -> Ruling:
    """Hold a frame against the checks of its table; each sees all of it."""
    placed = frame.with_row_index("place")
    told: list[dict[str, object]] = []
    gone: set[int] = set()
    findings: dict[str, str] = {}
    too_many: list[dict[str, object]] = []
    for check in bench.checks:
        found = _found(bench, check, placed)
        findings[check.name] = content_of(check, found)
        if (check.name, findings[check.name]) in bench.accepted:
            continue
        too_many += _too_many(bench, check, placed, found)
        found = pl.concat([found, _rest_of_their_files(bench, placed, found)])
        gone.update(found["place"])
        told += [_told(bench.table, check, row) for row in found.iter_rows(named=True)]
    kept = placed.filter(~pl.col("place").is_in(list(gone))).drop("place")
    return Ruling(kept, told, findings, too_many)


def nothing_named(bench: Bench, paths: Sequence[Path]) -> dict[str, object] | None:
    """What the record of a table keeps whose checks name no row of these files; None if one does."""
    if any(_named_of(bench, check, paths).height for check in bench.checks):
        return None
    findings = {check.name: digest([check.name, []]) for check in bench.checks}
    return Ruling(pl.DataFrame(), [], findings).notes


def before_checks(built: Built) -> Built:
    """What stands for a table of which no rows are set aside yet."""
    name = f"{UNCHECKED}{built.name}"
    parts = {part: said for part, said in built.components.items() if not part.startswith(CHECK)}
    return Built(name, records.fingerprint_of(name, parts), parts)


def content_of(check: SqlFile, found: pl.DataFrame) -> str:
    """Hash of what a check found: the rows and what they say, wherever they stand."""
    said = found.drop("place", *ORIGIN).select(pl.all().cast(pl.String)).rows()
    return digest([check.name, sorted(said, key=str)])


def _found(bench: Bench, check: SqlFile, placed: pl.DataFrame) -> pl.DataFrame:
    """The rows that a check names, of those that a snapshot stated."""
    key = list(base.info(bench.table).key)
    named = _named(bench, check, placed.drop("place")).select(key).unique()
    value = pl.col(check.header["column"]).cast(pl.String).alias(VALUE)
    stated = placed.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in ORIGIN))
    return stated.join(named, on=key, how="semi", nulls_equal=True).select(
        "place", *dict.fromkeys([*ORIGIN, *key]), value).sort("place")


def _named(bench: Bench, check: SqlFile, frame: pl.DataFrame) -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        frame.write_parquet(path)
        return _named_of(bench, check, [path])


def _named_of(bench: Bench, check: SqlFile, paths: Sequence[Path]) -> pl.DataFrame:
    try:
        with engine.session() as con:
            engine.create_view(con, base.info(bench.table).name, paths)
            for name, built in bench.inputs.items():
                engine.create_view(con, name, built.paths(bench.store))
            return engine.query(con, check.text)
    except Exception as error:
        LOG.exception("the check %s of %s failed", check.name, base.info(bench.table).name)
        raise ChipledgerError(f"{check.path}: {error}") from error


def _rest_of_their_files(
    bench: Bench, placed: pl.DataFrame, found: pl.DataFrame
) -> pl.DataFrame:
    """The other rows of files of which more is named than their source allows."""
    file = ["source_id", "first_snapshot_id"]
    many = found.group_by(file).len("named").filter(pl.col("named") >= FEWEST)
    limit = pl.col("source_id").replace_strict(dict(bench.limits), default=None, return_dtype=pl.Float64)
    over = placed.group_by(file).len("stated").join(many, on=file).filter(
        pl.col("named") > limit * pl.col("stated"))
    rest = placed.join(over, on=file, how="semi").join(found, on="place", how="anti")
    wanted = [name for name in found.columns if name != VALUE]
    return rest.select(*wanted, pl.lit(None, pl.String).alias(VALUE))


def _too_many(
    bench: Bench, check: SqlFile, placed: pl.DataFrame, found: pl.DataFrame
) -> list[dict[str, object]]:
    """Files of registers that stated too many of the named rows, for how many rows their source has."""
    named = found.group_by("source_id", "first_snapshot_id").len("named").filter(pl.col("named") >= FEWEST)
    limit = pl.col("source_id").replace_strict(
        dict(bench.of_registers), default=None, return_dtype=pl.Float64)
    over = placed.group_by("source_id").len("stated").join(named, on="source_id").with_columns(
        limit=limit).filter(pl.col("named") > pl.col("limit") * pl.col("stated"))
    return [row | {"check": check.name} for row in over.sort("first_snapshot_id").iter_rows(named=True)]


def _told(table: type[Table], check: SqlFile, row: Mapping[str, Any]) -> dict[str, object]:
    name = "|".join(str(row[part]) for part in base.info(table).key)
    value = "with too many others of its file" if row[VALUE] is None else row[VALUE]
    return {
        "source_id": row["source_id"], "snapshot_id": row["first_snapshot_id"],
        "source_locator": row["source_locator"], "table_name": base.info(table).name,
        "column_name": check.header["column"], "value": f"{name}: {value}",
        "check_name": check.name, "reason": check.header.get("description"),
    }
