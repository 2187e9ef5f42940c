"""From files and classes to one ordered set of tables: what each reads, and the order that follows.

What a model is stands in models.py; running a recipe does not belong here.
"""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from schemas import base
from schemas.base import Table
from warehouse.errors import ChipledgerError
from warehouse.folding.raw_source import RawSource
from warehouse.project import gathering, marking, sql
from warehouse.project.models import (
    BUILD_DATE,
    DateRecipe,
    Model,
    Project,
    PythonRecipe,
    RawRecipe,
    SeedRecipe,
    SqlFile,
    SqlRecipe,
)
from warehouse.project.questions import load_questions
from warehouse.project.references import reference_checks
from warehouse.project.seen_columns import narrowed
from warehouse.project.standing_alone import standing_alone
from warehouse.project.subjects import needed, split_by_subject

SQL_LAYERS = ("core", "step", "metric", "meta")

MAY_READ: dict[str, tuple[str, ...]] = {
    "core": ("raw", "seed", "core"),
    "step": ("core", "step", "metric"),
    "metric": ("core", "step", "metric"),
    "meta": ("raw", "seed", "core", "step", "metric"),
    "check": ("raw", "seed", "core", "step", "metric", "previous"),
    "claim": ("core", "metric"),
    "trend": ("core", "step", "metric"),
    "macro": ("core", "step", "metric", "meta", "history", "main"),
    "report": ("core", "metric", "meta", "history", "previous"),
}
"""The one way in which SQL reads; `seed.build_date` may be read by all."""


def load_project(
    root: Path,
    tables: Mapping[str, type[Table]],
    sources: Mapping[str, RawSource],
    recipes: Mapping[str, Model],
) -> Project:
    """Join classes, SQL files, sources and Python recipes into one ordered set of tables."""
    models = {BUILD_DATE: Model(tables[BUILD_DATE], DateRecipe())}
    bundles = _bundles(root, sources)
    for name, source in sources.items():
        _add(models, Model(source.table, RawRecipe(source, bundles.get(name))))
    for path in sorted((root / "seed").glob("*.csv")):
        recipe = SeedRecipe(path, path.read_text(encoding="utf-8"))
        _add(models, Model(_class_of(f"seed.{path.stem}", path, tables), recipe))
    for table in tables.values():
        if base.info(table).copies in models:
            _add(models, _copied(table, models))
    for model in recipes.values():
        _checked_reads(_where(model), model.layer, model.reads)
        _checked_only(_where(model), model.only, model.reads)
        _add(models, model)
    for layer in SQL_LAYERS:
        for path in sorted((root / layer).rglob("*.sql")):
            text = path.read_text(encoding="utf-8")
            table = _class_of(f"{layer}.{path.stem}", path, tables)
            reads = _checked_reads(path, layer, sql.reads(text, path))
            only = _checked_only(path, sql.only(text, path), reads)
            by, keyed, through = sql.by(text, path)
            model = Model(table, SqlRecipe(path, text), reads, only, by=by, keyed=keyed, through=through)
            _add(models, marking.marked(model))
    gathered = {name: gathering.spread(load_files(root, base.info(table).gathers))
                for name, table in tables.items() if base.info(table).gathers}
    for name, files in gathered.items():
        folder = root / base.info(tables[name]).gathers
        _add(models, gathering.gathered(tables[name], folder, files))
    of_whole, of_rows = split_by_subject(load_files(root, "check"), models)
    ordered = narrowed(standing_alone(_in_order(models, of_rows)))
    checks = reference_checks({name: model.table for name, model in ordered.items()})
    return Project(ordered, checks | of_whole, load_files(root, "macro"), of_rows, gathered,
                   load_questions(root / "question"))


def _bundles(root: Path, sources: Mapping[str, RawSource]) -> dict[str, Path]:
    """The files of bundled snapshots, by the raw table they speak of."""
    found: dict[str, Path] = {}
    for path in sorted((root / "seed").glob("*.parquet")):
        name = f"raw.{path.stem}"
        if name not in sources or name in found:
            fault = f"{name} is bundled twice" if name in found else f"no source fills {name}"
            raise ChipledgerError(f"{path}: {fault}; rename or remove the file")
        found[name] = path
    return found


def _copied(table: type[Table], models: Mapping[str, Model]) -> Model:
    """The model of a table that shows a seed as it is: its class says all there is to say."""
    about = base.info(table)
    columns = ",\n    ".join(column.name for column in base.columns(table))
    text = f"select\n    {columns}\nfrom {about.copies}\n"
    path = Path(_where(models[about.copies]))
    return Model(table, SqlRecipe(path, text), (about.copies,))


def _add(models: dict[str, Model], model: Model) -> None:
    if model.name in models:
        places = f"{_where(models[model.name])} and {_where(model)}"
        raise ChipledgerError(f"{model.name} is made twice, by {places}; delete one of them")
    models[model.name] = model


def load_files(root: Path, folder: str) -> dict[str, SqlFile]:
    """Checks, claims, macros or queries of the report by name; a macro reads what its body does."""
    files: dict[str, SqlFile] = {}
    for path in sorted((root / folder).rglob("*.sql")):
        text = path.read_text(encoding="utf-8")
        if path.stem in files:
            raise ChipledgerError(f"{path}: {files[path.stem].path} has the same name; rename one")
        reads = _checked_reads(path, folder, sql.reads(text, path))
        files[path.stem] = SqlFile(path.stem, path, text, reads, sql.header(text, path))
    return files


def _class_of(name: str, path: Path, tables: Mapping[str, type[Table]]) -> type[Table]:
    if name not in tables:
        raise ChipledgerError(f"{path}: no class is named {name}; declare one in schemas/")
    return tables[name]


def _checked_reads(
    where: Path | str, layer: str, reads: tuple[str, ...]
) -> tuple[str, ...]:
    for read in reads:
        if read != BUILD_DATE and read.split(".")[0] not in MAY_READ[layer]:
            allowed = ", ".join(MAY_READ[layer])
            raise ChipledgerError(f"{where}: {layer} reads {read}; it may read {allowed} only")
    return reads


def _checked_only(
    where: Path | str, only: Mapping[str, tuple[str, ...]], reads: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    for read in only:
        if read not in reads:
            raise ChipledgerError(f"{where}: names rows of {read}, which it does not read")
    return only


def _in_order(
    models: Mapping[str, Model], row_checks: Mapping[str, tuple[SqlFile, ...]]
) -> dict[str, Model]:
    for model in models.values():
        for read in model.reads:
            if read not in models:
                raise ChipledgerError(
                    f"{_where(model)}: {model.name} reads {read}, which no file makes"
                )
    try:
        needs = {m.name: needed(m, row_checks) for m in models.values()}
        order = TopologicalSorter(needs).static_order()
        return {name: models[name] for name in order}
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        files = ", ".join(sorted({str(_where(models[name])) for name in error.args[1]}))
        raise ChipledgerError(
            f"these tables read each other in a circle: {circle} ({files})"
        ) from None


def _where(model: Model) -> str:
    match model.recipe:
        case SqlRecipe(path=path) | SeedRecipe(path):
            return str(path)
        case PythonRecipe(function):
            return function.__module__
        case RawRecipe(source):
            return f"the source {source.source_id}"
    return model.name
