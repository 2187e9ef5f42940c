"""How much each promise costs, as a ratio to a named baseline that is measured in the same run.

Which promises there are, and what is aimed at, stands in promises.py. No threshold stops anything.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.asking import measure_status
from benchmarks.builds import measure_builds, measure_publishing
from benchmarks.engine import measure_event_log, measure_journal, measure_nothing_to_do
from benchmarks.measuring import Measured
from benchmarks.page import HEADER, PAGE, cells, write
from benchmarks.promises import LARGE_RENTAL_ROWS, RENTAL_ROWS
from benchmarks.rental import measure_rental
from benchmarks.validation import measure_validation
from warehouse.paths import Home
from warehouse.showing.text import aligned


def measure(folder: Path, *, is_large: bool) -> Iterator[list[Measured]]:
    """Everything, over one warehouse of the bundled data that is built on the way."""
    home = folder / "home0"
    for of_builds in (measure_builds, measure_publishing, measure_status):
        yield of_builds(folder)
    yield measure_nothing_to_do(Home(home))
    for plain in (measure_validation, measure_journal, measure_event_log):
        yield plain()
    for rows in (*RENTAL_ROWS, *(LARGE_RENTAL_ROWS if is_large else ())):
        yield measure_rental(home, rows)


def main() -> None:
    """Measure everything, and print and write it as it comes: what stops later loses nothing before."""
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory() as name:
        for some in measure(Path(name), is_large="--large" in sys.argv[1:]):
            measured += some
            for line in aligned([HEADER, *(cells(found.promise, found) for found in some)], [1, 3, 4, 5]):
                print(line, flush=True)
            write(measured)
    print(f"written {PAGE}")


if __name__ == "__main__":
    main()
