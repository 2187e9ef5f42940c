"""Bundled snapshots are believed like the bytes they were made from, and yield to those bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.folding import FakeSource, RawTestPrice, World, at, chips, on, parse_prices
from warehouse.errors import ChipledgerError
from warehouse.folding import bundled
from warehouse.folding.bundled import BundledSnapshot
from warehouse.folding.fold import Register
from warehouse.folding.register import Folder
from warehouse.storage.snapshots import end_of_day

Files = Sequence[tuple[int, str]]


class OpenSource(FakeSource):
    """A source whose terms are known."""

    def about(self) -> dict[str, str]:
        return {"licence": "CC BY 4.0", "citation": "A made-up publisher"}


CHIPS = OpenSource(register=Register(key=("name",), max_removed_share=1.0, prose=("maker",)))
PRICES = OpenSource(table=RawTestPrice, parse=parse_prices, kind="observations")


class BundledWorld(World):
    """A world whose source has bundled snapshots besides those it has received."""

    @property
    def folder(self) -> Folder:
        return Folder(self.store, self.snapshots, self.source, self.bundle)

    @property
    def bundle(self) -> Path:
        return self.store.root.parent / "test_chip.parquet"

    def pack(self, files: Files) -> None:
        bundled.write(self.bundle, self.source, [_release(self.source, *file) for file in files])


def _release(source: FakeSource, day: int, text: str) -> tuple[BundledSnapshot, pl.DataFrame]:
    data = text.encode()
    snapshot = BundledSnapshot(f"file {day}", sha256(data).hexdigest(), on(day), 0)
    return snapshot, source.parse(data).frame


def _seen(root: Path, source: FakeSource, files: Files) -> World:
    """Each file received and vouched for, as whoever bundles it does."""
    world = World(root / "seen", source)
    for day, text in files:
        world.accept(world.see(end_of_day(on(day)), text))
    return world


def _packed(root: Path, source: FakeSource, files: Files) -> BundledWorld:
    world = BundledWorld(root / "packed", source)
    (root / "packed").mkdir(exist_ok=True)
    world.pack(files)
    return world


NAMES = st.sampled_from(["a", "b", "c"])
PRICES_PRINTED = st.sampled_from(["", "1", "10", "1e1", "10.4", "10.04", "2.5"])
FILES = st.lists(st.dictionaries(NAMES, PRICES_PRINTED, min_size=1), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(files=FILES, source=st.sampled_from([CHIPS, PRICES]))
def test_bundled_releases_are_believed_as_their_bytes_are(
    files: list[dict[str, str]], source: FakeSource
) -> None:
    releases = [(day, chips(**prices)) for day, prices in enumerate(files, start=1)]
    with TemporaryDirectory() as folder:
        seen = _seen(Path(folder), source, releases)
        packed = _packed(Path(folder), source, releases)
        for day in range(len(releases) + 1):
            known_by = at(day + 1) if day else at(1)
            assert packed.rows(known_by) == seen.rows(known_by)
            assert packed.statuses(known_by) == seen.statuses(known_by)


def test_a_record_takes_one_row_for_every_run_of_releases_that_state_it(tmp_path: Path) -> None:
    world = _packed(tmp_path, CHIPS, [
        (1, chips(a="1", b="1")), (2, chips(a="1", b="2")), (3, chips(a="1")),
        (4, chips(a="1", b="2"))])
    rows = pl.read_parquet(world.bundle)
    named = rows.select("name", "price_usd", "known_from_date", "known_through_date").rows()
    assert named == [
        ("a", 1.0, on(1), on(4)), ("b", 1.0, on(1), on(1)), ("b", 2.0, on(2), on(2)),
        ("b", 2.0, on(4), on(4)),
    ]
    assert rows.select("source_id", "licence", "attribution").unique().rows() == [
        ("test", "CC BY 4.0", "A made-up publisher")]


def test_the_same_release_received_is_one_sighting(tmp_path: Path) -> None:
    files = [(1, chips(a="1")), (2, chips(a="2"))]
    world = _packed(tmp_path, CHIPS, files)
    world.see(end_of_day(on(1)), files[0][1])
    assert [s.known_basis for s in world.folder.sightings(None)] == ["stated", "bundled"]
    assert world.intervals("a") == [
        (1.0, end_of_day(on(1)), end_of_day(on(2))), (2.0, end_of_day(on(2)), None)]


def test_a_later_release_that_is_received_follows_the_bundled_ones(tmp_path: Path) -> None:
    world = _packed(tmp_path, CHIPS, [(1, chips(a="1", b="1"))])
    world.see(at(5), chips(a="2", c="3"))
    assert world.prices() == {"a": 2.0, "c": 3.0}
    assert world.prices(at(4)) == {"a": 1.0, "b": 1.0}


def _made_by(maker: str, price: str) -> str:
    return f"name,price,maker\na,{price},{maker}\n"


def test_prose_is_not_bundled_and_its_arrival_is_no_revision(tmp_path: Path) -> None:
    told = _made_by("some words", "1")
    world = _packed(tmp_path, CHIPS, [(1, told)])
    assert "maker" not in pl.read_parquet(world.bundle).columns
    assert world.values("maker") == {"a": None}
    world.see(at(5), _made_by("some words", "1.0"))
    assert world.values("maker") == {"a": "some words"}
    assert [(o.added, o.changed) for o in world.belief().outcomes] == [(1, 0), (0, 0)]


def test_the_bytes_of_a_bundled_release_are_another_fingerprint(tmp_path: Path) -> None:
    """They tell what is not bundled; a table that was made without them is made again."""
    told = _made_by("some words", "1")
    world = _packed(tmp_path, CHIPS, [(1, told)])
    before, without = world.folder.components(None), world.rows()
    world.see(end_of_day(on(1)), told)
    assert (world.values("maker"), without[0]["maker"]) == ({"a": "some words"}, None)
    assert world.folder.components(None) != before


def test_another_wording_of_prose_is_a_revision(tmp_path: Path) -> None:
    world = World(tmp_path, CHIPS)
    world.see(at(1), _made_by("some words", "1"))
    world.see(at(2), _made_by("other words", "1"))
    assert [o.changed for o in world.belief().outcomes] == [0, 1]


def test_another_bundled_file_is_another_fingerprint(tmp_path: Path) -> None:
    world = _packed(tmp_path, CHIPS, [(1, chips(a="1"))])
    before = world.folder.components(None)
    assert world.prices() == {"a": 1.0}
    wrong = replace(_release(CHIPS, 1, chips(a="1"))[0])
    bundled.write(world.bundle, CHIPS, [(wrong, CHIPS.parse(chips(a="9").encode()).frame)])
    assert world.folder.components(None) != before
    assert world.prices() == {"a": 9.0}


def test_a_column_read_since_the_file_was_made_is_unknown_in_it(tmp_path: Path) -> None:
    world = _packed(tmp_path, CHIPS, [(1, chips(a="1"))])
    _without(world.bundle, "core_count")
    assert world.values("core_count") == {"a": None}


@pytest.mark.parametrize(("lost", "message"), [
    ("name", "has no column name, which may not be empty; make the file again"),
])
def test_a_file_that_lacks_what_may_not_be_empty_is_refused(
    tmp_path: Path, lost: str, message: str
) -> None:
    world = _packed(tmp_path, CHIPS, [(1, chips(a="1"))])
    _without(world.bundle, lost)
    with pytest.raises(ChipledgerError, match=message):
        world.rows()


def test_a_file_that_lists_no_snapshots_is_refused(tmp_path: Path) -> None:
    world = _packed(tmp_path, CHIPS, [(1, chips(a="1"))])
    pl.read_parquet(world.bundle).write_parquet(world.bundle)
    with pytest.raises(ChipledgerError, match=r"test_chip\.parquet: lists no bundled snapshots"):
        world.rows()


def _without(path: Path, column: str) -> None:
    """The same file without a column, as one made before the column was read."""
    listed: dict[str, Any] = {
        bundled.SNAPSHOTS: pl.read_parquet_metadata(path)[bundled.SNAPSHOTS]}
    assert json.loads(listed[bundled.SNAPSHOTS])
    pl.read_parquet(path).drop(column).write_parquet(path, metadata=listed)
