"""The capability index and benchmarks: files of an archive, versions, models, and what is believed."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.commands.ingest import date_in
from pipelines.conform.benchmarks.benchmark_score import INDICES, METR, ORDER, RUNS, benchmark_score
from pipelines.sources.epoch_benchmarks import SOURCES, member
from tests.support.homes import SHARED_DATA
from tests.support.model_frames import about_developers, aliases, frame
from warehouse.rows.records import Unreadable

DATA = SHARED_DATA
RELEASES = [
    (source, path) for source in SOURCES for path in sorted(DATA.glob("epoch_benchmarks/*.csv"))
    if source.matches(str(path.relative_to(DATA)))
]
needs_data = pytest.mark.skipif(not RELEASES, reason=f"no real releases in {DATA}")
BY_ID = {source.source_id: source for source in SOURCES}

INDEX_FILE = (
    b"Model version,ECI Score,Release date,Organization,Country,Model accessibility,"
    b"Training compute (FLOP),Confidence,Model name,Description,Display name\n"
    b'Zeta-1-70b-hf ,101.25,2024-05-01,"Acme Lab,Zed U","China,France",API access,3e+24,Likely,'
    b'Zeta-1,"A model, small",Zeta-1 (high)\n'
    b"unscored,,,,,,,Unverified,,,\n"
)
RUN_FILE = (
    b"Model version,mean_score,Best score (across scorers),Release date,Organization,Country,"
    b"Training compute (FLOP),Training compute notes,stderr,Log viewer,Logs,Started at,id\n"
    b'Zeta-1_16K,0.5,0.52,2024-05-01,Acme Lab,China,3e+24,"~3e24, <1e25",0.02,,,'
    b"2025-12-17T22:40:30.291Z,run1\n"
)


def zipped(**files: bytes) -> bytes:
    """The publisher's archive, with a folder and other files in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("benchmark_data/README.md", "terms")
        for name, content in files.items():
            archive.writestr(f"benchmark_data/{name}.csv", content)
    return out.getvalue()


def test_a_source_takes_its_own_file_out_of_the_archive() -> None:
    asked: list[tuple[str, str]] = []

    def get(url: str, media: str) -> bytes:
        asked.append((url, media))
        return zipped(gpqa_diamond=RUN_FILE, frontiermath=b"other")

    gather = BY_ID["epoch_gpqa_diamond"].gather
    assert gather is not None
    assert gather(get) == (RUN_FILE, None)  # type: ignore[arg-type]
    assert asked == [("https://epoch.ai/data/benchmark_data.zip", "binary")]


@pytest.mark.parametrize(("data", "fault"), [
    (b"<html>", "is no zip archive"), (zipped(other=b"x"), "holds 0 files gpqa_diamond.csv"),
])
def test_an_archive_that_is_not_what_it_was_is_told(data: bytes, fault: str) -> None:
    with pytest.raises(Unreadable, match=fault):
        member(data, "gpqa_diamond.csv")


def test_a_version_keeps_its_name_without_the_space_around_it() -> None:
    found = BY_ID["epoch_capabilities_index"].parse(INDEX_FILE)
    rows = found.frame.select("model_version", "score", "model_name", "country_names").rows()
    assert rows == [("Zeta-1-70b-hf", 101.25, "Zeta-1", ["China", "France"]),
                    ("unscored", None, None, None)]
    assert (found.rejected, tuple(found.unread)) == ([], ("Description",))


def test_a_score_above_one_is_no_accuracy() -> None:
    found = BY_ID["epoch_gpqa_diamond"].parse(RUN_FILE.replace(b"0.52", b"52"))
    assert [c.check_name for c in found.set_aside] == ["less_than_or_equal_to(1)"]
    assert found.frame["best_score_share"].to_list() == [None], "the row stays without it"


@needs_data
@pytest.mark.parametrize(("source", "path"), RELEASES, ids=lambda value: getattr(value, "stem", ""))
def test_every_row_of_a_real_file_is_kept(source: Any, path: Path) -> None:
    with path.open(newline="", encoding="utf-8-sig") as opened:
        rows = list(csv.DictReader(opened))
    found = source.parse(path.read_bytes())
    versions = [row["Model version"].strip() for row in rows]
    assert {fault.check_name for fault in found.rejected} <= {"unique_key"}
    assert len(found.rejected) == len(versions) - len(set(versions)), "a version that repeats"
    assert sorted(found.frame["model_version"]) == sorted(set(versions))


# From versions to models


VERSION = {"organization_names": ["Acme Lab"], "country_names": ["China"],
           "first_snapshot_id": "abc", "source_locator": "row 7"}


