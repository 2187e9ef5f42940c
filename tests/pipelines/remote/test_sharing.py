"""Machines that share one warehouse: what one has pushed another has, and no two of them both win."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.remote.bucket import Bucket
from pipelines.remote.pulling import pull
from pipelines.remote.pushing import push
from pipelines.remote.state import HEAD, encoded, entries, journals, read_head
from pipelines.workspace import Workspace
from tests.support.buckets import MemoryBucket, s3_server
from tests.support.homes import child_environment, chipledger, contents, copied
from tests.support.mini import Mini
from warehouse.errors import ChipledgerError
from warehouse.paths import REPOSITORY, Home

IS_THERE = all(importlib.util.find_spec(name) for name in ("obstore", "moto"))
needs_s3 = pytest.mark.skipif(not IS_THERE, reason="needs the extra `beyond`: `make beyond`")
DIES = """
import os, signal, sys
from pipelines.commands.remote import opened
from pipelines.remote.pushing import push
from pipelines.workspace import Workspace

class Dies:
    def __init__(self, bucket, left): self.bucket, self.left = bucket, left
    def __getattr__(self, name):
        if name in ("put_new", "swap"):
            self.left -= 1
            if self.left < 0 or (name == "swap" and sys.argv[2] == "swap"):
                os.kill(os.getpid(), signal.SIGKILL)
        return getattr(self.bucket, name)

