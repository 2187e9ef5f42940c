"""Words of things that stay what they are: a slip in a few of them is no news of the thing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.formats.tabular import field, read_csv
from pipelines.project import source, sources
from schemas import base
from schemas.columns import TextList, column
from schemas.raw import RawTable
from tests.support.folding import FakeSource, World, at
from warehouse.folding.fold import Register
from warehouse.folding.held_cell import HeldCell
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed


class RawTestSite(RawTable, name="raw.test_site", key=("name",), group="test"):
    """Sites of a made-up publisher."""

    name: str = column("Name")
    owner: str = column("Owner", nullable=True)
    stage: str = column("Stage", nullable=True)
    countries: TextList = column("Countries", nullable=True)


FIELDS = {name: field(name, optional=True) for name in ("name", "owner", "stage", "countries")}
LIMITS = Limits(lasting=("owner",), onward=(("stage", ("planned", "built", "gone")),),
                corrected=("countries",), vague=("Many",))


def parse(data: bytes) -> Parsed:
    return read_csv(data, FIELDS, RawTestSite)


def sites(**changed: Mapping[str, str]) -> str:
    """A hundred sites of five owners, some of them changed."""
    lines = ["name,owner,stage,countries"]
    for n in range(100):
        row = {"owner": f"owner {n % 5}", "stage": "built" if n % 2 else "planned",
               "countries": "Many" if n > 90 else ("France", "Chad, Mali")[n % 2]}
        row |= changed.get(f"s{n}", {})
        lines.append(",".join([f"s{n}", *(f'"{cell}"' for cell in row.values())]))
    return "\n".join(lines)


@pytest.mark.parametrize(("changed", "waiting"), [
    ({"s3": {"owner": "owner 4"}}, {("s3", "owner", "says_the_word_of_another")}),
    ({"s3": {"owner": "owner 3 Inc"}}, set()),
    ({"s3": {"owner": ""}}, set()),
    ({"s3": {"stage": "planned"}, "s4": {"stage": "built"}}, {("s3", "stage", "goes_back_a_stage")}),
    ({f"s{n}": {"countries": "Chad"} for n in (2, 4, 6)},
     {(f"s{n}", "countries", "says_the_same_other_word") for n in (2, 4, 6)}),
    ({f"s{n}": {"countries": "Chad"} for n in (2, 4)}, set()),
    ({f"s{n}": {"countries": "Mali"} for n in (1, 3, 5)}, set()),
    ({f"s{n}": {"countries": "Chad"} for n in (92, 94, 96)}, set()),
], ids=["one owner is another's", "an owner's new name", "an owner unsaid", "one stage back, one on",
        "three of another country", "two corrected", "of fewer countries", "of one of many"])
def test_words_of_one_thing_that_become_anothers_wait_for_a_person(
    changed: Mapping[str, Mapping[str, str]], waiting: set[tuple[str, str, str]], tmp_path: Path
) -> None:
    known = FakeSource(table=RawTestSite, parse=parse, register=Register(key=("name",), limits=LIMITS))
    world = World(tmp_path, known)
    world.see(at(1), sites())
    before = world.rows()
    world.see(at(2), sites(**changed, s50={"owner": "owner 0 (new)"}))
    outcome = world.belief().outcomes[-1]
    assert outcome.status == "folded"
    assert {(c["subject"], c["column_name"], c["check_name"]) for c in outcome.cells} == waiting
    assert world.values("owner")["s50"] == "owner 0 (new)", "the rest of the file is read"
    for subject, name, _ in waiting:
        assert world.values(name)[subject] == {row["name"]: row[name] for row in before}[subject]


def test_a_word_that_waits_is_believed_when_a_person_accepts_it(tmp_path: Path) -> None:
    known = FakeSource(table=RawTestSite, parse=parse, register=Register(key=("name",), limits=LIMITS))
    world = World(tmp_path, known)
    world.see(at(1), sites())
    world.see(at(2), sites(s3={"owner": "owner 4"}))
    (cell,) = world.belief().outcomes[-1].cells
    world.snapshots.verdicts.say("accept_cell", "test", "s3|owner", HeldCell(**cell).content, "sold")
    assert world.values("owner")["s3"] == "owner 4"


def test_lists_of_things_keep_who_made_them_and_where_they_stand() -> None:
    limits = {base.info(s.table).name: s.register.limits for s in sources().values()}
    for name in ("raw.epoch_ml_hardware", "raw.epoch_chip_dataset"):
        assert {"manufacturer", "hardware_type", "foundry"} <= {*limits[name].lasting}
    assert {"country", "sector", "owner"} <= {*limits["raw.epoch_gpu_clusters"].lasting}
    for name in ("all", "notable", "large_scale", "frontier"):
        assert limits[f"raw.epoch_{name}_models"].corrected == ("country_names",)
    for known in sources().values():
        own = known.register.limits
        named = {*own.lasting, *own.corrected, *(name for name, _ in own.onward)}
        assert named <= {c.name for c in base.columns(known.table)}


def test_prices_of_many_sellers_that_move_by_one_factor_are_held(tmp_path: Path) -> None:
    """In the kept releases fifteen prices of a list moved by one factor at most."""
    known = source("litellm_prices")

    def listed(count: int) -> str:
        prices = {f"p{n}/m{n}": {"litellm_provider": f"p{n}", "mode": "chat",
                                 "input_cost_per_token": (n + 1) * 1e-7 * (3 if n < count else 1)}
                  for n in range(300)}
        return json.dumps(prices)

    for count, status in ((17, "held"), (15, "folded")):
        world = World(tmp_path / str(count), known)
        world.see(at(1), listed(0))
        world.see(at(2), listed(count))
        assert world.statuses()[-1] == status
