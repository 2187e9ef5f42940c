"""A column of a real file that slips as a whole is not believed, whatever it slips to."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from tests.support.column_slips import Outcome, outcomes

FEW = ("epoch_ml_hardware", "epoch_gpu_clusters")
MOST_MOVED = 0.05
"""A slip in cells that a list gives for few records is told cell by cell."""
BELIEVED = {("bls_cpi", "year", "shifted")}
"""No more than its publisher does: as many values are revised each year."""


def believed(found: Collection[Outcome]) -> set[tuple[str, str, str]]:
    assert len(found) > 10
    return {(one.source_id, one.column, one.kind) for one in found if one.moved_share > MOST_MOVED}


def test_no_column_that_slips_in_a_few_real_files_is_believed(shared_data: Path) -> None:
    assert believed(list(outcomes(shared_data, FEW))) == set()


@pytest.mark.soak
def test_no_column_that_slips_in_any_real_file_is_believed_but_those_told(shared_data: Path) -> None:
    assert believed(list(outcomes(shared_data))) == BELIEVED
