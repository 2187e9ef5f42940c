"""Which days vintages are of, and what `open` says of arguments that cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.commands.beliefs import ends
from tests.support.homes import chipledger
from warehouse.errors import ChipledgerError
from warehouse.paths import Home


@pytest.mark.parametrize(("first", "last", "months", "expected"), [
    (date(2024, 1, 1), date(2024, 3, 31), 1, [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]),
    (date(2024, 1, 31), date(2024, 2, 28), 1, [date(2024, 1, 31)]),
    (date(2023, 11, 5), date(2024, 7, 1), 3, [date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30)]),
    (date(2022, 1, 1), date(2024, 12, 30), 12, [date(2022, 12, 31), date(2023, 12, 31)]),
])
def test_vintages_are_of_the_ends_of_calendar_periods(
    first: date, last: date, months: int, expected: list[date]
) -> None:
    assert ends(first, last, months) == expected


def test_a_span_in_which_no_period_ends_is_refused() -> None:
    with pytest.raises(ChipledgerError, match="no period ends between"):
        ends(date(2024, 1, 2), date(2024, 1, 30), 1)


def test_open_prints_the_published_file_and_starts_nothing_in_a_pipe(first_refresh: Path) -> None:
    shown = chipledger(first_refresh, "open", "--path")
    assert shown.output.strip() == str(Home(first_refresh).published)


def test_a_release_and_a_day_cannot_both_be_asked_for(home: Path) -> None:
    shown = chipledger(home, "open", "--as-known-at", "2025-01-01", "--release", "any")
    assert shown.exit_code == 2 and "not both" in shown.output


def test_an_unknown_release_is_named(first_refresh: Path) -> None:
    shown = chipledger(first_refresh, "open", "--release", "2024-01-01-0123456789ab", "--path")
    assert shown.exit_code == 1 and "see `chipledger releases`" in shown.stderr


@pytest.mark.parametrize("asked", [("open", "--path"), ("sql", "select 1")])
def test_a_day_on_which_no_chip_was_known_is_named(home: Path, asked: tuple[str, ...]) -> None:
    shown = chipledger(home, *asked, "--as-known-at", "1990-01-01")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "no chip was known on 1990-01-01; ask for a later day" in shown.stderr
