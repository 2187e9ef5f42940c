"""Epoch AI's Benchmarking Hub: the capability index and single benchmarks, each a file of one archive.

A file covers its own scale and says nothing of others, so each is a register of its own. What a
version's score says of a model does not belong here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

from pipelines.formats.tabular import Field, field, read_csv
from pipelines.source import Gather, Get, Source
from schemas.base import Table
from schemas.benchmarks.epoch_capabilities_index import RawEpochCapabilitiesIndex
from schemas.benchmarks.epoch_capabilities_index_copy import RawEpochCapabilitiesIndexCopy
from schemas.benchmarks.epoch_chess_puzzles import RawEpochChessPuzzles
from schemas.benchmarks.epoch_frontiermath import RawEpochFrontiermath
from schemas.benchmarks.epoch_gpqa_diamond import RawEpochGpqaDiamond
from schemas.benchmarks.epoch_metr_time_horizon import RawEpochMetrTimeHorizon
from schemas.benchmarks.epoch_simpleqa_verified import RawEpochSimpleqaVerified
from schemas.benchmarks.epoch_swe_bench_verified import RawEpochSweBenchVerified
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, Unreadable

ARCHIVE = "https://epoch.ai/data/benchmark_data.zip"
COPY = "https://raw.githubusercontent.com/peterhurford/metr_graph/HEAD/epoch_capabilities_index.csv"
LARGEST_MEMBER = 50_000_000
"""Bytes of a member that is still plausibly a table."""

VERSION: dict[str, Field] = {
    "model_version": field("Model version"),
    "release_date": field("Release date"),
    "organization_names": field("Organization"),
    "country_names": field("Country"),
    "training_compute_flop": field("Training compute (FLOP)"),
}
INDEX: dict[str, Field] = VERSION | {
    "score": field("ECI Score"),
    "model_name": field("Model name"),
    "display_name": field("Display name"),
    "model_accessibility": field("Model accessibility"),
    "confidence": field("Confidence"),
}
RUN: dict[str, Field] = VERSION | {
    "mean_score_share": field("mean_score"),
    "best_score_share": field("Best score (across scorers)"),
    "standard_error_share": field("stderr"),
    "started_at": field("Started at"),
    "run_id": field("id"),
}
METR: dict[str, Field] = VERSION | {
    "time_horizon_minute_count": field("Time horizon"),
    "time_horizon_minute_count_low": field("CI_low"),
    "time_horizon_minute_count_high": field("CI_high"),
    "average_score_share": field("average_score"),
    "source_link": field("Source link"),
    "run_id": field("id"),
}

REGISTER = Register(key=("model_version",), limits=Limits(volatile=("score",)))
RUNS = Register(key=("model_version",), limits=Limits(identity=("run_id",)))
"""The index is estimated anew for every release, so that all of its scores move a little; all runs of
SWE-bench Verified were made anew in 2026, so that none of them tells whose file it is."""


def member(data: bytes, file_name: str) -> bytes:
    """One file of the published archive; raises Unreadable if it is not there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [info for info in archive.infolist()
                     if info.filename.rpartition("/")[2] == file_name]
            if len(found) != 1 or found[0].file_size > LARGEST_MEMBER:
                raise Unreadable(f"holds {len(found)} files {file_name} of a plausible size; "
                                 "look at the archive")
            return archive.read(found[0])
    except zipfile.BadZipFile:
        raise Unreadable("is no zip archive; look at the address") from None


def _gatherer(file_name: str) -> Gather:
    def gather(get: Get) -> tuple[bytes, None]:
        return member(get(ARCHIVE, "binary"), file_name), None

    return gather


def _reader(table: type[Table], fields: Mapping[str, Field]) -> Callable[[bytes], Parsed]:
    return partial(read_csv, fields=fields, table=table)


def _source(
    source_id: str, title: str, file_name: str, table: type[Table], fields: Mapping[str, Field],
    register: Register = RUNS,
) -> Source:
    return Source(
        source_id=source_id, title=title, publisher="Epoch AI", url=ARCHIVE, licence="CC BY 4.0",
        citation="Epoch AI, Data on AI Benchmarking, epoch.ai/benchmarks", table=table,
        parse=_reader(table, fields), register=register,
        archive_globs=(f"epoch_benchmarks/{file_name}__*.csv",), gather=_gatherer(f"{file_name}.csv"),
        cadence_days=7.0, is_bundled=True,
        max_rejected_share=0.1,  # a version is listed once per scaffold
    )


SOURCES = (
    _source("epoch_capabilities_index", "Epoch Capabilities Index", "epoch_capabilities_index",
            RawEpochCapabilitiesIndex, INDEX, REGISTER),
    _source("epoch_gpqa_diamond", "GPQA Diamond", "gpqa_diamond", RawEpochGpqaDiamond, RUN),
    _source("epoch_frontiermath", "FrontierMath", "frontiermath", RawEpochFrontiermath, RUN),
    _source("epoch_swe_bench_verified", "SWE-bench Verified", "swe_bench_verified",
            RawEpochSweBenchVerified, RUN, REGISTER),
    _source("epoch_simpleqa_verified", "SimpleQA Verified", "simpleqa_verified",
            RawEpochSimpleqaVerified, RUN),
    _source("epoch_chess_puzzles", "Chess puzzles", "chess_puzzles", RawEpochChessPuzzles, RUN),
    _source("epoch_metr_time_horizon", "METR time horizons", "metr_time_horizons_external",
            RawEpochMetrTimeHorizon, METR),
    Source(
        source_id="epoch_capabilities_index_copy",
        title="Epoch Capabilities Index, copy edited by hand",
        publisher="Peter Hurford, after Epoch AI",
        copies="Epoch AI",
        url=COPY,
        licence="CC BY 4.0 (Epoch AI); the copy states none",
        citation="Epoch AI, Epoch Capabilities Index, as edited in github.com/peterhurford/metr_graph",
        table=RawEpochCapabilitiesIndexCopy,
        parse=_reader(RawEpochCapabilitiesIndexCopy, INDEX),
        register=REGISTER,
        archive_globs=("epoch_benchmarks/epoch_capabilities_index_hurford__*.csv",),
        cadence_days=7.0,
    ),
)
"""Links to logs, notes and descriptions are left unread: they are texts and addresses that expire."""
