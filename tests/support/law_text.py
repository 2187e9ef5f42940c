"""The bundled rule tables and the law's text as frames, from kept files, without a warehouse."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from pipelines.conform.rules.rule_paragraph import RAW, rule_paragraph
from pipelines.conform.rules.rule_threshold_evidence import rule_threshold_evidence
from pipelines.sources.ecfr.source import SOURCES
from pipelines.statistics.rules.rule_change import rule_change
from schemas import base
from schemas.base import Table, faults
from schemas.rules.document_stage import SeedDocumentStage
from schemas.rules.rule_capture_entry import RuleCaptureEntry
from schemas.rules.rule_change_by_rule_version_paragraph import RuleChange
from schemas.rules.rule_document import SeedRuleDocument
from schemas.rules.rule_paragraph import RuleParagraph
from schemas.rules.rule_threshold import SeedRuleThreshold
from schemas.rules.rule_threshold_evidence import RuleThresholdEvidence
from schemas.rules.rule_version import CoreRuleVersion, SeedRuleVersion
from tests.support.files import sql_text
from tests.support.made_frames import create_table
from tests.support.tiny import WORD_SETS, word_sets
from warehouse.paths import SQL_ROOT
from warehouse.project import engine
from warehouse.project.models import Model, PythonRecipe
from warehouse.rows.seeds import read_seed
from warehouse.storage.snapshots import end_of_day

DAY = slice(-14, -4)


def checked(table: type[Table], frame: pl.DataFrame) -> pl.DataFrame:
    """The frame, held against its class."""
    assert not faults.failures(table, frame)
    return frame


def seeds(known_by: date | None = None) -> dict[str, pl.DataFrame]:
    """The bundled tables as public by a day, and core.rule_version."""
    known = end_of_day(known_by) if known_by else None
    frames = {
        "seed.rule_version": read_seed(SQL_ROOT / "seed/rule_version.csv", SeedRuleVersion, known),
        "seed.rule_document": read_seed(SQL_ROOT / "seed/rule_document.csv", SeedRuleDocument, known),
        "seed.rule_threshold": read_seed(SQL_ROOT / "seed/rule_threshold.csv", SeedRuleThreshold,
                                         known),
    }
    text = sql_text("core.rule_version")
    found = queried(frames, text).sort("rule_version_id")
    return frames | {"core.rule_version": checked(CoreRuleVersion, found)}


def stages() -> pl.DataFrame:
    """The days of documents that take effect in parts, as bundled."""
    return read_seed(SQL_ROOT / "seed/document_stage.csv", SeedDocumentStage, None)


def queried(frames: dict[str, pl.DataFrame], text: str) -> pl.DataFrame:
    """What a query of the project gives on some tables and the bundled sets of words."""
    with engine.session() as con:
        for name, frame in ({WORD_SETS: word_sets()} | frames).items():
            con.execute(f"create schema if not exists {name.split('.')[0]}")
            create_table(con, name, frame)
        return engine.query(con, text)


def text_of_law(
    data: Path, frames: dict[str, pl.DataFrame], known_by: date = date.max
) -> pl.DataFrame:
    """core.rule_paragraph of the kept captures up to a day."""
    return checked(RuleParagraph, made(rule_paragraph, _raw(data, known_by) | frames))


def held(
    data: Path, frames: dict[str, pl.DataFrame], known_by: date = date.max
) -> dict[str, pl.DataFrame]:
    """The text of the law in the kept captures up to a day, and which of its entries are whole."""
    entries = queried(_raw(data, known_by), sql_text("core.rule_capture_entry"))
    return {"core.rule_paragraph": text_of_law(data, frames, known_by),
            "core.rule_capture_entry": checked(RuleCaptureEntry, entries.sort("document_id", "entry"))}


def _raw(data: Path, known_by: date) -> dict[str, pl.DataFrame]:
    """The raw tables of the law."""
    raw = {}
    for source in SOURCES:
        table = base.info(source.table).name
        files = [(date.fromisoformat(path.name[DAY]), path) for pattern in source.archive_globs
                 for path in sorted(data.glob(pattern)) if "_all" not in path.name]
        parts = [_capture(source.source_id, path, day) for day, path in files if day <= known_by]
        raw[table] = pl.concat(parts) if parts else base.empty_frame(source.table)
    assert set(raw) == set(RAW)
    return raw


@cache
def _capture(source_id: str, path: Path, day: date) -> pl.DataFrame:
    """One file as its raw table has it, parsed once for all tests."""
    source = next(s for s in SOURCES if s.source_id == source_id)
    frame = source.parse(path.read_bytes()).frame.with_columns(
        pl.lit(day).alias("observed_date"), pl.lit(path.stem).alias("first_snapshot_id"),
        pl.lit(source_id).alias("source_id"),
        pl.format("row {}", "row_number").alias("source_locator"),
    )
    return frame.select(c.name for c in base.columns(source.table))


def made(model: Model, frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """What a Python recipe makes of some frames."""
    assert isinstance(model.recipe, PythonRecipe)
    return model.recipe.function({name: frames[name] for name in model.reads})


def evidence(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """core.rule_threshold_evidence."""
    return checked(RuleThresholdEvidence, made(rule_threshold_evidence, frames))


def changes(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """metric.rule_change_by_rule_version_paragraph."""
    return checked(RuleChange, made(rule_change, frames))
