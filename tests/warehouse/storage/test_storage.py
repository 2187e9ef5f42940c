"""Store, content hashes, built records and sightings: what survives a kill, and what counts as there."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISDIR

import polars as pl
import pytest

from warehouse.storage import days, stages
from warehouse.storage.built import Built, Part, load, save
from warehouse.storage.journal import Journal
from warehouse.storage.snapshots import Snapshots, end_of_day
from warehouse.storage.store import Store, content_path, get_frame, put_frame, put_in_place

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


class KilledError(Exception):
    """Stands for the process ending at a named moment."""


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Name stages here and the program stops at them."""
    names: list[str] = []

    def listen(stage: str) -> None:
        if stage in names:
            raise KilledError(stage)

    monkeypatch.setattr(stages, "listeners", [listen])
    return names


def test_putting_the_same_entry_twice_leaves_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(2):
        store.put("content", "x", b"bytes")
    assert store.list("content") == ["x"]
    assert store.get("content", "x") == b"bytes"
    assert store.list("temporary") == []
    assert store.list("nothing") == []


def test_an_entry_is_whole_or_absent_when_the_writer_is_killed(
    tmp_path: Path, killed_at: list[str]
) -> None:
    store = Store(tmp_path)
    killed_at.append("store.temporary_written")
    with pytest.raises(KilledError):
        store.put("content", "x", b"bytes")
    assert not store.has("content", "x")
    assert store.list("content") == []
    killed_at[:] = ["store.renamed"]
    with pytest.raises(KilledError):
        store.put("content", "x", b"bytes")
    assert store.get("content", "x") == b"bytes"


def test_the_disk_has_the_bytes_before_the_name_and_then_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, waited = tmp_path / "folder" / "file", []

    def waits(descriptor: int) -> None:
        waited.append(("folder" if S_ISDIR(os.fstat(descriptor).st_mode) else "bytes", target.exists()))

    monkeypatch.setattr(os, "fsync", waits)
    put_in_place(target, b"text", tmp_path / "half")
    assert waited == [("bytes", False), ("folder", True)]


def test_a_journal_waits_for_the_disk_at_each_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: waited.append(os.fstat(descriptor).st_size))
    for number in (1, 2):
        Journal(tmp_path / "log.jsonl").append({"a": number})
    assert waited == [9, 18], "the whole line is there"


def test_sweeping_removes_what_killed_processes_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("content", "x", b"bytes")
    left = tmp_path / "temporary" / "999999999-content-y"
    left.write_bytes(b"half")
    mine = tmp_path / "temporary" / f"{os.getpid()}-content-z"
    mine.write_bytes(b"being written")
    store.sweep()
    assert not left.exists()
    assert mine.exists()
    assert store.has("content", "x")


FRAME = pl.DataFrame({
    "a": [1, 2, 3, 4], "b": ["x", None, "", "ü"], "c": [0.1, None, -0.0, 1e300],
    "d": [["p", "q"], [], None, ["r"]], "e": [NOON, None, NOON, NOON],
})
SAME_FRAMES = {
    "in chunks": pl.concat([FRAME[:1], FRAME[1:3], FRAME[3:]], rechunk=False),
    "cut from a larger one": pl.concat([FRAME, FRAME, FRAME]).slice(4, 4),
    "filtered": pl.concat([FRAME.with_columns(pl.col("a") + 9), FRAME]).filter(pl.col("a") < 9),
    "sorted": FRAME.sort("a"),
    "marked as sorted": FRAME.set_sorted("a"),
    "gathered": FRAME[::-1][::-1],
    "with masked nulls": FRAME.with_columns(
        c=pl.when(pl.col("a") != 2).then(pl.Series([0.1, 77.0, -0.0, 1e300]))),
}


@pytest.mark.parametrize("frame", SAME_FRAMES.values(), ids=SAME_FRAMES)
def test_the_hash_of_a_frame_is_that_of_its_values(tmp_path: Path, frame: pl.DataFrame) -> None:
    assert frame.equals(FRAME)
    assert put_frame(Store(tmp_path), frame) == put_frame(Store(tmp_path), FRAME)


def test_a_frame_without_nulls_hashes_the_same_with_and_without_a_null_mask(tmp_path: Path) -> None:
    whole = pl.DataFrame({"a": [1, 2, 3]})
    masked = pl.DataFrame({"a": [1, 2, 3, None]})[:3]
    assert put_frame(Store(tmp_path), masked) == put_frame(Store(tmp_path), whole)


def test_frames_that_differ_have_different_hashes(tmp_path: Path) -> None:
    frames = [FRAME, FRAME[::-1], FRAME[:3], FRAME.rename({"a": "z"}),
              FRAME.select(FRAME.columns[::-1]),
              FRAME.with_columns(pl.col("a").cast(pl.Int32)), FRAME.with_columns(b=pl.lit("x"))]
    assert len({put_frame(Store(tmp_path), frame) for frame in frames}) == len(frames)