def scores_of(seed: list[dict[str, Any]], **records: list[dict[str, Any]]) -> pl.DataFrame:
    """Scores from some bundled rows and some of the publisher's, by raw table."""
    frames = about_developers() | {
        name: frame(name, *({**VERSION, "source_id": name.removeprefix("raw."), **row}
                            for row in records.get(name.removeprefix("raw."), [])))
        for name in (*INDICES, *RUNS, METR)}
    frames["seed.benchmark_score"] = frame("seed.benchmark_score", *seed)
    frames["core.model_release"] = frame("core.model_release", {"model_id": "zeta-1"})
    frames["seed.model_alias"] = aliases("seed.model_alias", {"Zeta-1 (May 2024)": "zeta-1"})
    return benchmark_score.recipe.function(frames)


def test_the_index_says_which_model_a_version_of_a_benchmark_is() -> None:
    found = scores_of(
        [], epoch_capabilities_index=[{"model_version": "z1-0501", "score": 101.0,
                                       "model_name": "Zeta-1 (May 2024)"}],
        epoch_gpqa_diamond=[{"model_version": "z1-0501", "best_score_share": 0.5, "mean_score_share": 0.4,
                             "standard_error_share": 0.02, "run_id": "r"},
                            {"model_version": "unheard-of", "best_score_share": 0.1, "run_id": "s"}],
    )
    assert found.select("scale_id", "model_version", "model_id", "score").rows() == [
        ("eci", "z1-0501", "zeta-1", 101.0), ("gpqa_diamond", "unheard-of", None, 0.1),
        ("gpqa_diamond", "z1-0501", "zeta-1", 0.5)]
    assert found.select("organization_id", "country_code", "parent_country_code").row(0) == (
        "acme", "GBR", "USA")


@pytest.mark.parametrize(("version", "thinks"), [
    ("claude-opus-4-6_120K", True), ("gpt-5.2-2025-12-11_xhigh", True), ("deepseek-reasoner", True),
    ("o3-2025-04-16", True), ("gpt-5.1-2025-11-13_none", False), ("gpt-4o-2024-05-13", None),
])
def test_only_a_mark_in_the_name_says_whether_a_version_thinks(version: str, thinks: Any) -> None:
    found = scores_of([], epoch_gpqa_diamond=[{"model_version": version, "best_score_share": 0.5,
                                               "run_id": "r"}])
    assert found["is_reasoning_model"].to_list() == [thinks]


def test_one_source_is_believed_per_scale_and_unscored_versions_are_left_out() -> None:
    """The publisher goes before the copy, the copy before bundled scores; gpqa has only those."""
    seed = [{"scale_id": s, "model_version": "b", "score": 0.5, "citation": "x"}
            for s in ("eci", "gpqa_diamond")]
    index = [{"model_version": "a", "score": 100.0}, {"model_version": "c", "score": None}]
    copy = [{"model_version": "a", "score": 99.0}]
    for believed, records in [
        ("epoch_capabilities_index", {ORDER[0]: index, ORDER[1]: copy}),
        ("epoch_capabilities_index_copy", {ORDER[1]: copy}), ("seed", {}),
    ]:
        chosen = scores_of(seed, **records).filter(pl.col("is_chosen"))
        assert chosen.select("scale_id", "source_id", "model_version").rows() == [
            ("eci", believed, "b" if believed == "seed" else "a"), ("gpqa_diamond", "seed", "b")]


def test_bundled_scores_hold_both_lines_since_2023(built: Any) -> None:
    scores = built("core.benchmark_score")
    for scale in ("eci", "gpqa_diamond"):
        for country in ("USA", "CHN"):
            mine = scores.filter((pl.col("scale_id") == scale) & pl.col("is_chosen")
                                 & (pl.col("parent_country_code") == country))
            assert mine.height >= 15
            assert {2023, 2024, 2025} <= set(mine["release_date"].dt.year())


@needs_data
def test_bundled_scores_are_the_printed_ones(built: Any) -> None:
    """Every bundled score, to six digits, stands in the publisher's file of 2026-01-20."""
    printed = {("eci", "epoch_capabilities_index", "ECI Score"),
               ("gpqa_diamond", "gpqa_diamond", "Best score (across scorers)")}
    for scale, file_name, header in printed:
        path = DATA / "epoch_benchmarks" / f"{file_name}__2026-01-20.csv"
        assert date_in(path.name)
        with path.open(newline="", encoding="utf-8-sig") as opened:
            stated = {r["Model version"].strip(): r[header] for r in csv.DictReader(opened)}
        mine = built("core.benchmark_score").filter(
            (pl.col("scale_id") == scale) & (pl.col("source_id") == "seed"))
        assert mine.height > 50
        for version, score in mine.select("model_version", "score").iter_rows():
            assert score == pytest.approx(float(stated[version]), rel=1e-5), version
