"""A person keeps a snapshot out, and takes that back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.commands.verdicts import reject
from pipelines.workspace import Workspace
from warehouse.errors import ChipledgerError
from warehouse.paths import Home


def test_a_rejection_stands_until_it_is_taken_back(tmp_path: Path) -> None:
    workspace = Workspace.open(Home(tmp_path))
    day = datetime(2024, 1, 1, tzinfo=UTC)
    seen, _ = workspace.snapshots.add("bls_cpi", b"x", day, "stated", day, "file")
    assert "counts for nothing" in reject(
        workspace, seen.snapshot_id, "a slip", is_withdrawn=False)
    said = workspace.snapshots.verdicts.standing("reject", "bls_cpi")
    assert [(v.subject, v.reason) for v in said] == [(seen.sha256, "a slip")]
    reject(workspace, seen.snapshot_id, "it was right", is_withdrawn=True)
    assert workspace.snapshots.verdicts.standing("reject", "bls_cpi") == []
    with pytest.raises(ChipledgerError, match="no snapshot 00 was received"):
        reject(workspace, "00", "", is_withdrawn=False)
