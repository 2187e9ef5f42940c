"""A refresh that nobody answered says so, and leaves with a code of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.commands import refresh
from pipelines.commands.refresh import Summary
from tests.support.homes import chipledger


@pytest.mark.parametrize(("answered", "problems", "code"), [
    (0, (), 3), (1, (), 0), (43, (), 0), (0, ("a check failed",), 1),
])
def test_the_exit_code_tells_that_no_publisher_answered(
    home: Path, monkeypatch: pytest.MonkeyPatch, answered: int, problems: tuple[str, ...], code: int
) -> None:
    came_to = Summary(problems=problems, asked_count=43, answered_count=answered)
    monkeypatch.setattr(refresh, "refresh", lambda *_: came_to)
    result = chipledger(home, "refresh")
    assert result.exit_code == code
    assert f"{answered} of 43 answered" in result.output


def test_a_refresh_that_asked_nobody_says_nothing_of_answers(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "refresh", lambda *_: Summary())
    result = chipledger(home, "refresh", "--no-fetch")
    assert result.exit_code == 0 and "answered" not in result.output
