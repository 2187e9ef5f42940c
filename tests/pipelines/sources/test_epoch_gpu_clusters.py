"""Epoch AI's clusters: true-format quirks, identity without a key, and the copy a spreadsheet saved."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import polars as pl
import pytest

from pipelines.commands.ingest import ingest_file
from pipelines.sources.epoch_gpu_clusters import FIELDS, SOURCE, STATED, parse
from pipelines.workspace import Workspace, clock_of
from schemas import base
from tests.support.folding import World, at
from tests.support.homes import copied
from warehouse.building.build import Builder
from warehouse.folding.fold import KNOWN_TO, LOCATOR, SNAPSHOT
from warehouse.folding.register import Folder
from warehouse.paths import Home
from warehouse.storage.snapshots import end_of_day

ANON = "Anonymized Chinese System"
HEADER = [f.headers[0] for f in FIELDS.values()] + ["Max OP/s (log)"]
NUMBERS = {c.name for c in base.columns(SOURCE.table) if c.dtype in (pl.Float64, pl.Int64)}
RELEASES = {"gpu_clusters__2025-11-01.csv": date(2025, 11, 1),
            "gpu_clusters__2025-12-14.csv": date(2025, 12, 14)}
NAMED = {
    "Name": "\"Jupiter, Jülich\"", "Status": "Existing", "Certainty": "Confirmed",
    "Single cluster?": "Yes", "H100 equivalents": "23536.0", "Chip type (primary)": "NVIDIA GH200",
    "Chip quantity (primary)": "30000.000000000004", "Country": "Germany",
    "Owner": "EuroHPC JU,Julich Supercomputing Center", "First Operational Date": "2025-06-10",
    "First Operational Date Note": "2025-06-10", "Note": "first line\nsecond, line",
    "Max OP/s": "123456789012345678901", "32-bit OP/s": "7999999999999999",
    "Total number of AI chips": "23536.0", "Reported Power Capacity (MW)": "18.0",
    "Include in Standard Analysis": "True", "Decommissioned Date (if applicable)": "2021-07",
    "Max OP/s (log)": "20.09151",
}
RESAVED = NAMED | {
    "H100 equivalents": "23536", "Chip quantity (primary)": "30000",
    "First Operational Date": "6/10/2025", "First Operational Date Note": "6/10/2025",
    "Max OP/s": "1.23E+20", "32-bit OP/s": "8E+15", "Total number of AI chips": "23536",
    "Reported Power Capacity (MW)": "18", "Include in Standard Analysis": "TRUE",
    "Max OP/s (log)": "20.09",
}
HIDDEN = {
    "Name": ANON, "Status": "Existing", "Certainty": "Likely", "Single cluster?": "Yes",
    "H100 equivalents": "30.0", "Country": "China", "First Operational Date": "2019-11-15",
    "Max OP/s": "6e+16", "32-bit OP/s": "2.0000000000000003e+17", "Possible Duplicate": "True",
    "Rank when first operational": "37.0",
}


def file(*records: dict[str, str], line_end: str = "\n") -> bytes:
    """A file as Epoch writes it, or with the line ends of a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(HEADER)
    writer.writerows([record.get(name, "") for name in HEADER] for record in records)
    return out.getvalue().encode()


def keys(data: bytes) -> list[str]:
    return parse(data).frame["record_key"].to_list()


def test_a_record_with_every_quirk_is_read_as_printed() -> None:
    """21 digits do not overflow: the nearest DOUBLE is 123456789012345677877."""
    found = parse(file(NAMED))
    assert (found.rejected, tuple(found.unread)) == ([], ("Max OP/s (log)",))
    record = found.frame.row(0, named=True)
    expected = {
        "record_key": '"Jupiter, Jülich"', "stated_content": None, "occurrence": 1,
        "max_op_per_s": 123456789012345678901.0, "performance_32_bit_op_per_s": 7999999999999999.0,
        "chip_primary_count": 30000.000000000004, "note": "first line\nsecond, line",
        "first_operational_date": date(2025, 6, 10), "decommissioned_text": "2021-07",
        "is_in_standard_analysis": True, "is_possible_duplicate": False, "is_excluded": False,
        "calculated_power_mw": None, "owner": "EuroHPC JU,Julich Supercomputing Center",
    }
    assert {name: record[name] for name in expected} == expected


