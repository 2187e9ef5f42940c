"""Each of Epoch's lists of models is told from the others by what its records say."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from pipelines.sources.epoch_ai_models import source as epoch_ai_models
from tests.conftest import files_in, name_in
from warehouse.rows.records import Unreadable

LISTS = {source.source_id: source for source in epoch_ai_models.SOURCES}


def newest(source_id: str, folder: Path) -> bytes:
    found = [file for file in files_in(folder) if LISTS[source_id].matches(name_in(folder, file))]
    return max(found, key=lambda file: file.stem.partition("__")[2]).read_bytes()


@pytest.mark.parametrize(("wanted", "given"), [*permutations(LISTS, 2)])
def test_no_list_is_read_as_another(wanted: str, given: str, shared_data: Path) -> None:
    """Held they were, until the same wrong file came again and confirmed itself."""
    with pytest.raises(Unreadable, match=r"is another list|has no column"):
        LISTS[wanted].parse(newest(given, shared_data))


@pytest.mark.parametrize("source_id", LISTS)
def test_each_list_is_read_as_itself(source_id: str, shared_data: Path) -> None:
    for file in files_in(shared_data):
        if LISTS[source_id].matches(name_in(shared_data, file)):
            assert not LISTS[source_id].parse(file.read_bytes()).frame.is_empty()
