"""The README shows what the commands really print."""

import re
from pathlib import Path

import pytest

from tests.support.homes import chipledger
from warehouse.paths import REPOSITORY

SHOWN = re.compile(r'    \$ \.venv/bin/chipledger sql "(.*?)"\n((?:    \S[^\n]*\n)+)', re.DOTALL)
EXAMPLES = SHOWN.findall((REPOSITORY / "README.md").read_text(encoding="utf-8"))


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