def test_the_copy_of_a_spreadsheet_says_the_same(tmp_path: Path) -> None:
    world = World(tmp_path, SOURCE)  # type: ignore[arg-type]
    world.see(at(1), file(NAMED, HIDDEN))
    world.see(at(2), file(HIDDEN | {"H100 equivalents": "30", "32-bit OP/s": "2E+17",
                                    "First Operational Date": "11/15/2019", "Max OP/s": "6.00E+16",
                                    "Possible Duplicate": "TRUE"}, RESAVED, line_end="\r\n"))
    assert [(o.added, o.changed, o.removed) for o in world.belief().outcomes] == [
        (2, 0, 0), (0, 0, 0)]
    assert {row["max_op_per_s"] for row in world.rows()} == {123456789012345678901.0, 6e16}


def test_records_of_one_name_are_told_apart_by_what_they_state_and_not_by_their_order() -> None:
    other = HIDDEN | {"Max OP/s": "9e+16"}
    found = keys(file(HIDDEN, other, HIDDEN, NAMED))
    assert sorted(found) == sorted(keys(file(NAMED, HIDDEN, HIDDEN, other)))
    hidden = [key for key in found if key.startswith(ANON)]
    assert len(set(hidden)) == 3
    assert sorted(key.split()[-1] for key in hidden) == ["1", "1", "2"]


def test_a_rank_that_moves_is_a_revision_and_no_other_system(tmp_path: Path) -> None:
    world = World(tmp_path, SOURCE)  # type: ignore[arg-type]
    world.see(at(1), file(HIDDEN, NAMED))
    world.see(at(2), file(HIDDEN | {"Rank when first operational": "38.0"}, NAMED))
    last = world.belief().outcomes[-1]
    assert (last.added, last.changed, last.removed) == (0, 1, 0)


def test_a_lone_anonymised_record_is_not_known_by_its_name() -> None:
    assert keys(file(HIDDEN)) != [ANON]


def test_a_name_that_two_records_bear_is_no_key() -> None:
    twin = NAMED | {"Country": "France"}
    found = keys(file(NAMED, twin))
    assert len(set(found)) == 2 and NAMED["Name"] not in found


def test_a_named_cluster_that_is_repeated_is_one_and_hidden_ones_are_several() -> None:
    assert keys(file(NAMED, NAMED)) == [NAMED["Name"]]
    assert len(set(keys(file(HIDDEN, HIDDEN)))) == 2


def test_every_column_of_the_class_is_read_from_somewhere() -> None:
    filled = {"source_id", SNAPSHOT, LOCATOR, "record_key", "stated_content", "occurrence"}
    assert {c.name for c in base.columns(SOURCE.table)} == FIELDS.keys() | filled


# The two kept releases, compared by csv and Decimal alone.

def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def plain(column: str, text: str) -> str:
    """A cell without what a spreadsheet does to dates and ticks; numbers stay as printed."""
    text = text.strip()
    month, slash, rest = text.partition("/")
    if slash and month.isdigit() and rest.count("/") == 1 and column not in NUMBERS:
        day, _, year = rest.partition("/")
        if day.isdigit() and year.isdigit():
            return f"{year}-{int(month):02}-{int(day):02}"
    return text.upper() if column.startswith("is_") else text


def agrees(column: str, old: str, new: str) -> bool:
    """The same text, or the same number to the digits of the coarser print."""
    if column not in NUMBERS or not old or not new:
        return old == new
    a, b = Decimal(old), Decimal(new)
    steps = [int(n.as_tuple().exponent) for n in (a, b)]
    half = Decimal(5).scaleb(max(steps) - 1)
    return a == b or (steps[0] != steps[1] and abs(a - b) <= half)


def cells_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as opened:
        rows = list(csv.DictReader(opened))
    return [{c: plain(c, row[f.headers[0]]) for c, f in FIELDS.items()} for row in rows]


