"""A walk begins where the last one ended, and never where something else was said since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import folding
from tests.support.folding import FakeSource, World, at, chips
from warehouse.folding.held_cell import HeldCell
from warehouse.folding.register import Folder
from warehouse.releasing.collecting import HASH, Noting
from warehouse.storage.store import Store, content_path, holds

REGISTER = FakeSource()
SHOP = FakeSource(table=folding.RawTestPrice, parse=folding.parse_prices, kind="observations")
KINDS = pytest.mark.parametrize("source", [REGISTER, SHOP], ids=["register", "observations"])


def forget(world: World) -> None:
    """Leave of what was made only what the last belief looks at and names, as gc does."""
    store = Noting(world.store.root)
    Folder(store, world.snapshots, world.source).belief(None)
    named = {f"{content}.parquet" for kind, name in store.seen if store.has(kind, name)
             and kind == "built" for content in HASH.findall(store.get(kind, name).decode())}
    for kind in ("built", "content"):
        for name in store.list(kind):
            if (kind, name) not in store.seen and not (kind == "content" and name in named):
                store.root.joinpath(kind, name).unlink()


def anew(world: World) -> World:
    """The same snapshots and words, in a warehouse that has made nothing yet."""
    found = World(world.store.root.parent, world.source)
    found.store = Store(world.store.root.parent / "empty")
    return found


def parsing(world: World) -> list[bytes]:
    """The files that are parsed from now on."""
    calls: list[bytes] = []
    parse_now = world.source.parse

    def parse(data: bytes) -> Any:
        calls.append(data)
        return parse_now(data)

    parse.__module__ = parse_now.__module__
    world.source = replace(world.source, parse=parse)  # type: ignore[type-var]
    return calls


@KINDS
def test_what_is_left_after_forgetting_is_one_walk(tmp_path: Path, source: FakeSource) -> None:
    world = World(tmp_path, source)
    for day in range(1, 6):
        world.see(at(day), chips(a=str(day), b="1"))
    before = world.belief()
    forget(world)
    assert len(world.built()) == 1
    calls = parsing(world)
    assert world.belief() == before and calls == []
    world.see(at(6), chips(a="6", b="1"))
    assert world.prices()["a"] == 6.0
    assert calls == [chips(a="6", b="1").encode()]


@KINDS
def test_rows_that_do_not_fit_are_found_again_when_what_told_of_them_is_lost(
    tmp_path: Path, source: FakeSource
) -> None:
    world = World(tmp_path, source)
    for day in (1, 2):
        world.see(at(day), chips(**{str(n): "1" for n in range(9)}, wrong="none", day=str(day)))
    before = world.belief()
    told = {content for outcome in before.outcomes if (content := outcome.rejected_hash)}
    assert told and all(outcome.rejected_row_count for outcome in before.outcomes)
    for content in told:
        content_path(world.store, content).unlink()
    assert world.belief() == before
    assert all(holds(world.store, content) for content in told)


@KINDS
def test_an_earlier_belief_is_made_again_from_the_snapshots(
    tmp_path: Path, source: FakeSource
) -> None:
    world = World(tmp_path, source)
    for day in range(1, 6):
        world.see(at(day), chips(a=str(day), b="1"))
    before = {day: world.belief(at(day)) for day in range(1, 6)}
    forget(world)
    assert {day: world.belief(at(day)) for day in range(1, 6)} == before


@KINDS
def test_what_waits_can_be_confirmed_after_forgetting(tmp_path: Path, source: FakeSource) -> None:
    world = World(tmp_path, source)
    full = {f"chip{number:02}": "1" for number in range(20)}
    world.see(at(1), chips(**full))
    world.see(at(2), chips(chip00="1"))
    assert world.statuses() == ["folded", "held"]
    forget(world)
    world.see(at(3), chips(chip00="1", chip01="1"))
    assert world.statuses() == ["folded", "held", "folded"]
    assert world.belief() == anew(world).belief()


@KINDS
@pytest.mark.parametrize("spoil", [
    lambda data: b"", lambda data: data[:len(data) // 2],
    lambda data: data[:len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1:],
], ids=["emptied", "truncated", "flipped"])
def test_a_damaged_walk_counts_as_absent(
    tmp_path: Path, source: FakeSource, spoil: Callable[[bytes], bytes]
) -> None:
    world = World(tmp_path, source)
    for day in range(1, 4):
        world.see(at(day), chips(a=str(day), b="1"))
    before = world.belief()
    for kind in ("built", "content"):
        for name in world.store.list(kind):
            path = world.store.path(kind, name)
            path.write_bytes(spoil(path.read_bytes()))
            assert world.belief() == before, path


FILES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["1", "2", "50"]), min_size=1)
DAYS = st.integers(1, 28)
SEEN = st.tuples(st.just("see"), DAYS, FILES)
SAID = st.tuples(st.sampled_from(["accept", "reject", "hold"]), DAYS, st.booleans())
OTHER = st.tuples(st.sampled_from(["forget", "withdraw", "accept_cell"]), DAYS, st.none())


def act(world: World, what: str, number: int, more: Any) -> None:
    """One thing that happens to a warehouse: a file, a word on one, or its forgetting."""
    say, source_id = world.snapshots.verdicts.say, world.source.source_id
    seen = world.snapshots.sightings(source_id)
    if what == "see":
        world.see(at(number), chips(**more))
    elif what == "forget":
        forget(world)
    elif what == "accept_cell":
        for cell in [cell for outcome in world.belief().outcomes for cell in outcome.cells][:1]:
            say("accept_cell", source_id, "", HeldCell(**cell).content, "so it is")
    elif seen:
        one = seen[number % len(seen)]
        if what == "withdraw":
            world.snapshots.withdraw(source_id, one.snapshot_id, "another day")
        else:
            say(what, source_id, one.sha256, "", f"reason {number}", is_withdrawn=more)  # type: ignore[arg-type]


@KINDS
@settings(max_examples=25, deadline=None)
@given(happened=st.lists(SEEN | SEEN | SAID | OTHER, min_size=2, max_size=10))
def test_whatever_happens_the_belief_is_that_of_an_empty_warehouse(
    source: FakeSource, happened: list[tuple[str, int, Any]]
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), source)
        for one in happened:
            act(world, *one)
            world.belief()
        assert world.belief() == anew(world).belief()
