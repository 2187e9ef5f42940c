"""How much each promise costs, as a ratio to a named baseline that is measured in the same run.

Which promises there are, and what is aimed at, stands in promises.py. No threshold stops anything.
"""

from __future__ import annotations

import sys
import tempfile
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


def measure(folder: Path, *, is_large: bool) -> list[Measured]:
    """Everything, over one warehouse of the bundled data that is built on the way."""
    home = folder / "home0"
    found = [*measure_builds(folder), *measure_publishing(folder), *measure_status(folder)]
    found += measure_nothing_to_do(Home(home))
    for rows in (*RENTAL_ROWS, *(LARGE_RENTAL_ROWS if is_large else ())):
        found += measure_rental(home, rows)
    return [*found, *measure_validation(), *measure_journal(), *measure_event_log()]


def main() -> None:
    """Measure everything, print one table and write it as a page."""
    with tempfile.TemporaryDirectory() as name:
        measured = measure(Path(name), is_large="--large" in sys.argv[1:])
    rows = [cells(found.promise, found) for found in measured]
    for line in aligned([HEADER, *rows], [1, 3, 4, 5]):
        print(line)
    write(measured)
    print(f"written {PAGE}")


if __name__ == "__main__":
    main()
