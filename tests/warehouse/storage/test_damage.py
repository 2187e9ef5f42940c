"""A lost or changed byte is noticed wherever it lies: what can be made again is, the rest is named."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.homes import contents
from tests.support.mini import Mini
from warehouse.errors import ChipledgerError
from warehouse.paths import FILE_NAME
from warehouse.releasing import reading
from warehouse.releasing.publish import ABOUT
from warehouse.releasing.verifying import noticed, verified
from warehouse.storage import entry
from warehouse.storage.manifest import load_manifest, lost
from warehouse.storage.snapshots import Snapshots
from warehouse.storage.store import Store, get_frame, holds, put_frame

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def flip(data: bytes) -> bytes:
    """One changed bit in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "truncated": lambda data: data[:len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "flipped": flip,
    "lengthened": lambda data: data + b"x",
}


@pytest.fixture(params=DAMAGES.values(), ids=DAMAGES)
def damage(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Damages a file that was written read-only, as a disk or an editor would."""
    def spoil(path: Path) -> None:
        path.chmod(0o644)
        path.write_bytes(request.param(path.read_bytes()))

    return spoil


def test_an_entry_tells_whether_it_is_whole() -> None:
    data = entry.encoded({"a": [1, "ü"]})
    assert entry.decoded(data) == {"a": [1, "ü"]}
    assert entry.decoded(data.partition(b"\n")[0]) == {"a": [1, "ü"]}, "only its hash is lost"
    for place in range(len(data)):
        with pytest.raises(ValueError, match=r"hash|JSON|Expecting|utf-8|Extra"):
            entry.decoded(data[:place] + bytes([data[place] ^ 1]) + data[place + 1:])


@pytest.mark.parametrize("kind", ["content", "built", "checked", "release"])
def test_a_damaged_entry_counts_as_absent_and_is_made_again(
    published_mini: Mini, kind: str, damage: Callable[[Path], None]
) -> None:
    before = published_mini.publisher.current()
    shown = contents(published_mini.home.published)
    paths = sorted((published_mini.home.store / kind).iterdir())
    assert paths
    for path in paths:
        damage(path)
    after = published_mini.publish()
    assert after.fingerprint == before.fingerprint
    assert published_mini.publisher.is_sound(after)
    found = contents(published_mini.home.published)
    runs = {"meta.release", "meta.table_version"}
    assert {n: rows for n, rows in found.items() if n not in runs} == {
        n: rows for n, rows in shown.items() if n not in runs}
    assert lost(published_mini.store, after) == []
    assert published_mini.build() == set()


def test_content_that_nobody_has_touched_is_not_read_to_know_that(
    tmp_path: Path, published_mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    hash_now = entry.sha256_of

    def noted(path: Path) -> str:
        read.append(path)
        return hash_now(path)

    monkeypatch.setattr(entry, "sha256_of", noted)
    assert published_mini.build() == set()
    assert read == []
    path = next((published_mini.home.store / "content").iterdir())
    os.utime(path)
    assert entry.is_whole(path, path.stem) and read == [path]
    assert entry.is_whole(path, path.stem) and read == [path], "once, until the next touch"
    assert entry.is_whole(path, path.stem, is_thorough=True) and read == [path, path]


def test_damaged_content_is_noted_and_never_read(
    tmp_path: Path, mini_project: Mini, damage: Callable[[Path], None]
) -> None:
    mini_project.build()
    builder = mini_project.builder()
    built = builder.get("metric.mini_largest")
    path = built.paths(builder.store)[0]
    damage(path)
    again = mini_project.builder()
    assert again.find("metric.mini_largest") is None
    assert again.store.damaged == [path]
    made, is_new = again.build("metric.mini_largest")
    assert is_new and made.content_hash == built.content_hash
    assert holds(again.store, path.stem)
    assert get_frame(again.store, path.stem).height == 1


def test_putting_a_frame_again_heals_its_content(
    tmp_path: Path, mini_project: Mini, damage: Callable[[Path], None]
) -> None:
    mini_project.build()
    found = mini_project.builder().get("core.mini_item")
    frame, path = mini_project.frame(found), found.paths(mini_project.store)[0]
    whole = path.read_bytes()
    damage(path)
    assert put_frame(mini_project.store, frame) == path.stem
    assert path.read_bytes() == whole


def test_a_damaged_published_file_is_written_again_under_its_link(
    published_mini: Mini, damage: Callable[[Path], None]
) -> None:
    manifest = published_mini.publisher.current()
    publisher = published_mini.publisher
    shown, link = contents(published_mini.home.published), published_mini.home.published.readlink()
    assert publisher.is_sound(manifest)
    damage(published_mini.home.published.resolve())
    assert not publisher.is_sound(manifest)
    publisher.heal(manifest)
    assert publisher.is_sound(manifest)
    assert contents(published_mini.home.published) == shown
    assert published_mini.home.published.readlink() == link


@pytest.mark.parametrize("name", [FILE_NAME, ABOUT])
def test_a_lost_file_of_a_release_is_written_again(published_mini: Mini, name: str) -> None:
    manifest = published_mini.publisher.current()
    folder = published_mini.home.releases / manifest.release_id
    (folder / name).unlink()
    (folder / f"{FILE_NAME}.wal").write_bytes(b"of another file")
    assert not published_mini.publisher.is_sound(manifest)
    published_mini.publisher.heal(manifest)
    assert published_mini.publisher.is_sound(manifest)
    assert {path.name for path in folder.iterdir()} == {FILE_NAME, ABOUT}


def test_an_emptied_published_file_is_refused_with_the_remedy(published_mini: Mini) -> None:
    path = published_mini.home.published.resolve()
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(ChipledgerError, match=r"cannot be opened .* `chipledger refresh` writes"):
        reading.open_published(published_mini.home)


def test_a_release_whose_record_is_damaged_is_listed_no_more_and_named_when_asked_for(
    published_mini: Mini
) -> None:
    manifest = published_mini.publisher.current()
    assert [line.release_id for line in reading.releases(published_mini.home)] == [manifest.release_id]
    path = published_mini.home.store / "release" / f"{manifest.release_id}.json"
    path.write_bytes(flip(path.read_bytes()))
    assert reading.releases(published_mini.home) == []
    assert published_mini.publisher.current() is None
    with pytest.raises(ChipledgerError, match="is damaged"):
        load_manifest(published_mini.store, manifest.release_id)


def test_an_earlier_release_whose_content_is_lost_names_it(published_mini: Mini) -> None:
    first = published_mini.publisher.current()
    for number in (7, 8, 9):
        published_mini.items({"a": number})
        published_mini.publish()
    path = published_mini.store.path("content", f"{first.tables['core.mini_item'].parts[0]}.parquet")
    path.write_bytes(flip(path.read_bytes()))
    with pytest.raises(ChipledgerError, match=r"lost the content of .*core\.mini_item"):
        published_mini.publisher.rollback(first.release_id)


def test_edited_bytes_of_a_snapshot_are_named_and_healed_by_the_same_bytes(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    snapshots = Snapshots(tmp_path)
    sighting, _ = snapshots.add("s", b"some data", NOON, "stated", NOON, "u")
    assert snapshots.damaged() == []
    damage(tmp_path / "bytes" / sighting.sha256)
    assert snapshots.damaged() == [sighting]
    with pytest.raises(ChipledgerError, match=rf"{sighting.sha256}: .* `chipledger ingest`"):
        snapshots.read(sighting.sha256)
    _, is_new = snapshots.add("s", b"some data", NOON, "stated", NOON, "u")
    assert not is_new
    assert snapshots.damaged() == []
    assert snapshots.read(sighting.sha256) == b"some data"


def test_a_store_without_the_hashes_of_its_records_is_read_all_the_same(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("built", "x", b'{"a": 1}')
    assert store.get_record("built", "x") == {"a": 1}
    assert store.get_record("built", "y") is None
    assert store.damaged == []


def verified_lines(mini: Mini) -> list[str]:
    return list(verified(mini.store, mini.snapshots, mini.publisher))


def test_reading_every_byte_finds_what_no_time_gives_away(
    mini_project: Mini, damage: Callable[[Path], None]
) -> None:
    mini_project.add_source()
    sighting, _ = mini_project.snapshots.add("mini_seen", b"a\nb\n", NOON, "stated", NOON, "u")
    manifest = mini_project.publish()
    assert verified_lines(mini_project) == []
    store = mini_project.home.store
    spoiled = [
        store / "content" / f"{manifest.tables['metric.mini_largest'].parts[0]}.parquet",
        *list((store / "built").iterdir())[:1], *list((store / "checked").iterdir())[:1],
        mini_project.home.snapshots / "bytes" / sighting.sha256,
        mini_project.home.published.resolve(),
    ]
    for path in spoiled:
        before = path.stat()
        damage(path)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    text = "\n".join(verified_lines(mini_project))
    assert all(str(path) in text for path in spoiled[:4])
    assert manifest.release_id in text


def test_what_is_noticed_names_the_remedy(mini_project: Mini) -> None:
    mini_project.add_source()
    sighting, _ = mini_project.snapshots.add("mini_seen", b"a\nb\n", NOON, "stated", NOON, "u.csv")
    mini_project.publish()
    parts = (mini_project.store, mini_project.snapshots, mini_project.publisher)
    assert noticed(*parts) == []
    (mini_project.home.snapshots / "bytes" / sighting.sha256).write_bytes(b"other")
    mini_project.home.published.resolve().unlink()
    mini_project.home.published.resolve().write_bytes(b"")
    lines = noticed(*parts)
    assert "`chipledger refresh` writes it again" in lines[0]
    assert f"mini_seen: the bytes of {sighting.snapshot_id} (u.csv" in lines[1]
    assert "`chipledger ingest`" in lines[1]
