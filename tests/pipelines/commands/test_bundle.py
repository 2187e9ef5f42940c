"""Releases of open data that come with the code: made by a command, named with their licence, no prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipelines.commands.bundle import bundle, read, releases
from pipelines.commands.ingest import date_in
from pipelines.project import source, sources
from tests.support.homes import chipledger
from warehouse.errors import ChipledgerError
from warehouse.folding.bundled import Bundle
from warehouse.folding.register import Folder
from warehouse.paths import REPOSITORY, SQL_ROOT
from warehouse.storage.snapshots import Snapshots, end_of_day
from warehouse.storage.store import Store, get_frame

SEEDS = SQL_ROOT / "seed"
OPEN_LICENCES = ("CC BY 4.0", "MIT", "Public domain")
LARGEST_MB = 15
LONGEST_TEXT = 18
"""Words of the longest title or address; what is longer is prose."""
BUNDLED = {name: SEEDS / f"{name.partition('.')[2]}.parquet"
           for name, found in sources().items() if found.is_bundled}
SERIES = "PCU518210518210"
CITED = re.compile(r"^\| `([^`]+)` \| `[\w.-]+/[\w.-]+@[0-9a-f]{40}:[^`]+` \| `([0-9a-f]{64})` \|$", re.M)
"""A release of the licence page that a public repository alone kept: its name and its hash."""
CITING = {"citation", "evidence_document_id"}
"""Columns of which a curated table has one if its facts are read somewhere."""


def test_every_bundled_source_has_its_file_and_no_other_has_one() -> None:
    assert set(SEEDS.glob("*.parquet")) == set(BUNDLED.values())


def test_bundled_tables_stay_small() -> None:
    size = sum(path.stat().st_size for path in SEEDS.iterdir())
    assert size < LARGEST_MB * 1e6


@pytest.mark.parametrize("name", BUNDLED)
def test_every_row_says_whose_it_is_and_since_when(name: str) -> None:
    found, rows = sources()[name], pl.read_parquet(BUNDLED[name])
    assert found.licence.startswith(OPEN_LICENCES)
    terms = rows.select("source_id", "licence", "attribution").unique().rows()
    assert terms == [(found.source_id, found.licence, found.citation)]
    assert rows.filter(pl.col("known_from_date") > pl.col("known_through_date")).is_empty()
    assert rows["known_from_date"].null_count() == 0


def test_the_licence_page_names_every_bundled_file() -> None:
    page = (REPOSITORY / "DATA_LICENSE.md").read_text(encoding="utf-8")
    for name, path in BUNDLED.items():
        found = sources()[name]
        row = f"| `{path.name}` | {found.title} | {found.publisher} | {found.licence} |"
        assert row in page, row


def test_the_licence_page_names_every_curated_table_that_cites() -> None:
    rows = [line for line in (REPOSITORY / "DATA_LICENSE.md").read_text("utf-8").splitlines()
            if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([^`]+\.csv)`", row.split("|")[1])]
    cited = [path.name for path in SEEDS.glob("*.csv")
             if CITING & set(pl.read_csv(path, n_rows=0).columns)]
    assert [name for name in cited if not any(fnmatch(name, pattern) for pattern in named)] == []


def cited() -> dict[str, str]:
    """Names of the releases that a public repository alone kept, by the hash of the file there."""
    page = (REPOSITORY / "DATA_LICENSE.md").read_text(encoding="utf-8")
    return {digest: name for name, digest in CITED.findall(page)}


def test_every_release_that_a_repository_kept_is_bundled_under_its_name_and_day() -> None:
    bundled = [one for name, path in BUNDLED.items() for one in Bundle(path, sources()[name]).snapshots]
    held = {one.sha256: one for one in bundled}
    told = {digest: held[digest].file_name for digest in cited().keys() & held.keys()}
    assert told == cited()
    assert all(date_in(one.file_name) == one.known_on for one in bundled)


@pytest.mark.parametrize("name", BUNDLED)
def test_no_cell_is_prose(name: str) -> None:
    rows = pl.read_parquet(BUNDLED[name])
    assert not set(rows.columns) & set(sources()[name].register.prose)
    texts = rows.select(pl.col(pl.String).exclude("attribution")).unpivot()["value"].unique()
    parts = [part for text in texts.drop_nulls() for part in re.split(r"[,;|\n]", text)]
    assert max(len(part.split()) for part in parts) <= LONGEST_TEXT


@pytest.mark.parametrize("name", BUNDLED)
def test_every_release_of_the_archive_is_bundled_as_it_is_read_today(
    name: str, shared_data: Path
) -> None:
    """All releases by their hash, the last by its content; one that is missing is none.

    One that the archive lacks is named on the licence page with the repository that kept it.
    """
    found, bundle_of = sources()[name], Bundle(BUNDLED[name], sources()[name])
    files = {sha256(file.read_bytes()).hexdigest(): (day, file)
             for day, file in releases(shared_data)[name]}
    held = [one.sha256 for one in bundle_of.snapshots]
    for missing in files.keys() - set(held):
        assert isinstance(read(found, *files[missing]), str), f"{name}: run `chipledger bundle`"
    assert set(held) - files.keys() <= cited().keys()
    sighting = [one for one in bundle_of.sightings if one.sha256 in files][-1]
    made = read(found, *files[sighting.sha256])
    assert not isinstance(made, str)
    records, _ = bundle_of.records(sighting)
    kept = [column for column in records.columns
            if column not in (*found.register.prose, "row_number")]
    assert_frame_equal(records.select(kept), made[1].select(kept), check_row_order=False)


def test_every_bundled_release_is_believed(built: Callable[[str], pl.DataFrame]) -> None:
    """None is held or refused: nobody would be there to accept what comes with the code."""
    bundled = [found.source_id for found in sources().values() if found.is_bundled]
    seen = built("meta.snapshot").filter(pl.col("source_id").is_in(bundled))
    assert set(seen["source_id"]) == set(bundled)
    assert seen.filter(pl.col("status") != "folded").is_empty()


def test_the_past_of_a_list_gives_the_figure_of_its_day(tmp_path: Path) -> None:
    """Epoch AI, June 2024, updated to mid 2025: 428 notable models since 2010, 4.7x a year."""
    store = Store(tmp_path / "store")
    folder = Folder(store, Snapshots(tmp_path / "snapshots"), source("epoch_all_models"),
                    BUNDLED["raw.epoch_all_models"])
    believed = folder.belief(end_of_day(date(2025, 8, 7))).parts[0]
    notable = get_frame(store, believed.content_hash).filter(
        pl.col("notability_criteria").is_not_null() & pl.col("training_compute_flop").is_not_null()
        & (pl.col("publication_date") >= date(2010, 1, 1)) & ~pl.col("is_excluded"))
    years = (notable["publication_date"] - date(1970, 1, 1)).dt.total_days().to_numpy() / 365.25
    slope = np.polyfit(years, notable["training_compute_flop"].log10().to_numpy(), 1)[0]
    assert notable.height == 428
    assert 10 ** slope == pytest.approx(4.68, abs=0.005)


def _archive(folder: Path, **files: str) -> Path:
    for day, text in files.items():
        path = folder / "deflators" / f"fred_{SERIES}__{day.strip('_').replace('_', '-')}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_command_writes_releases_in_order_and_leaves_out_what_is_no_release(
    tmp_path: Path
) -> None:
    folder = _archive(
        tmp_path, _2025_02_28=f"DATE,{SERIES}\n2024-12-01,2\n",
        _2025_01_31=f"DATE,{SERIES}\n2024-12-01,1\n", _2025_03_31="something else\n")
    said = list(bundle(folder, tmp_path))
    assert said[0].startswith(f"fred_{SERIES}__2025-03-31.csv: left out, it has no column")
    assert said[1] == "fred_ppi_data_processing.parquet: 2 rows of 2 releases, to 2025-02-28"
    rows = pl.read_parquet(tmp_path / "fred_ppi_data_processing.parquet")
    told: list[Any] = rows.select("index_value", "known_from_date").rows()
    assert [(value, str(day)) for value, day in told] == [(1.0, "2025-01-31"), (2.0, "2025-02-28")]


def test_a_folder_without_releases_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ChipledgerError, match="holds no dated release of a source that is bundled"):
        list(bundle(tmp_path, tmp_path))
    said = chipledger(tmp_path, "bundle", str(tmp_path))
    assert said.exit_code == 1 and "holds no dated release" in said.output


def test_a_source_under_a_share_alike_licence_is_not_bundled() -> None:
    assert not source("wikipedia_gpu").is_bundled
    assert not [name for name in BUNDLED if "SA" in sources()[name].licence]
