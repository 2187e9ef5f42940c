"""Journal, store, content hashes and fingerprints: what survives, and what decides a rebuild."""

from __future__ import annotations

import importlib
import os
import py_compile
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISDIR

import polars as pl
import pytest

import pipelines
import schemas
import warehouse
from warehouse.code import loaded
from warehouse.code.loaded import modules_hash, reached, refuse_edited
from warehouse.errors import ChipledgerError
from warehouse.project.sql import sql_hash
from warehouse.storage import days, stages
from warehouse.storage.built import Built, Part, load, save
from warehouse.storage.journal import BLOCK, Journal, Record
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


def test_a_journal_reads_what_was_appended(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deep" / "log.jsonl")
    assert journal.read() == []
    records = [{"a": 1}, {"text": "two\nlines \r and \u2028 é"}]
    for record in records:
        journal.append(record)
    assert Journal(journal.path).read() == records


@pytest.mark.parametrize("half", [b'{"a": 2', b'{"a": 2}', b"{", b'{"a": "\xc3'])
def test_a_journal_forgets_a_half_written_last_line(tmp_path: Path, half: bytes) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.append({"a": 1})
    with journal.path.open("ab") as file:
        file.write(half)
    assert journal.read() == [{"a": 1}]
    journal.append({"a": 3})
    assert journal.read() == [{"a": 1}, {"a": 3}]


def test_a_journal_reads_each_line_once_and_sees_what_others_append(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = Journal(tmp_path / "log.jsonl"), Journal(tmp_path / "log.jsonl")
    parsed: list[int] = []
    parse = Journal._parsed

    def counted(self: Journal, whole: bytes) -> list[Record]:
        found = parse(self, whole)
        parsed.append(len(found))
        return found

    monkeypatch.setattr(Journal, "_parsed", counted)
    mine.append({"n": 1})
    assert [r["n"] for r in mine.read()] == [1]
    other.append({"n": 2})
    other.append({"n": 3})
    for _ in range(3):
        assert [r["n"] for r in mine.read()] == [1, 2, 3]
    assert parsed == [1, 2]
    mine.path.write_bytes(b'{"n": 9}\n')
    assert [r["n"] for r in mine.read()] == [9], "a journal put back from a backup is read anew"


def test_a_long_journal_is_appended_to_after_its_last_whole_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.append({"text": "x" * (3 * BLOCK)})
    with journal.path.open("ab") as file:
        file.write(b"y" * (2 * BLOCK))
    journal.append({"text": "z"})
    assert [len(r["text"]) for r in Journal(journal.path).read()] == [3 * BLOCK, 1]


@pytest.mark.parametrize("line", [b"{", b"nonsense", b"1", b"1,2", b"", b"\xff"])
def test_a_broken_line_of_a_journal_is_named(tmp_path: Path, line: bytes) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.append({"a": 1})
    assert journal.read()
    journal.path.write_bytes(b'{"a": 1}\n{"a": 2}\n' + line + b"\n")
    with pytest.raises(ChipledgerError, match=r"log\.jsonl: line 3 is no record"):
        journal.read()
    with pytest.raises(ChipledgerError, match=r"log\.jsonl: line 3 is no record"):
        Journal(journal.path).read()


def test_a_journal_whose_first_line_is_half_written_is_empty(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "log.jsonl")
    journal.path.write_bytes(b'{"a"')
    assert journal.read() == []


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


MODULES = {
    "pipelines/t_a.py": "import os\nfrom pipelines import t_b\nfrom schemas import chips\n",
    "pipelines/t_b.py": "def late():\n    from warehouse.t_c import thing\n",
    "pipelines/t_unrelated.py": "",
    "warehouse/t_c.py": "import warehouse.t_room.t_d\nimport pipelines.t_a\nthing = 1\n",
    "warehouse/t_room/__init__.py": "",
    "warehouse/t_room/t_d.py": "",
    "schemas/t_chips.py": "from pipelines import t_unrelated\n",
}
LOADED = [name.removesuffix(".py").replace("/", ".") for name in MODULES if "__init__" not in name]


@pytest.fixture
def small_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Modules of a few more files in our packages; the hashes are those of a fresh process."""
    for name, text in MODULES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for package in (pipelines, warehouse, schemas):
        place = str(tmp_path / package.__name__)
        monkeypatch.setattr(package, "__path__", [*package.__path__, place])
    importlib.invalidate_caches()
    yield tmp_path
    forget_modules()


def forget_modules() -> None:
    """Let the next look at these modules be the first, as in another process."""
    for name in [name for name in sys.modules if name.partition(".")[2].startswith("t_")]:
        del sys.modules[name]
    loaded._code.cache_clear()
    loaded._hash.cache_clear()


def test_a_module_reaches_all_that_it_imports_from_our_packages(small_code: Path) -> None:
    found = {code.module for code in reached("pipelines.t_a")}
    assert found == {"pipelines", "pipelines.t_a", "pipelines.t_b", "warehouse.t_c",
                     "warehouse.t_room.t_d"}


def test_the_hash_of_a_module_is_the_same_whether_it_is_loaded_or_only_named(small_code: Path) -> None:
    named = modules_hash("pipelines.t_a")
    forget_modules()
    importlib.import_module("pipelines.t_a")
    assert modules_hash("pipelines.t_a") == named


@pytest.mark.parametrize("name", ["pipelines/t_a.py", "pipelines/t_b.py", "warehouse/t_c.py",
                                  "warehouse/t_room/t_d.py"])
def test_an_edit_of_any_reached_module_changes_the_hash_of_the_next_process(
    small_code: Path, name: str
) -> None:
    before = modules_hash("pipelines.t_a")
    (small_code / name).write_text(MODULES[name] + "# edited\n")
    assert modules_hash("pipelines.t_a") == before, "this process still runs what it has loaded"
    forget_modules()
    assert modules_hash("pipelines.t_a") != before
    (small_code / name).write_text(MODULES[name])
    forget_modules()
    assert modules_hash("pipelines.t_a") == before


@pytest.mark.parametrize("name", ["pipelines/t_unrelated.py", "schemas/t_chips.py"])
def test_other_modules_and_the_schemas_leave_the_hash_alone(small_code: Path, name: str) -> None:
    before = modules_hash("pipelines.t_a")
    (small_code / name).write_text(MODULES[name] + "# edited\n")
    forget_modules()
    assert modules_hash("pipelines.t_a") == before


def test_an_import_by_relative_name_is_refused(small_code: Path) -> None:
    (small_code / "pipelines/t_b.py").write_text("from . import t_unrelated\n")
    with pytest.raises(ValueError, match="line 1: import by full name"):
        modules_hash("pipelines.t_a")


def test_nothing_is_built_once_a_loaded_file_was_edited(small_code: Path) -> None:
    for name in LOADED:
        importlib.import_module(name)
    refuse_edited()
    path = small_code / "warehouse/t_room/t_d.py"
    path.touch()
    refuse_edited()
    path.write_text("thing = 2\n")
    with pytest.raises(ChipledgerError, match=r"t_d\.py was edited .* Start again"):
        refuse_edited()
    path.unlink()
    with pytest.raises(ChipledgerError, match=r"t_d\.py was edited"):
        refuse_edited()


def test_byte_code_of_an_earlier_text_is_noticed(small_code: Path) -> None:
    path = small_code / "warehouse/t_c.py"
    path.write_text("thing = 1\n")
    cached = Path(py_compile.compile(str(path), doraise=True) or "")
    assert modules_hash("warehouse.t_c")
    forget_modules()
    about = path.stat()
    path.write_text("thing = 2\n")
    newer_ns = cached.stat().st_mtime_ns + 10**6
    second_ns = about.st_mtime_ns // 10**9 * 10**9
    os.utime(cached, ns=(second_ns, second_ns))
    os.utime(path, ns=(newer_ns, second_ns + 1))
    with pytest.raises(ChipledgerError, match=r"byte code of an earlier t_c\.py.* delete it"):
        modules_hash("warehouse.t_c")
    cached.unlink()
    assert modules_hash("warehouse.t_c")


SQL = "select a, sum(b) as s from core.x where c = 'two  words' group by a"


@pytest.mark.parametrize("text", [
    "-- blocking: a header\n" + SQL,
    "SELECT a,\n\tsum(b) AS s /* note */\nFROM core.x\nWHERE c = 'two  words' -- why\nGROUP BY a\n",
    SQL + ";",
])
def test_comments_and_layout_leave_the_hash_of_a_query_alone(text: str) -> None:
    assert sql_hash(text) == sql_hash(SQL)


@pytest.mark.parametrize(("old", "new"), [
    ("two  words", "two words"), ("sum", "avg"), ("as s", "as t"), ("core.x", "core.y"),
    ("'two  words'", "'-- two'"),
])
def test_an_edit_of_the_query_changes_its_hash(old: str, new: str) -> None:
    assert sql_hash(SQL.replace(old, new)) != sql_hash(SQL)