def test_a_large_frame_comes_back_and_hashes_the_same_in_chunks(tmp_path: Path) -> None:
    store, large = Store(tmp_path), pl.DataFrame({"a": range(250_000)})
    name = put_frame(store, large)
    assert get_frame(store, name).equals(large)
    cut = pl.concat([large[:99_999], large[99_999:]], rechunk=False)
    assert put_frame(store, cut) == name


def test_a_built_record_comes_back_as_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path)
    part = Part(put_frame(store, FRAME), FRAME.height)
    made = Built("core.x", "f1", {"recipe": "r"}, (part,), notes={"n": 1})
    save(store, made)
    assert load(store, "f1") == made
    assert load(store, "f2") is None


def test_a_built_record_whose_part_is_lost_counts_as_not_built(tmp_path: Path) -> None:
    store = Store(tmp_path)
    part = Part(put_frame(store, FRAME), FRAME.height)
    save(store, Built("core.x", "f1", {}, (part,)))
    content_path(store, part.content_hash).unlink()
    assert load(store, "f1") is None


@pytest.mark.parametrize("told", ["rejected_hash", "versions_hash"])
def test_a_built_record_whose_rows_beside_it_are_lost_counts_as_not_built(
    tmp_path: Path, told: str
) -> None:
    """What was set aside with a reason is made again with the table, and not shown as none."""
    store = Store(tmp_path)
    content = put_frame(store, FRAME)
    save(store, Built("raw.x", "f1", {}, notes={"outcomes": [{told: content}, {told: None}]}))
    assert load(store, "f1") is not None
    content_path(store, content).unlink()
    assert load(store, "f1") is None


def test_bytes_are_kept_once_and_every_time_they_were_seen(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    for day in (2, 1, 1):
        snapshots.add("s", b"data", datetime(2024, 1, day, tzinfo=UTC), "stated", NOON, "u")
    assert [s.known_at.day for s in snapshots.sightings("s")] == [1, 2]
    assert len(list((tmp_path / "bytes").iterdir())) == 1
    assert snapshots.read(snapshots.sightings("s")[0].sha256) == b"data"
    assert snapshots.sightings("other") == []


def test_a_sighting_counts_from_the_end_of_its_day(tmp_path: Path) -> None:
    snapshots, day = Snapshots(tmp_path), NOON.date()
    snapshots.add("s", b"data", end_of_day(day), "file_name", NOON, "u")
    assert snapshots.sightings("s", NOON) == []
    assert len(snapshots.sightings("s", end_of_day(day))) == 1


def test_nothing_is_known_by_a_day_that_has_begun_nowhere(tmp_path: Path) -> None:
    """An archive's 2062 once made a release of 2062, which nothing could undo."""
    snapshots, last = Snapshots(tmp_path), days.last_day()
    assert last >= datetime.now(UTC).date()
    with pytest.raises(days.DayToCome, match="nobody knows it before"):
        snapshots.add("s", b"data", end_of_day(last + timedelta(days=1)), "stated", NOON, "u")
    assert snapshots.sightings("s") == [] and not (tmp_path / "bytes").exists()
    snapshots.add("s", b"data", end_of_day(last), "stated", NOON, "u")
    assert len(snapshots.sightings("s")) == 1


def test_sightings_of_another_process_are_seen_in_the_order_of_knowledge(tmp_path: Path) -> None:
    mine, other = Snapshots(tmp_path), Snapshots(tmp_path)
    mine.add("s", b"b", datetime(2024, 1, 3, tzinfo=UTC), "stated", NOON, "u")
    assert len(mine.sightings("s")) == 1
    other.add("s", b"a", datetime(2024, 1, 2, tzinfo=UTC), "stated", NOON, "u")
    assert [s.known_at.day for s in mine.sightings("s")] == [2, 3]
    early = datetime(2024, 1, 2, tzinfo=UTC)
    assert [s.known_at.day for s in mine.sightings("s", early)] == [2]


def test_bytes_without_a_sighting_were_never_seen(tmp_path: Path, killed_at: list[str]) -> None:
    snapshots = Snapshots(tmp_path)
    killed_at.append("snapshot.bytes_stored")
    with pytest.raises(KilledError):
        snapshots.add("s", b"data", NOON, "stated", NOON, "u")
    assert snapshots.sightings("s") == []
    killed_at.clear()
    _, is_new = snapshots.add("s", b"data", NOON, "stated", NOON, "u")
    assert is_new
    assert len(snapshots.sightings("s")) == 1