def changes(before: Path, after: Path) -> dict[str, set[str]]:
    """By name, the columns in which the named records of two releases differ."""
    old, new = ({r["cluster_name"]: r for r in cells_of(path) if r["cluster_name"] != ANON}
                for path in (before, after))
    assert old.keys() == new.keys()
    found = {name: {c for c in FIELDS if not agrees(c, old[name][c], new[name][c])} for name in old}
    return {name: columns for name, columns in found.items() if columns}


def hidden_of(path: Path) -> Counter[tuple[str, ...]]:
    """What the anonymised records state, to one digit, as often as it is stated."""
    def coarse(text: str) -> str:
        return f"{number(text):.0e}" if number(text) is not None else text

    rows = [r for r in cells_of(path) if r["cluster_name"] == ANON]
    return Counter(tuple(coarse(row[c]) for c in STATED) for row in rows)


@pytest.fixture(scope="module")
def real_releases(shared_data: Path) -> list[Path]:
    return [shared_data / "epoch_gpu_clusters" / name for name in RELEASES]


def test_every_row_of_the_releases_is_kept(real_releases: list[Path]) -> None:
    for path in real_releases:
        found = parse(path.read_bytes())
        assert (found.frame.height, found.rejected) == (len(cells_of(path)), [])
        assert len(found.unread) == 3, "the logarithms"
        hidden = found.frame.filter(pl.col("cluster_name") == ANON)
        assert hidden.height == sum(hidden_of(path).values()) == 257


def test_the_resaved_copy_revises_what_an_independent_comparison_finds(
    real_releases: list[Path], tmp_path: Path
) -> None:
    expected = changes(*real_releases)
    assert expected and hidden_of(real_releases[0]) == hidden_of(real_releases[1])
    world = World(tmp_path, SOURCE)  # type: ignore[arg-type]
    for path, day in zip(real_releases, RELEASES.values(), strict=True):
        world.see(end_of_day(day), path.read_bytes())
    last = world.belief().outcomes[-1]
    assert (last.added, last.changed, last.removed) == (0, len(expected), 0)
    assert revised(world.versions()) == expected


def revised(versions: pl.DataFrame) -> dict[str, set[str]]:
    """By name, the columns in which a closed version differs from the one that followed."""
    closed = versions.filter(pl.col(KNOWN_TO).is_not_null())
    found = {}
    for old in closed.iter_rows(named=True):
        same_key = pl.col("record_key") == old["record_key"]
        new = versions.filter(same_key & pl.col(KNOWN_TO).is_null()).row(0, named=True)
        found[old["cluster_name"]] = {c for c in FIELDS if old[c] != new[c]}
    return found


def built_all(builder: Builder) -> dict[str, tuple[str, bool]]:
    """Content hash of every table, and whether it had to be built."""
    done = {name: builder.build(name) for name in builder.project.models}
    return {name: (made.content_hash, is_new) for name, (made, is_new) in done.items()}


def forget_bundle(builder: Builder) -> None:
    """Read the releases that were received alone: those that come with the code say the same."""
    folder = builder.folders["raw.epoch_gpu_clusters"]
    builder.folders["raw.epoch_gpu_clusters"] = Folder(
        folder.store, folder.snapshots, folder.source)


def readers(builder: Builder, tables: Iterable[str]) -> set[str]:
    return {name for name, model in builder.project.models.items() if set(model.reads) & {*tables}}


def test_tables_that_read_nothing_revised_are_reused(
    real_releases: list[Path], first_refresh: Path, tmp_path: Path
) -> None:
    """Only the register and its facts change: the two cells revised are a remark and a spelling."""
    home = Home(copied(first_refresh, tmp_path / "home"))
    states = []
    for path, day in zip(real_releases, RELEASES.values(), strict=True):
        workspace = Workspace.open(home)
        ingest_file(workspace, SOURCE.source_id, path, day)
        builder = Workspace.open(home).builder(clock_of(None, None))
        forget_bundle(builder)
        states.append(built_all(builder))
    first, second = states
    changed = {name for name in second if second[name][0] != first[name][0]}
    assert changed == {"raw.epoch_gpu_clusters", "core.cluster_fact"}
    rebuilt = {name for name, (_, is_new) in second.items() if is_new}
    assert changed <= rebuilt <= changed | readers(builder, changed)
    assert "core.cluster" not in rebuilt, "it names no column that was revised"
