"""What is removed is what nothing needs: kept releases stay whole, and nothing is built again."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from tests.support.homes import contents
from tests.support.mini import Mini
from warehouse.building.build import Builder, Clock
from warehouse.errors import ChipledgerError
from warehouse.releasing.beside import beside
from warehouse.releasing.collecting import Collected, collect, kept_releases
from warehouse.storage import memory
from warehouse.storage.manifest import Manifest, lost, manifests
from warehouse.storage.pins import pin, pinned
from warehouse.storage.store import Store


def published(mini: Mini, count: int) -> list[Manifest]:
    """So many releases, each with another number and one more line of a source."""
    mini.add_source()
    found = []
    for number in range(1, count + 1):
        day = datetime(2024, number, 1, tzinfo=UTC)
        lines = "\n".join(f"line-{n}" for n in range(number + 3))
        mini.snapshots.add("mini_seen", lines.encode(), day, "stated", day, "file")
        mini.items({"a": number})
        found.append(mini.publish())
    return found


def collected(mini: Mini, keep: int, *, is_trial: bool = False) -> Collected:
    def make(store: Store) -> Builder:
        return Builder(mini.project(), store, mini.snapshots, Clock())

    current = mini.publisher.current()
    assert current is not None
    return collect(mini.home, make, current, keep, is_trial=is_trial)


def test_kept_releases_stay_whole_and_others_go(mini_project: Mini) -> None:
    made = published(mini_project, 5)
    before = contents(beside(mini_project.publisher, made[3]))
    found = collected(mini_project, 2)
    assert found.removed == tuple(m.release_id for m in made[:3]) and found.entry_count > 3
    left = manifests(mini_project.store)
    assert [m.release_id for m in left] == [m.release_id for m in made[3:]]
    assert [lost(mini_project.store, manifest) for manifest in left] == [[], []]
    shutil.rmtree(mini_project.home.releases / made[3].release_id)
    assert contents(beside(mini_project.publisher, made[3])) == before


def test_what_was_found_out_of_older_texts_goes_too(mini_project: Mini) -> None:
    published(mini_project, 1)
    answer = mini_project.home.root / memory.FOLDER / "of_an_older_text.json"
    answer.parent.mkdir()
    answer.write_text("1", "utf-8")
    collected(mini_project, 1, is_trial=True)
    assert answer.exists()
    collected(mini_project, 1)
    assert not answer.exists()


def test_after_it_nothing_is_built_and_nothing_is_published_anew(mini_project: Mini) -> None:
    made = published(mini_project, 4)
    collected(mini_project, 1)
    assert mini_project.build() == set()
    assert mini_project.publish().release_id == made[-1].release_id
    assert collected(mini_project, 1).entry_count == 0


def test_earlier_beliefs_are_made_again_from_the_snapshots_and_their_steps_go(
    mini_project: Mini
) -> None:
    made = published(mini_project, 5)
    clocks = [Clock(known_by=datetime(2024, number, 1, tzinfo=UTC)) for number in range(1, 6)]

    def believed() -> list[str]:
        return [mini_project.builder(clock).build("raw.mini_seen")[0].content_hash for clock in clocks]

    before = believed()
    assert len(set(before)) == len(made)
    collected(mini_project, 1)
    store = mini_project.store
    names = [store.get_record("built", name)["name"] for name in store.list("built")]
    assert sorted(name for name in names if "mini_seen" in name) == ["raw.mini_seen", "walk mini_seen"]
    assert believed() == before


def test_a_trial_removes_nothing_and_says_the_same(mini_project: Mini) -> None:
    published(mini_project, 3)
    trial = collected(mini_project, 1, is_trial=True)
    assert len(manifests(mini_project.store)) == 3
    assert collected(mini_project, 1) == trial


def test_the_published_release_and_the_last_of_each_month_can_be_kept(mini_project: Mini) -> None:
    first, *_, last = published(mini_project, 3)
    mini_project.publisher.rollback(first.release_id)
    ids = [m.release_id for m in kept_releases(mini_project.store, first, 1, is_monthly=True)]
    assert ids == [first.release_id, last.release_id]


def test_it_waits_for_a_refresh(mini_project: Mini) -> None:
    published(mini_project, 2)
    mini_project.items({"a": 9})
    with pytest.raises(ChipledgerError, match="`chipledger refresh` first"):
        collected(mini_project, 1)
    assert len(manifests(mini_project.store)) == 2


def test_a_pinned_release_stays_whole(mini_project: Mini) -> None:
    made = published(mini_project, 3)
    pin(mini_project.home, made[0].release_id, "a catalog refers to its files")
    pin(mini_project.home, made[0].release_id, "a catalog refers to its files")
    assert collected(mini_project, 1).removed == (made[1].release_id,)
    assert lost(mini_project.store, made[0]) == []
    assert pinned(mini_project.home) == {made[0].release_id}
