"""docs/performance.md: every promise with what it took, its baseline, the ratio, and whether it is met.

A promise that was not measured in the run stays on the page and says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.measuring import REPEATS, Measured
from benchmarks.promises import PROMISES, Promise
from warehouse.paths import REPOSITORY

PAGE = REPOSITORY / "docs" / "performance.md"
HEADER = ("promise", "took", "held against", "took", "ratio", "aim", "met")
BEGIN = """# How fast it is

Written by `make bench`; `make bench BENCH=--large` adds what takes hours. Absolute times
differ between machines and hours, ratios hardly do: both sides of a ratio are measured in the same run.
What needs dbt is measured where `dbt` is on the path, or where `CHIPLEDGER_DBT` says: dbt-core and
dbt-duckdb are best installed into an environment of their own.
"""
ANSWERS = {True: "yes", False: "**no**", None: ""}


def page(measured: Iterable[Measured], cores: int) -> str:
    """The page as Markdown."""
    found = {one.promise: one for one in measured}
    rows = [cells(promise, found.get(promise)) for promise in PROMISES]
    lines = ["| " + " | ".join(row) + " |" for row in (HEADER, ("---",) * len(HEADER), *rows)]
    return "\n".join([BEGIN, how(cores), "", *lines, *_notes(found.values())]) + "\n"


def how(cores: int) -> str:
    """How it was measured, in a sentence."""
    return (f"Measured on {cores} cores: the median of {REPEATS} runs after "
            "one that is not counted, and a single run of what takes a minute (builds, vintages, rental "
            "histories).")


def cells(promise: Promise, found: Measured | None) -> tuple[str, ...]:
    """A row of the table."""
    aim = f"{promise.aim:.3g}" if promise.aim else ""
    if found is None:
        return promise.name, "not measured", promise.baseline, "", "", aim, ""
    took, baseline = (f"{value:,.1f} {promise.unit}" for value in (found.took, found.baseline))
    return (promise.name, took, promise.baseline, baseline, f"{found.ratio:.3g}", aim,
            ANSWERS[found.is_met])


def _notes(found: Iterable[Measured]) -> Iterator[str]:
    noted = [one for one in found if one.note]
    if noted:
        yield from ("", "## Of this run", "")
        yield from (f"- {one.promise.name}: {one.note}" for one in noted)


def write(measured: Sequence[Measured]) -> None:
    """Write the page."""
    PAGE.write_text(page(measured, os.cpu_count() or 1), encoding="utf-8")


def promises_on(text: str) -> list[str]:
    """The promises that a page lists, in its order."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [row.split(" | ")[0].removeprefix("| ") for row in rows[2:]]
