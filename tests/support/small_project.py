"""A repository of its own: the project's machinery as it stands, around six tables instead of all.

What it takes to refresh, crash and refuse is real: commands, Dagster, store, gate and publishing.
What the project knows of the world is left out, so that a refresh takes a second.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from tests.support.classes import CLASSES
from tests.support.forks import interpreter
from tests.support.homes import copied
from warehouse.paths import REPOSITORY
from warehouse.project import functions

SOURCE = "small_seen"
CONSOLE = "from pipelines.cli import main; main()"
CONTENT = ("conform", "explain", "law", "sources", "statistics")
"""Rooms of pipelines that hold what the project knows; the others make it run."""
OF_ALL = ("base", "meta", "values")
"""Folders of schemas that say something of every table."""
KEPT_TABLES = ("seed.build_date", "seed.correction")
FILES = {
    "schemas/small.py": '''"""Tables of the small project."""

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.raw import RawTable


class RawSmallSeen(RawTable, name="raw.small_seen", key=("item_id",), group="small"):
    """What a publisher counted."""

    item_id: str = column("Item")
    number: int = column("How many", gt=0)


class SeedSmallItem(Table, name="seed.small_item", key=("item_id",), group="small"):
    """Items by hand."""

    item_id: str = column("Item")
    limit: int = column("How many there may be", gt=0)
    known_from_date: pl.Date = columns.column("Day on which the fact was public")


class SmallItem(Table, name="core.small_item", key=("item_id",), grain="item", group="small"):
    """Items with their numbers."""

    item_id: str = column("Item")
    limit: int = column("How many there may be", gt=0)
    number: int = column("How many there are", gt=0, nullable=True)


class SmallTotal(Table, name="metric.small_total", key=("scope",), group="small"):
    """How many there are of all items."""

    scope: str = column("What is counted")
    number: int = column("How many")
''',
    "pipelines/sources/small_seen.py": '''"""The publisher's counts."""

from pipelines.formats.tabular import field, read_csv
from pipelines.source import Source
from schemas.small import RawSmallSeen
from warehouse.folding.fold import Register

FIELDS = {"item_id": field("item"), "number": field("number")}
SOURCE = Source(
    "small_seen", "Counts", "Nobody", None, "CC0", "Nobody, Counts", RawSmallSeen,
    lambda data: read_csv(data, FIELDS, RawSmallSeen), Register(key=("item_id",)), (),
)
''',
    "dbt_like_sql/seed/small_item.csv": (
        "item_id,limit,known_from_date\na,10,2024-01-31\nb,20,2024-02-29\n"
    ),
    "dbt_like_sql/core/small/small_item.sql": (
        'select item.item_id, item."limit", seen.number from seed.small_item as item\n'
        "left join raw.small_seen as seen on item.item_id = seen.item_id\n"
    ),
    "dbt_like_sql/metric/small/small_total.sql": (
        "select 'all' as scope, coalesce(sum(number), 0)::bigint as number from core.small_item\n"
    ),
    "dbt_like_sql/check/small/small_item_is_within_its_limit.sql": (
        "-- severity: blocking\n-- description: there is no more of an item than there may be\n"
        'select item_id, number from core.small_item where number > "limit"\n'
    ),
}


class Small:
    """A repository with the small project's files, and a warehouse to run it on."""

    def __init__(self, folder: Path, home: Path | None = None) -> None:
        """Write the files; start from another warehouse of the small project if one is given."""
        self.code, self.home = folder / "code", folder / "home"
        for package in ("pipelines", "warehouse", "schemas"):
            shutil.copytree(REPOSITORY / package, self.code / package,
                            ignore=shutil.ignore_patterns("*.pyc.*"))
        self._leave_out()
        for name, text in FILES.items():
            self.write(name, text)
        for name in functions.NAMES:
            place = f"dbt_like_sql/macro/meta/{name}.sql"
            self.write(place, (REPOSITORY / place).read_text(encoding="utf-8"))
        about = (REPOSITORY / "dbt_like_sql/seed/correction.csv").read_text(encoding="utf-8")
        self.write("dbt_like_sql/seed/correction.csv", about.splitlines()[0] + "\n")
        if home:
            copied(home, self.home)

    def _leave_out(self) -> None:
        """Remove the project's own recipes, sources and tables."""
        for room in CONTENT:
            shutil.rmtree(self.code / "pipelines" / room)
            self.write(f"pipelines/{room}/__init__.py", '"""Empty here."""\n')
        kept = {self._module_of(name) for name in KEPT_TABLES}
        for path in (self.code / "schemas").glob("*/*.py"):
            if path.parent.name not in OF_ALL and path not in kept and path.name != "__init__.py":
                path.unlink()

    def _module_of(self, name: str) -> Path:
        return self.code.joinpath(*CLASSES[name].__module__.split(".")).with_suffix(".py")

    def write(self, name: str, text: str) -> Path:
        """Put one file in place."""
        path = self.code / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change one file."""
        before = (self.code / name).read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        self.write(name, after)

    def edit_cell(self, table: str, key: str, column: str, value: str) -> None:
        """Change one cell of a bundled table, in the row whose first cell is the key."""
        path = self.code / "dbt_like_sql" / "seed" / f"{table}.csv"
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        for row in rows[1:]:
            if row[0] == key:
                row[rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    def counted(self, name: str, **numbers: int) -> Path:
        """A file of the publisher with these counts."""
        rows = "".join(f"{item},{number}\n" for item, number in numbers.items())
        return self.write(name, f"item,number\n{rows}")

    def run(self, code: str, *arguments: str) -> CompletedProcess[str]:
        """Run Python on this code in a process of its own."""
        return interpreter().run(code, arguments, self.code, self.home)

    def console(self, *arguments: str) -> CompletedProcess[str]:
        """Run a command that must go well."""
        ended = self.run(CONSOLE, *arguments)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended

    def refuse(self) -> list[str]:
        """The reasons a refresh gives for publishing nothing."""
        ended = self.run(CONSOLE, "refresh", "--no-fetch")
        assert ended.returncode == 1, ended.stdout + ended.stderr
        return [line for line in ended.stdout.splitlines() if line.startswith("not published:")]
