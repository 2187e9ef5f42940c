"""The graph that a stranger sees: groups without circles, names that are read whole, one way out."""

from __future__ import annotations

from collections import Counter, defaultdict
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import dagster as dg
import pytest

from pipelines.orchestration.asking import ANSWERS
from pipelines.orchestration.keys import MOST_SHOWN, PUBLISHED, key_of, shown_names
from pipelines.project import project, sources

MOST_NODES = 25
MOST_OF_A_GROUP = 17
"""So many characters of a collapsed group's name are shown."""
ALL_NODES = 300


@pytest.fixture(scope="module")
def graph() -> dg.AssetGraph:
    from pipelines.definitions import defs

    return defs.resolve_asset_graph()


def groups(graph: dg.AssetGraph) -> dict[dg.AssetKey, str]:
    return {key: graph.get(key).group_name for key in graph.get_all_asset_keys()}


def crossings(graph: dg.AssetGraph) -> dict[tuple[str, str], list[str]]:
    """From group to group: the tables that go over."""
    group, found = groups(graph), defaultdict(list)
    for key in group:
        for parent in graph.get(key).parent_keys:
            if group[parent] != group[key]:
                found[group[parent], group[key]].append(f"{parent.path[-1]} -> {key.path[-1]}")
    return found


def circle(edges: dict[tuple[str, str], list[str]]) -> list[str]:
    """The groups of a circle, each with a table that leads to the next; empty if there is none."""
    below: dict[str, set[str]] = defaultdict(set)
    for before, after in edges:
        below[after].add(before)
    try:
        list(TopologicalSorter(below).static_order())
    except CycleError as error:
        walk = error.args[1]
        return [f"{a} > {b}: {edges[a, b][0]}" for a, b in pairwise(walk)]
    return []


def test_a_circle_of_groups_is_named() -> None:
    edges = {("a", "b"): ["x -> y"], ("b", "c"): ["y -> z"], ("c", "a"): ["z -> x"]}
    assert len(circle(edges)) == 3
    del edges["c", "a"]
    assert circle(edges) == []


def test_collapsed_groups_form_no_circle(graph: dg.AssetGraph) -> None:
    edges = crossings(graph)
    assert len(edges) > 50
    assert circle(edges) == [], "place a table elsewhere in pipelines/orchestration/grouping.py"


def test_a_group_can_be_read_when_it_is_expanded(graph: dg.AssetGraph) -> None:
    sizes = Counter(groups(graph).values())
    assert sizes.total() > ALL_NODES
    assert {group: size for group, size in sizes.items() if size > MOST_NODES} == {}
    assert [group for group in sizes if len(group) > MOST_OF_A_GROUP] == []


def test_a_name_is_shown_whole_and_only_once(graph: dg.AssetGraph) -> None:
    shown = [key.path[-1] for key in graph.get_all_asset_keys()]
    assert len(shown) > ALL_NODES and [name for name in shown if len(name) > MOST_SHOWN] == []
    assert [name for name, count in Counter(shown).items() if count > 1] == []


def test_names_that_would_be_alike_or_too_long_say_what_they_are() -> None:
    long = "metric.price_of_one_thing_and_another_by_thing_month"
    found = shown_names(("seed.thing", "core.thing", "meta.thing", "metric.other", "core.file", long),
                        files=("file",))
    assert list(found.values()) == ["seed_thing", "core_thing", "meta_thing", "other", "core_file",
                                    "price_of_one_thing_and_another"]


def test_what_is_published_depends_on_what_is_last_only(graph: dg.AssetGraph) -> None:
    last = graph.get(PUBLISHED).parent_keys
    assert last and all(graph.get(key).child_keys == {PUBLISHED} for key in last)
    assert len(graph.get_ancestor_asset_keys(PUBLISHED)) == len(project().models) + len(sources())


def test_sources_and_curated_tables_are_kinds_of_their_own(graph: dg.AssetGraph) -> None:
    kinds = {key: graph.get(key).kinds for key in graph.get_all_asset_keys()}
    of_kind = {kind: {key.path[0] for key, found in kinds.items() if kind in found}
               for kind in ("source", "seed", "raw", "metric")}
    assert of_kind == {"source": {"source"}, "seed": {"seed"}, "raw": {"raw"}, "metric": {"metric"}}


def test_a_page_says_grain_inputs_recipe_and_licence(graph: dg.AssetGraph) -> None:
    metric = graph.get(key_of(project(), "metric.headline"))
    assert "One row per headline." in metric.description and "**Key** `headline_id`" in metric.description
    assert "`core.headline`: " in metric.description
    recipes = {key: node.metadata["recipe"] for key in graph.get_all_asset_keys()
               if "recipe" in (node := graph.get(key)).metadata}
    assert len(recipes) > ALL_NODES - 2
    source = graph.get(dg.AssetKey(["source", "epoch_ml_hardware"]))
    assert "CC BY" in source.description and source.metadata["licence"]
    assert source.freshness_policy and source.is_observable and not source.is_materializable


def test_every_source_that_can_be_asked_has_a_check_that_it_answers(graph: dg.AssetGraph) -> None:
    asked = {key.asset_key.path[-1] for key in graph.asset_check_keys if key.name == ANSWERS}
    assert asked == {source.source_id for source in sources().values() if source.url}


def test_a_blocking_check_says_that_it_keeps_a_release_back() -> None:
    from pipelines.definitions import defs

    specs = [spec for checks in defs.asset_checks for spec in checks.check_specs]
    assert len(specs) > 50
    for spec in specs:
        said = spec.description or ""
        assert spec.blocking == ("no release is published" in said), spec.name
        assert spec.blocking != ("published all the same" in said), spec.name
