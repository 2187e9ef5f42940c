"""Who may import whom: packages one way, rooms without circles, one room for the network."""

import ast
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.syntax import PACKAGES, imported, imports_of, modules, name_of, tree_of
from warehouse.paths import REPOSITORY

DAGSTER_ROOM = ("pipelines/orchestration/", "pipelines/definitions.py")
NETWORK = ("requests", "urllib3", "urllib.request", "http.client", "socket", "ssl", "httpx",
           "aiohttp", "ftplib")
MOST_FLOORS = 9
ONE_ROOM = {"definitions": "orchestration"}
"""A file and the folder that it makes one room with."""
KIT = ("statistics", "kit")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import requests as r", "requests"),
        ("from urllib import request", "urllib.request"),
        ("import http.client", "http.client"),
        ("def f():\n    from socket import create_connection", "socket"),
        ("if True:\n    import dagster._core", "dagster._core"),
        ("import_module('pipelines.commands.status')", "pipelines.commands.status"),
    ],
)
def test_an_import_is_noticed_wherever_it_stands(code: str, expected: str) -> None:
    assert expected in set(imported(ast.parse(code)))


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_one_way(package: str) -> None:
    later = PACKAGES[PACKAGES.index(package) + 1 :]
    mine = [path for path in modules() if name_of(path).startswith(f"{package}/")]
    found = {name_of(path): imports_of(path, *later, "tests", "benchmarks") for path in mine}
    assert mine and {name: names for name, names in found.items() if names} == {}


def test_no_import_is_relative_so_that_this_test_sees_it() -> None:
    nodes = (node for path in modules() for node in ast.walk(tree_of(path)))
    assert not [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level]


def test_dagster_is_imported_where_it_belongs_only() -> None:
    guilty = {name_of(path) for path in modules() if imports_of(path, "dagster")}
    assert guilty and all(name.startswith(DAGSTER_ROOM) for name in guilty)


def test_one_module_knows_pandera() -> None:
    """Its traps are known in one place, and commands that validate nothing start without it."""
    assert {name_of(path) for path in modules() if imports_of(path, "pandera")} == {"schemas/base/asked.py"}


def test_the_parser_of_sql_is_imported_only_where_answers_are_remembered() -> None:
    """Who asks these modules by name starts without it, as long as no file is new.

    What a query demands is parsed where it found nothing, which is no start.
    """
    guilty = {name_of(path) for path in modules() if imports_of(path, "sqlglot")}
    assert guilty == {f"warehouse/{name}.py" for name in (
        "project/syntax", "project/naming", "describing/tracing", "project/demands")}


def test_one_room_touches_the_network() -> None:
    guilty = {name_of(path) for path in modules() if imports_of(path, *NETWORK)}
    assert guilty and all(name.startswith("pipelines/fetching/") for name in guilty)


def test_one_room_speaks_to_object_stores() -> None:
    guilty = {name_of(path) for path in modules() if imports_of(path, "obstore")}
    assert guilty and all(name.startswith("pipelines/remote/") for name in guilty)


def room_of(name: str, house: str) -> str:
    """The room of a module of one package by its dotted name; other packages are one room each."""
    package, *rest = name.split(".")
    if package != house or not rest:
        return package
    if tuple(rest[:2]) == KIT:
        return ".".join(KIT)
    return ONE_ROOM.get(rest[0], rest[0])


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts)


@cache
def rooms(house: str) -> dict[str, set[str]]:
    """Every room of a package, and the rooms that it imports."""
    graph: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        room = room_of(dotted(path), house)
        graph[room] |= {room_of(name, house) for name in imports_of(path, *PACKAGES)} - {room}
    return graph


def floors(graph: dict[str, set[str]]) -> dict[str, int]:
    """The floor each room stands on, above all that it imports; raises CycleError at a circle."""
    found: dict[str, int] = {}
    for room in TopologicalSorter(graph).static_order():
        found[room] = 1 + max((found[below] for below in graph.get(room, ())), default=0)
    return found


@pytest.mark.parametrize("house", ["pipelines", "warehouse"])
def test_rooms_stand_on_few_floors_without_circles(house: str) -> None:
    assert floors({"a": {"b"}, "b": {"c"}}) == {"c": 1, "b": 2, "a": 3}
    found = {room: floor for room, floor in floors(rooms(house)).items() if room not in PACKAGES}
    assert len(found) > 10 and max(found.values()) <= MOST_FLOORS


def test_only_what_every_room_of_the_warehouse_needs_stands_at_its_top() -> None:
    assert {path.stem for path in (REPOSITORY / "warehouse").glob("*.py")} == {"__init__", "errors", "paths"}


@pytest.mark.parametrize(("room", "below"), [
    ("formats", {"schemas", "warehouse"}),
    ("report", {"schemas", "warehouse"}),
    ("law", {"schemas", "warehouse", "formats"}),
    ("sources", {"schemas", "warehouse", "formats", "law", "source"}),
    ("conform", {"schemas", "warehouse", "formats", "law", "recipe"}),
    ("statistics.kit", {"schemas", "warehouse"}),
    ("statistics", {"schemas", "warehouse", "formats", "law", "recipe", "statistics.kit"}),
])
def test_a_room_imports_what_is_below_it_only(room: str, below: set[str]) -> None:
    assert rooms("pipelines")[room] - below == set()


def test_sources_never_import_sources() -> None:
    """A source that is a package imports its own modules."""
    paths = [path for path in modules() if name_of(path).startswith("pipelines/sources/")]
    assert len(paths) > 20
    found = {name_of(path): others(path) for path in paths}
    assert {name: names for name, names in found.items() if names} == {}


def others(path: Path) -> set[str]:
    own = ".".join(dotted(path).split(".")[:3])
    return {name for name in imports_of(path, "pipelines.sources")
            if not f"{name}.".startswith(f"{own}.") and name != "pipelines.sources"
            and not own.startswith(name)}
