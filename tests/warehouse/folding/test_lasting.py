"""Numbers of things that stay what they are: a slip in a few of them is no news of the thing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.project import source, sources
from schemas import base
from tests.support.folding import FakeSource, World, at
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits

LASTING = Limits(lasting=("memory_size_gb",))


def chips(**changed: dict[str, Any]) -> str:
    """Forty chips of which every number is its own, some of them changed."""
    lines = ["name,price,memory,cores"]
    for n in range(40):
        row = {"price": 1000 + 17 * n, "memory": (80 + n) * 10**9, "cores": 100 + n}
        row |= changed.get(f"chip{n}", {})
        lines.append(",".join([f"chip{n}", *map(str, row.values())]))
    return "\n".join(lines)


@pytest.mark.parametrize(("limits", "changed", "waiting"), [
    (LASTING, {f"chip{n}": {"memory": (80 + n) * 3 * 10**9} for n in (3, 9, 20)},
     {(f"chip{n}", "memory_size_gb", "revised_to_another_thing") for n in (3, 9, 20)}),
    (LASTING, {"chip3": {"memory": 166 * 10**9}}, set()),
    (Limits(), {"chip3": {"memory": 249 * 10**9}}, set()),
    (Limits(), {"chip3": {"price": 1051 * 8, "memory": 83 * 8 * 10**9, "cores": 103 * 8}},
     {("chip3", name, "revised_by_one_factor") for name in ("price_usd", "memory_size_gb", "core_count")}),
    (Limits(), {"chip3": {"price": 1051 * 8, "memory": 83 * 8 * 10**9, "cores": 103 * 7}}, set()),
    (Limits(), {"chip3": {"price": 1051 * 2, "memory": 83 * 2 * 10**9, "cores": 103 * 2}}, set()),
], ids=["three tripled", "one doubled", "one that may move", "all of one by eight", "not all", "all doubled"])
def test_numbers_of_one_thing_that_become_anothers_wait_for_a_person(
    limits: Limits, changed: dict[str, dict[str, Any]], waiting: set[tuple[str, str, str]], tmp_path: Path
) -> None:
    world = World(tmp_path, FakeSource(register=Register(key=("name",), limits=limits)))
    world.see(at(1), chips())
    world.see(at(2), chips(**changed, chip30={"price": 1999}))
    outcome = world.belief().outcomes[-1]
    assert outcome.status == "folded"
    assert {(c["subject"], c["column_name"], c["check_name"]) for c in outcome.cells} == waiting
    assert world.prices()["chip30"] == 1999, "the rest of the file is read"
    if waiting:
        assert world.values("memory_size_gb")["chip3"] == 83, "what is believed stays"


def test_every_list_of_hardware_keeps_power_and_memory() -> None:
    lasting = {base.info(s.table).name: s.register.limits.lasting for s in sources().values()}
    for name in ("raw.epoch_ml_hardware", "raw.epoch_chip_dataset", "raw.wikipedia_gpu"):
        assert {"tdp_w", "memory_size_gb"} <= {*lasting[name]}
    assert "chip_count" in lasting["raw.epoch_gpu_clusters"]


def index(factor: float, series: str) -> bytes:
    """Two years of two price indices, one of which may stand on another base."""
    lines = ["series_id,year,period,value"]
    for name in ("CUUR0000SA0", "CUUR0000SEEE"):
        base_of = factor if name == series else 1
        lines += [f"{name},{year},M{month:02},{(200 + year % 10 + month / 8) * base_of:.3f}"
                  for year in (2023, 2024) for month in range(1, 13)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(("series", "believed"), [("CUUR0000SA0", 203.125), ("CUUR0000SEEE", 101.562)])
def test_an_index_that_is_never_based_anew_is_not_believed_on_another_base(
    series: str, believed: float, tmp_path: Path
) -> None:
    """One of 14.9 in an edition of 2025 was of information technology; the deflator has kept its base."""
    world = World(tmp_path, source("bls_cpi"))
    world.see(at(1), index(1, series))
    world.see(at(2), index(0.5, series))
    assert world.statuses()[-1] == "folded"
    found = {(row["series_id"], row["year"], row["period"]): row["index_value"] for row in world.rows()}
    assert found[series, 2023, "M01"] == believed
