"""Answers that are kept between runs."""

from __future__ import annotations

import pytest

from warehouse.storage import memory


def test_what_an_answer_fails_of_is_not_that_none_was_kept() -> None:
    """A fault of the maker had been told as a missing file, since the log looks for the first cause."""

    def fail() -> None:
        raise KeyError("the real fault")

    with pytest.raises(KeyError) as found:
        memory.kept("never-kept", fail)
    assert found.value.__context__ is None