push(Workspace.open(), Dies(opened(sys.argv[1]), int(sys.argv[3])))
"""


@pytest.fixture(params=["memory", pytest.param("s3", marks=needs_s3)])
def bucket(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """One bucket; in memory without the extra, of a server with it."""
    if request.param == "memory":
        yield MemoryBucket()
        return
    from pipelines.remote.object_store import ObjectStore

    with s3_server() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield ObjectStore("s3://bucket/some/prefix")


def machine(home: Path) -> Workspace:
    return Workspace.open(Home(home))


def take_in(mini: Mini, *lines: str) -> None:
    day = datetime(2024, 1, len(lines), tzinfo=UTC)
    mini.snapshots.add("mini_seen", "\n".join(lines).encode(), day, "stated", day, "file")


def two_machines(mini: Mini, bucket: Bucket, tmp_path: Path) -> tuple[Workspace, Workspace]:
    mini.add_source()
    take_in(mini, "a")
    mini.publish()
    first, second = machine(mini.home.root), machine(tmp_path / "second")
    assert push(first, bucket) > 30
    pull(second, bucket)
    return first, second


def on(mini: Mini, workspace: Workspace) -> Mini:
    """The same project on another machine."""
    return Mini(mini.root, mini.code, workspace.home, mini.tables, mini.sources)


def rows(workspace: Workspace) -> dict[str, str]:
    return contents(workspace.home.published)


def test_what_one_has_pushed_another_has_to_the_byte_and_builds_on(
    mini_project: Mini, bucket: Bucket, tmp_path: Path
) -> None:
    first, second = two_machines(mini_project, bucket, tmp_path)
    assert rows(second) == rows(first)
    assert journals(second.home) == journals(first.home)
    assert ({name: path.read_bytes() for name, path in entries(second.home).items()}
            == {name: path.read_bytes() for name, path in entries(first.home).items()})
    other = on(mini_project, second)
    assert other.build() == set(), "what was built there is not built again"
    take_in(other, "a", "b")
    made = other.publish()
    assert 0 < push(second, bucket) < 40
    assert pull(first, bucket)[0] == made.release_id
    assert rows(first) == rows(second)
    assert push(first, bucket) == 0 and pull(second, bucket)[1] == 0


def test_of_two_that_went_on_from_the_same_state_the_second_is_told(
    mini_project: Mini, bucket: Bucket, tmp_path: Path
) -> None:
    first, second = two_machines(mini_project, bucket, tmp_path)
    take_in(mini_project, "a", "b")
    mini_project.publish()
    other = on(mini_project, second)
    take_in(other, "a", "c")
    made = other.publish()
    push(second, bucket)
    with pytest.raises(ChipledgerError, match="another machine has pushed"):
        push(first, bucket)
    mine = journals(first.home)
    with pytest.raises(ChipledgerError, match="gone its own way"):
        pull(first, bucket)
    assert journals(first.home) == mine, "a refusal changes nothing"
    assert pull(first, bucket, is_theirs=True)[0] == made.release_id
    assert rows(first) == rows(second)
    [kept] = (first.home.root / "set_aside").iterdir()
    assert (kept / "snapshots/sightings.jsonl").read_bytes() == mine["snapshots/sightings.jsonl"]


def test_a_machine_that_is_ahead_is_told_to_push(
    mini_project: Mini, bucket: Bucket, tmp_path: Path
) -> None:
    first, _ = two_machines(mini_project, bucket, tmp_path)
    take_in(mini_project, "a", "b")
    with pytest.raises(ChipledgerError, match="knows more"):
        pull(first, bucket)


class Raced:
    """A bucket in which another writes just before the head is swapped."""

    def __init__(self, bucket: Bucket, said: bytes) -> None:
        self._bucket, self._said = bucket, said

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bucket, name)

    def swap(self, name: str, data: bytes, tag: str | None) -> bool:
        self._bucket.swap(name, self._said, tag)
        return self._bucket.swap(name, data, tag)


def test_a_head_that_was_swapped_in_between_is_not_written_over(
    mini_project: Mini, bucket: Bucket, tmp_path: Path
) -> None:
    first, _ = two_machines(mini_project, bucket, tmp_path)
    take_in(mini_project, "a", "b")
    mini_project.publish()
    head, _ = read_head(bucket)
    assert head is not None
    quicker = encoded(type(head)(head.generation + 1, head.release_id, head.journals, "another"))
    with pytest.raises(ChipledgerError, match="another machine has pushed"):
        push(first, Raced(bucket, quicker))
    found, _ = read_head(bucket)
    assert found is not None and found.writer == "another"


class Deaf(Raced):
    """A bucket whose answer to a swap is lost, so that its client asks again and is refused."""

    def swap(self, name: str, data: bytes, tag: str | None) -> bool:
        assert self._bucket.swap(name, data, tag)
        return self._bucket.swap(name, data, tag)


def test_a_push_whose_answer_was_lost_knows_its_own_head(
    mini_project: Mini, bucket: Bucket, tmp_path: Path
) -> None:
    first, second = two_machines(mini_project, bucket, tmp_path)
    take_in(mini_project, "a", "b")
    made = mini_project.publish()
    push(first, Deaf(bucket, b""))
    assert pull(second, bucket)[0] == made.release_id


def test_damage_on_the_way_is_noticed_and_nothing_is_published(
    mini_project: Mini, tmp_path: Path
) -> None:
    bucket = MemoryBucket()
    first, _ = two_machines(mini_project, bucket, tmp_path)
    name = next(name for name in bucket.objects if name.startswith("store/content/"))
    bucket.objects[name] += b"x"
    third = machine(tmp_path / "third")
    with pytest.raises(ChipledgerError, match="is damaged"):
        pull(third, bucket)
    assert not third.home.published.exists()
    assert push(first, bucket) == 0


@needs_s3
@pytest.mark.parametrize(("place", "left"), [("entry", 3), ("entry", 20), ("swap", 10_000)])
def test_a_push_that_is_killed_leaves_the_others_what_they_had(
    mini_project: Mini, tmp_path: Path, place: str, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with s3_server() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        from pipelines.remote.object_store import ObjectStore

        bucket = ObjectStore("s3://bucket/prefix")
        first, second = two_machines(mini_project, bucket, tmp_path)
        old, before = bucket.get(HEAD), rows(second)
        mini_project.items({"a": 7, "b": 8})
        made = mini_project.publish()
        child = child_environment(first.home.root) | environment
        child["PYTHONPATH"] = os.pathsep.join([str(REPOSITORY), *filter(None, sys.path)])
        ended = subprocess.run([sys.executable, "-c", DIES, "s3://bucket/prefix", place, str(left)],
                               check=False, env=child, capture_output=True, text=True, timeout=120)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        assert bucket.get(HEAD) == old
        pull(second, bucket)
        assert rows(second) == before
        push(first, bucket)
        assert pull(second, bucket)[0] == made.release_id and rows(second) != before


@needs_s3
def test_the_commands_share_the_bundled_warehouse(
    first_refresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(first_refresh, tmp_path / "home")
    with s3_server() as environment:
        for name, value in (environment | {"CHIPLEDGER_STORE": "s3://bucket/all"}).items():
            monkeypatch.setenv(name, value)
        pushed = chipledger(home, "push")
        assert pushed.exit_code == 0, pushed.output
        pulled = chipledger(tmp_path / "other", "pull")
        assert pulled.exit_code == 0, pulled.output
    assert contents(Home(tmp_path / "other").published) == contents(Home(home).published)


@pytest.mark.skipif(IS_THERE, reason="it is installed")
def test_without_the_extra_the_commands_say_what_to_install(tmp_path: Path) -> None:
    for command in ("push", "pull"):
        result = chipledger(tmp_path, command, "s3://bucket/prefix")
        assert result.exit_code == 1 and "beyond" in result.output
