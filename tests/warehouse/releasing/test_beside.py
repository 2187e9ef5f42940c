"""Files of earlier releases lie beside the published one, which they never touch."""

from __future__ import annotations

import os

from tests.support.homes import opened
from tests.support.mini import Mini
from warehouse.releasing import beside as besides
from warehouse.releasing.beside import beside
from warehouse.storage.manifest import Manifest

QUERY = "select sum(number) from core.mini_item"


def release_of(mini: Mini, numbers: dict[str, int]) -> Manifest:
    mini.items(numbers)
    return mini.publish()


def test_an_earlier_release_is_read_while_the_published_one_stays(mini_project: Mini) -> None:
    earlier = release_of(mini_project, {"a": 1})
    for number in (2, 3):
        now = release_of(mini_project, {"a": number})
    link = mini_project.home.published.readlink()
    path = beside(mini_project.publisher, earlier)
    with opened(path) as con, opened(mini_project.home.published) as published:
        assert (con.execute(QUERY).fetchall(), published.execute(QUERY).fetchall()) == ([(1,)], [(3,)])
    assert path.is_relative_to(mini_project.home.opened)
    assert mini_project.home.published.readlink() == link
    assert beside(mini_project.publisher, now) == mini_project.home.published.resolve()


def test_a_damaged_file_is_made_again(mini_project: Mini) -> None:
    earlier = release_of(mini_project, {"a": 1})
    for number in (2, 3):
        release_of(mini_project, {"a": number})
    path = beside(mini_project.publisher, earlier)
    whole = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(whole[:100])
    assert beside(mini_project.publisher, earlier).stat().st_size > 100


def test_what_was_asked_for_longest_ago_goes_first(mini_project: Mini, monkeypatch) -> None:
    monkeypatch.setattr(besides, "MOST_KEPT", 2)
    made = [release_of(mini_project, {"a": number}) for number in range(1, 6)]
    for age, manifest in enumerate(made[:3]):
        path = beside(mini_project.publisher, manifest)
        os.utime(path.parent, (age, age))
    beside(mini_project.publisher, made[1])
    kept = {folder.name for folder in mini_project.home.opened.iterdir()}
    assert kept == {made[1].release_id, made[2].release_id}
