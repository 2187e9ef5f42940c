"""A tiny project of its own files and classes, to test the machinery quickly."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import polars as pl

import pipelines
import schemas.assumptions.build_date  # noqa: F401  (its class must be registered)
from pipelines.source import Source
from schemas import base, columns
from schemas.base import Table
from schemas.raw import RawTable
from tests.support.files import sql_text
from warehouse.building.build import Builder, Clock
from warehouse.describing.compiling import compile_project
from warehouse.folding.fold import Register
from warehouse.paths import Home
from warehouse.project.loading import load_project
from warehouse.project.models import Model, Project, PythonRecipe
from warehouse.releasing import release
from warehouse.releasing.publish import Publisher
from warehouse.rows.records import Parsed, TextRow
from warehouse.rows.typing import typed
from warehouse.storage.built import Built
from warehouse.storage.manifest import Manifest
from warehouse.storage.snapshots import Snapshots
from warehouse.storage.store import Store, get_frame

FILES = {
    "seed/mini_item.csv": (
        "item_id,number,known_from_date\n"
        "a,1,2024-01-31\nb,2,2024-02-29\nc,3,2024-03-31\n"
    ),
    "core/mini_item.sql": "select item_id, number from seed.mini_item\n",
    "metric/mini_largest.sql": "select 'all' as scope, max(number) as number from core.mini_item\n",
    "metric/mini_shown.sql": (
        "-- question: How large?\n-- example: select number from metric.mini_shown\n"
        "select scope, number + 1 as number from metric.mini_largest\n"
    ),
    "macro/mini_above.sql": (
        "-- description: Items above a number\n"
        "-- example: select item_id from mini_above(1)\n"
        "create macro mini_above(in_number) as table\n"
        "select item_id, number from core.mini_item where number > in_number\n"
        "and asked_here('{release_id}')\n"
    ),
    "macro/asked_here.sql": sql_text("macro.asked_here"),
    "check/mini_number_is_small.sql": (
        "-- severity: blocking\n-- description: numbers stay below 1000\n"
        "select item_id, number from core.mini_item where number >= 1000\n"
    ),
    "check/mini_item_is_not_lost.sql": (
        "-- severity: warning\n-- description: an item of the last release is still there\n"
        "select before.item_id from previous.core.mini_item as before\n"
        "left join core.mini_item as item on before.item_id = item.item_id\n"
        "where item.item_id is null\n"
    ),
}
CODE = {
    "mini_helper.py": "FACTOR = 10\n",
    "mini_scaled.py": (
        "import polars as pl\n"
        "from pipelines.mini_helper import FACTOR\n\n"
        "def scaled(frames):\n"
        "    return frames['core.mini_item'].with_columns(pl.col('number') * FACTOR)\n"
    ),
    "mini_copied.py": "def copied(frames):\n    return frames['core.mini_item']\n",
}
ALL_KNOWN = Clock()
RECIPES = {"metric.mini_scaled": "scaled", "metric.mini_copied": "copied"}


@dataclass
class Mini:
    """The project's files in one folder, its Python in another, its warehouse in a third."""

    root: Path
    code: Path
    home: Home
    tables: dict[str, type[Table]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def write(self, name: str, text: str) -> Path:
        """Put one file of the project in place."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def write_code(self, name: str, text: str) -> None:
        """Put one module of the recipes in place, as a fresh process would import it."""
        path = self.code / "pipelines" / name
        path.write_text(text, encoding="utf-8")
        Path(cache_from_source(str(path))).unlink(missing_ok=True)
        forget_recipes()
        importlib.invalidate_caches()

    def items(self, numbers: dict[str, int]) -> None:
        """Replace the bundled table."""
        rows = "".join(f"{item},{number},2024-03-31\n" for item, number in numbers.items())
        self.write("seed/mini_item.csv", f"item_id,number,known_from_date\n{rows}")

    def declare(self, said: str = "How many", **bounds: Any) -> None:
        """Declare the classes, anew with another description or other bounds."""
        forget_classes()
        bounds = bounds or {"ge": 0}

        class Item(Table):
            """Shared columns."""

            item_id: str = columns.column("Id of the item")
            number: int = columns.column(said, **bounds)

        class Scope(Table):
            """Shared columns."""

            scope: str = columns.column("What is counted")
            number: int = columns.column("How many")

        by_key = {("item_id",): Item, ("scope",): Scope}
        keys = dict.fromkeys(["seed.mini_item", "core.mini_item", *RECIPES], ("item_id",))
        keys |= dict.fromkeys(["metric.mini_largest", "metric.mini_shown"], ("scope",))
        others = {n: t for n, t in base.registered().items()
                  if not base.info(t).copies and not base.info(t).gathers}
        self.tables = others | {
            name: _named(by_key[key], name, key) for name, key in keys.items()
        }

    def add_source(self) -> None:
        """Add raw.mini_seen, a register whose files hold one id per line."""

        class Seen(RawTable, name="raw.mini_seen", key=("item_id",), group="mini"):
            """Items a publisher has seen."""

            item_id: str = columns.column("Id of the item")

        def parse(data: bytes) -> Parsed:
            lines = data.decode().splitlines()
            return typed(Seen, [TextRow(n, {"item_id": t}) for n, t in enumerate(lines, start=1)])

        self.sources["raw.mini_seen"] = Source(
            "mini_seen", "Seen", "Nobody", "https://nowhere.invalid/seen.csv", "CC0", "none",
            Seen, parse, Register(key=("item_id",), max_removed_share=1.0), (),
        )

    @property
    def store(self) -> Store:
        """The store of the warehouse."""
        return Store(self.home.store)

    @property
    def snapshots(self) -> Snapshots:
        """The snapshots of the warehouse."""
        return Snapshots(self.home.snapshots)

    @property
    def publisher(self) -> Publisher:
        """The publisher of the warehouse."""
        return Publisher(self.home, self.store)

    def project(self) -> Project:
        """The project as its files stand now, compiled."""
        recipes = {}
        for name, function in RECIPES.items():
            module = importlib.import_module(f"pipelines.{name.partition('.')[2]}")
            recipe = PythonRecipe(getattr(module, function))
            recipes[name] = Model(self.tables[name], recipe, ("core.mini_item",))
        project = load_project(self.root, self.tables, self.sources, recipes)
        compile_project(project)
        return project

    def builder(self, clock: Clock = ALL_KNOWN, **before: Any) -> Builder:
        """A builder of the project as it stands now, perhaps by way of an earlier build's components."""
        return Builder(self.project(), self.store, self.snapshots, clock, **before)

    def build(self, clock: Clock = ALL_KNOWN) -> set[str]:
        """Build everything; the tables that were built now."""
        builder = self.builder(clock)
        return {name for name in builder.project.models if builder.build(name)[1]}

    def release(self, clock: Clock = ALL_KNOWN) -> Manifest:
        """Build everything and pass the gate."""
        builder = self.builder(clock)
        for name in builder.project.models:
            if not builder.find(name):
                builder.build(name)
        return release.make(builder, self.publisher.current())

    def frame(self, found: Built) -> pl.DataFrame:
        """The rows of a built table of one part."""
        return get_frame(self.store, found.parts[0].content_hash)

    def publish(self, turn: int | None = None) -> Manifest:
        """Build, pass the gate and publish."""
        turn = self.publisher.turns.draw() if turn is None else turn
        manifest = self.release()
        self.publisher.publish(manifest, turn)
        return manifest


def _named(columns_class: type[Table], name: str, key: tuple[str, ...]) -> type[Table]:
    about = {"name": name, "key": key, "group": "mini"}
    body = {"__doc__": f"Table {name}.", "__module__": __name__}
    return type(columns_class)(name.replace(".", "_"), (columns_class,), body, **about)


def forget_classes() -> None:
    """Take the classes of a mini project out of the register of all classes."""
    for table, about in list(base._INFO.items()):
        if ".mini_" in about.name:
            del base._INFO[table]


def forget_recipes() -> None:
    """Let the next import read the recipes' files again."""
    for name in [name for name in sys.modules if name.startswith("pipelines.mini_")]:
        del sys.modules[name]
        delattr(pipelines, name.partition(".")[2])


@contextmanager
def fresh(folder: Path) -> Iterator[Mini]:
    """The tiny project, written into a folder, and forgotten again."""
    mini = Mini(folder / "sql", folder / "code", Home(folder / "mini_home"))
    for name, text in FILES.items():
        mini.write(name, text)
    package = mini.code / "pipelines"
    package.mkdir(parents=True)
    before = list(pipelines.__path__)
    pipelines.__path__ = [*before, str(package)]
    try:
        for name, text in CODE.items():
            mini.write_code(name, text)
        mini.declare()
        yield mini
    finally:
        pipelines.__path__ = before
        forget_classes()
        forget_recipes()
        importlib.invalidate_caches()
