"""Commands that are killed at moments of their run, and whether anything is left of it.

The machinery is the project's own, Dagster included; its tables are the few of a small project.
"""

from __future__ import annotations

import random
import signal
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.support.forks import ANY, killed, times_of
from tests.support.homes import contents, copied
from tests.support.small_project import SOURCE, Small
from warehouse.paths import FILE_NAME

REFRESH = ["refresh", "--no-fetch"]
MOMENTS = 25
"""Random moments at which each command is killed."""
SEED = 20260725
DEEDS = {
    "refresh": "Takes in a file, builds and publishes.",
    "ingest": "Takes in a file.",
    "rollback": "Publishes a release whose file is gone.",
    "gc": "Removes releases and what only they referred to.",
}


def ingest(file: Path, day: str) -> list[str]:
    """Take in a file of the small project."""
    return ["ingest", SOURCE, str(file), "--known-at", day]


def said(home: Path) -> dict[str, str]:
    """What analysts read in the published file, without the tables that hold run times."""
    return {name: rows for name, rows in contents(home / FILE_NAME).items()
            if not name.startswith("meta.")}


def published(home: Path) -> str:
    """The release that the link points at."""
    return (home / FILE_NAME).readlink().parent.name


def leftovers(home: Path) -> list[str]:
    """Files and folders that only an interrupted run leaves."""
    found = [*home.glob("store/temporary/*"), *home.glob("releases/.*"),
             *home.glob(f".{FILE_NAME}*"), *home.rglob("*.wal"), *home.glob("**/*.temporary")]
    kept = sorted(home.glob("releases/*"))
    return [str(path) for path in found] + [str(path) for path in kept[2:]]


@dataclass(frozen=True)
class Trial:
    """One kill: what the published file showed after it, and what was amiss in the end."""

    command: str
    is_killed: bool
    """False where the command had ended before."""
    is_new: bool
    harm: str


class Scene:
    """A warehouse with three releases and a file that waits; every command is tried on a copy."""

    def __init__(self, folder: Path) -> None:
        """Publish three releases of a small project."""
        small = Small(folder)
        self.folder, self.code, self.home = folder, small.code, small.home
        for number in range(1, 4):
            file = small.counted(f"{number}.csv", a=number)
            ended = killed(self.code, self.home, ingest(file, f"2025-1{number - 1}-01"), REFRESH)
            assert ended.returncode == 0, ended.stderr
        self.file = small.counted("next.csv", a=4, b=4)

    @cached_property
    def first_release(self) -> str:
        """The release that is rolled back to; only the last two have a file."""
        return min(path.stem for path in self.home.glob("store/release/*.json"))

    def commands(self, deed: str) -> list[list[str]]:
        """What is killed, and what is run again after it."""
        taking = ingest(self.file, "2025-12-31")
        return {"refresh": [taking, REFRESH], "ingest": [taking], "gc": [["gc", "--keep", "1"]],
                "rollback": [["rollback", self.first_release]]}[deed]

    @cached_property
    def before(self) -> dict[str, str]:
        """What is published before a deed."""
        return said(self.home)

    def whole(self, deed: str) -> tuple[dict[str, str], list[float]]:
        """What an undisturbed run leaves published, and when it reaches what."""
        home = copied(self.home, self.folder / f"whole_{deed}")
        ended = killed(self.code, home, *self.commands(deed))
        assert ended.returncode == 0, ended.stderr
        return said(home), times_of(ended)

    def trials(self, deed: str, count: int = MOMENTS) -> Iterator[Trial]:
        """Kill a command at so many moments, each on a copy; the same moments in every run.

        A moment is timed from the last named one before it, so that a run that is slower or faster than
        the undisturbed one is killed where that was.
        """
        new, times = self.whole(deed)
        moments = random.Random(f"{SEED} {deed}")
        for number in range(count):
            home = copied(self.home, self.folder / f"{deed}_{number}")
            moment = moments.random() * times[-1]
            count = bisect_right(times[:-1], moment)
            ended = killed(self.code, home, *self.commands(deed), stage=ANY, count=count,
                           delay=moment - times[count - 1])
            shown = said(home)
            harm = "" if shown in (self.before, new) else "the published file is no whole release"
            yield Trial(deed, ended.returncode == -signal.SIGKILL, shown == new != self.before,
                        harm or self.harm(deed, home, new))

    def harm(self, deed: str, home: Path, new: dict[str, str]) -> str:
        """What is amiss when the command is run again and the warehouse looked over."""
        for command in (*self.commands(deed), ["verify"]):
            ended = killed(self.code, home, command)
            if ended.returncode:
                return f"{command}: {ended.stdout}{ended.stderr}"
        if said(home) != new:
            return "run again, it publishes something else"
        return " ".join(leftovers(home))


def table(trials: Iterable[Trial]) -> str:
    """The trials by command, counted."""
    found = list(trials)
    rows = ["| command | what it does | moments | of these after its end | "
            "showed the new release at once | harm |", "|---|---|---:|---:|---:|---:|"]
    for deed, what in DEEDS.items():
        counts = Counter(name for one in found if one.command == deed for name in (
            "moments", *(["ended"] * (not one.is_killed)), *(["new"] * one.is_new),
            *(["harm"] * bool(one.harm))))
        rows.append(f"| {deed} | {what} | {counts['moments']} | {counts['ended']} | {counts['new']} | "
                    f"{counts['harm']} |")
    return "\n".join([*rows, ""])
