"""The README shows what the commands really print, and counts what is really there."""

import csv
import re
from pathlib import Path

import pytest

from tests.support.homes import chipledger
from warehouse.paths import REPOSITORY

SHOWN = re.compile(r'    \$ \.venv/bin/chipledger sql "(.*?)"\n((?:    \S[^\n]*\n)+)', re.DOTALL)
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
EXAMPLES = SHOWN.findall(README)


def test_the_readme_shows_queries_with_their_output() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("query", "output"), EXAMPLES)
def test_readme_output_is_what_the_command_prints(
    query: str, output: str, first_refresh: Path
) -> None:
    printed = chipledger(first_refresh, "sql", query).output
    assert [line.split() for line in printed.splitlines()] == [
        line.split() for line in output.splitlines()
    ]


def test_the_readme_counts_the_published_figures_that_are_reproduced() -> None:
    with (REPOSITORY / "tests/reference.csv").open(encoding="utf-8", newline="") as file:
        is_known_not_to_be = [bool(row["expected_failure"]) for row in csv.DictReader(file)]
    failing = sum(is_known_not_to_be)
    told = f"of {len(is_known_not_to_be)}, {len(is_known_not_to_be) - failing} are reproduced and {failing} "
    assert told in " ".join(README.split())


def test_the_readme_tells_the_share_of_numbers_of_chips_that_are_confirmed(first_refresh: Path) -> None:
    asked = chipledger(first_refresh, "sql", "--format", "csv", """
        select floor(100 * avg(cast(confirmation_status = 'confirmed' as integer))) as percent
        from core.cell_confirmation where table_name = 'core.chip' and not is_calendar_day""")
    percent = int(float(asked.output.splitlines()[1]))
    assert f"({percent} of 100 numbers of chips are read in" in README
