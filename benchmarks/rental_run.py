"""One measurement of a rental history in a process of its own: its time, and the most memory it took.

The whole history, one new day after it, or the same by hand; what they are compared to stands in
rental.py.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import duckdb

from benchmarks.measuring import once_s
from benchmarks.rental_days import day_files
from pipelines.project import project
from pipelines.sources.gpu_rental_prices import SOURCE
from pipelines.workspace import Workspace
from warehouse.building.build import Builder, Clock, inputs
from warehouse.paths import Home
from warehouse.project.models import Project, RawRecipe
from warehouse.storage.snapshots import Snapshots, end_of_day

RAW, OFFER = "raw.gpu_rental_price", "core.rental_offer"
METRIC = "metric.rental_index_by_chip_week"
SCRIPT = Path(__file__).with_name("rental_by_hand.sql")
TABLES = {"chip_alias": "seed.chip_alias", "provider_alias": "seed.provider_alias",
          "provider": "seed.provider", "all_offer": OFFER}
CONSTANTS = {
    "max_age": "rental_offer_max_age_days", "half_life": "rental_offer_half_life_days",
    "trim": "rental_trim_share", "fewest": "rental_min_provider_count",
    "confidence": "rental_tracker_confidence_share",
}


@dataclass(frozen=True)
class Ran:
    """What a process took, where the rows of its metric lie, and the seconds of each table."""

    seconds: float
    peak_mb: float
    paths: list[str]
    by_table: dict[str, float] = field(default_factory=dict)


class History:
    """A project whose tracker has the generated files alone, over the tables of a built home."""

    def __init__(self, home: Path, folder: Path) -> None:
        workspace = Workspace.open(Home(home))
        model = project().models[RAW]
        alone = replace(model, recipe=RawRecipe(SOURCE))
        self.project = replace(project(), models={**project().models, RAW: alone})
        self.plain, self.store = workspace.now(), workspace.store
        self.snapshots = Snapshots(folder / "snapshots")

    def take_in(self, files: Sequence[Path]) -> None:
        """Files as the fetcher or a person hands them in, each known at the end of its day."""
        for file in files:
            known_at = end_of_day(date.fromisoformat(file.stem))
            self.snapshots.add(SOURCE.source_id, file.read_bytes(), known_at, "published_date",
                               datetime.now(UTC), file.name)

    def build(self, before: Mapping[str, Mapping[str, str]]) -> None:
        """All that the offers change on the way to the metric, beside a release before."""
        builder = self.builder(before)
        for name in downstream(self.project):
            builder.build(name)

    def released(self) -> dict[str, Mapping[str, str]]:
        """What decided each table of the last build, as its release tells the next one."""
        builder = self.builder()
        return {name: builder.get(name).components for name in downstream(self.project)}

    def builder(self, before: Mapping[str, Mapping[str, str]] = MappingProxyType({})) -> Builder:
        clock = Clock(None, self.plain.as_of_date)
        return Builder(self.project, self.store, self.snapshots, clock, before)


def downstream(whole: Project) -> list[str]:
    """The tables that lie between the tracker's offers and the metric, both included."""
    needed, changed = {METRIC}, {RAW}
    for name in reversed(list(whole.models)):
        if name in needed:
            needed.update(inputs(whole, whole.models[name]))
    for name, model in whole.models.items():
        if changed.intersection(inputs(whole, model)):
            changed.add(name)
    return [name for name in whole.models if name in needed & changed]


def ours(home: Path, folder: Path, *, is_new_day: bool) -> Ran:
    history, files = History(home, folder), day_files(folder)
    files = files[-1:] if is_new_day else files[:-1]
    before = history.released() if is_new_day else {}

    def run() -> None:
        history.take_in(files)
        history.build(before)

    seconds = once_s(run)
    builder = history.builder()
    paths = [str(path) for path in builder.get(METRIC).paths(history.store)]
    by_table = {name: builder.get(name).seconds for name in downstream(history.project)}
    return Ran(seconds, peak_mb(), paths, by_table)


def by_hand(home: Path, folder: Path) -> Ran:
    history, target = History(home, folder), folder / "by_hand.parquet"
    days = [str(path) for path in day_files(folder)[:-1]]
    constants = history.plain.get("core.model_constant").frame(history.store)
    value = dict(constants.select("constant_id", "value").iter_rows())
    with duckdb.connect(str(folder / "by_hand.duckdb")) as con:
        for name, table in TABLES.items():
            paths = [str(path) for path in history.plain.get(table).paths(history.store)]
            con.execute(f"create table {name} as from read_parquet({paths})")
        con.execute("set variable days = ?", [days])
        for name, constant_id in CONSTANTS.items():
            con.execute(f"set variable {name} = {value[constant_id]}")
        text = SCRIPT.read_text(encoding="utf-8")
        seconds = once_s(lambda: con.execute(text))
        con.execute(f"copy result to '{target}'")
    return Ran(seconds, peak_mb(), [str(target)])


def peak_mb() -> float:
    """The most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def main(how: str, home: Path, folder: Path) -> None:
    """Print what one of the three took as JSON."""
    ran = by_hand(home, folder) if how == "by_hand" else ours(home, folder, is_new_day=how == "new_day")
    print(json.dumps(asdict(ran)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
