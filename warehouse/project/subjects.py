"""What a check is about: the whole, or single rows of one table, as its header says.

Running checks does not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping

from schemas import base
from warehouse.errors import ChipledgerError
from warehouse.project import sql
from warehouse.project.models import Model, RawRecipe, SqlFile

SET_ASIDE = "set_aside"
"""The severity of a check of rows: what it names is set aside, and nothing is stopped."""
ROW_CHECKS_READ = ("raw", "seed", "core", "step")
WHOLE_CHECKS_READ = ("seed", "core", "step", "metric", sql.PREVIOUS)
RowChecks = Mapping[str, tuple[SqlFile, ...]]


def split_by_subject(
    files: Mapping[str, SqlFile], models: Mapping[str, Model]
) -> tuple[dict[str, SqlFile], dict[str, tuple[SqlFile, ...]]]:
    """Checks of the whole by name, and those of rows by table; raises ChipledgerError."""
    of_whole: dict[str, SqlFile] = {}
    of_rows: dict[str, tuple[SqlFile, ...]] = {}
    for name, file in files.items():
        is_of_rows = file.header.get("severity") == SET_ASIDE
        _demand_reads(file, ROW_CHECKS_READ if is_of_rows else WHOLE_CHECKS_READ)
        if is_of_rows:
            table = _table_of(file, models)
            of_rows[table] = (*of_rows.get(table, ()), file)
        else:
            of_whole[name] = file
    return of_whole, of_rows


def _demand_reads(file: SqlFile, allowed: tuple[str, ...]) -> None:
    for read in file.reads:
        if read.split(".")[0] not in allowed:
            raise ChipledgerError(f"{file.path}: this check reads {read}; it may read "
                                  f"{', '.join(allowed)} only")


def _table_of(file: SqlFile, models: Mapping[str, Model]) -> str:
    table = file.header.get("table", "")
    model = models.get(table)
    if model is None or table not in file.reads:
        raise ChipledgerError(f"{file.path}: sets rows of {table!r} aside, which it does not read; "
                              "name the table in the header: `-- table: core.chip_price`")
    has = {column.name for column in base.columns(model.table)}
    wanted = {file.header.get("column", ""), "source_id", "first_snapshot_id", "source_locator"}
    if wanted - has:
        missing = ", ".join(sorted(wanted - has))
        raise ChipledgerError(f"{file.path}: {table} has no column {missing!r}; a row that is set "
                              "aside says where it was stated, and `-- column:` what is wrong with it")
    return table


def needed(model: Model, row_checks: RowChecks) -> list[str]:
    """What must be built before a model besides corrections: its reads, and what its rows are held to.

    Raw rows are held to their checks where they are read, with the errors known upstream corrected.
    """
    raw = [read for read in model.reads if read.startswith("raw.")]
    held = raw if isinstance(model.recipe, RawRecipe) else [model.name, *raw]
    extra = [read for table in held for check in row_checks.get(table, ())
             for read in check.reads if read != table]
    return list(dict.fromkeys([*model.reads, *extra]))
