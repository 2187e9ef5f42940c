"""Each day on which a publisher's kept file arrived can be the newest one of a warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipelines.commands.ingest import date_in
from pipelines.project import project, sources
from pipelines.source import Source
from pipelines.workspace import Workspace, clock_of
from schemas.base import faults
from tests.conftest import files_in, name_in
from tests.support.folding import World
from tests.support.homes import SHARED_DATA, chipledger, copied
from warehouse.building.build import inputs
from warehouse.folding.outcomes import REFUSED
from warehouse.paths import Home
from warehouse.releasing.gate import refusals, run_checks
from warehouse.storage.snapshots import end_of_day
from warehouse.storage.store import get_frame

KEPT = files_in(SHARED_DATA) if SHARED_DATA.is_dir() else []
DAYS = sorted({day for file in KEPT for day in [date_in(file.name)] if day})
CITING = "metric.control_parameter_by_item_rule_version"


def releases(source: Source) -> Iterator[tuple[date, Path]]:
    """The kept files of a source, each with the day by whose end the world could know it."""
    for file in sorted(KEPT):
        day = date_in(file.name)
        if day and source.matches(name_in(SHARED_DATA, file)):
            yield day, file


@pytest.mark.parametrize("most", [2, pytest.param(1000, marks=pytest.mark.soak)], ids=["last", "all"])
@pytest.mark.parametrize("source", sources().values(), ids=lambda source: source.source_id)
def test_each_kept_file_is_read_and_what_is_believed_that_day_is_sound(
    source: Source, most: int, tmp_path: Path, shared_data: Path
) -> None:
    """The last few of them, upon one another; all of them in the soak."""
    assert shared_data == SHARED_DATA
    world = World(tmp_path, source)
    for day, file in list(releases(source))[-most:]:
        world.see(end_of_day(day), file.read_bytes())
    days = sorted({seen.known_at for seen in world.snapshots.sightings(source.source_id)})
    if not days:
        pytest.skip("no release of it is kept")
    refused = [o for o in world.belief().outcomes if o.status == REFUSED]
    assert [f"{o.sighting.known_at:%Y-%m-%d}: {o.message}" for o in refused] == []
    parts = {part for day in days for part in world.belief(day).parts if part.row_count}
    found = [fault for part in parts
             for fault in faults.failures(source.table, get_frame(world.store, part.content_hash))]
    assert found == []


@pytest.mark.parametrize("day", ["2023-11-30", "2024-06-01", "2025-01-31"])
def test_what_a_metric_cites_is_known_on_the_day_it_speaks_of(
    day: str, first_refresh: Path, tmp_path: Path
) -> None:
    """A question about memory that the rule of December 2024 raised is not cited before it."""
    builder = Workspace.open(Home(copied(first_refresh, tmp_path / "home"))).builder(clock_of(day, None))
    wanted = {CITING, "core.ambiguity"}
    for name in reversed(builder.project.models):
        if name in wanted:
            wanted |= set(inputs(builder.project, builder.project.models[name]))
    for name in builder.project.models:
        if name in wanted:
            builder.build(name)
    cited = builder.get(CITING).frame(builder.store)["ambiguity_ids"].explode().drop_nulls()
    assert set(cited) <= set(builder.get("core.ambiguity").frame(builder.store)["ambiguity_id"])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Workspace:
    """A warehouse that has taken in everything that is kept."""
    home = tmp_path_factory.mktemp("whole") / "home"
    chipledger(home, "ingest-archive", str(shared_data))
    return Workspace.open(Home(home))


@pytest.mark.soak
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_release_can_be_made_of_what_was_known_on_each_day(day: date, whole: Workspace) -> None:
    builder = whole.builder(clock_of(day.isoformat(), None))
    for name in project().models:
        builder.build(name)
    assert refusals(builder, run_checks(builder, None)) == []
