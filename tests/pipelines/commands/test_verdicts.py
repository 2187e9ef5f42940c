"""A person decides on a snapshot, a record or a check, and takes that back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from pipelines.commands.status import status_of
from pipelines.commands.verdicts import accept, reject, set_aside
from pipelines.workspace import Workspace
from tests.support.homes import copied
from warehouse.building.build import Clock
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.storage.store import get_frame


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


DAY = datetime(2024, 1, 1, tzinfo=UTC)
DPL = "denied_persons_list"
HEADER = ("Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date",
          "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation")


def orders(**cities: str) -> bytes:
    rows = [(name, "", city, "", "IT", "", "05/01/2019", "05/01/2029", "Y", "2019-05-02", "", "84 FR 1")
            for name, city in cities.items()]
    return "".join("\t".join(row) + "\n" for row in (HEADER, *rows)).encode()


def see(workspace: Workspace, day: datetime, data: bytes) -> str:
    seen, _ = workspace.snapshots.add(DPL, data, day, "stated", day, "file")
    return seen.snapshot_id


def believed(workspace: Workspace) -> pl.DataFrame:
    belief = workspace.builder(Clock()).folders["raw.denied_person"].belief(None)
    return pl.concat([get_frame(workspace.store, part.content_hash) for part in belief.parts])


def names(workspace: Workspace) -> list[str]:
    return sorted(believed(workspace)["person_name"])


def test_a_record_is_set_aside_as_long_as_it_says_what_it_says(
    first_refresh: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(Home(copied(first_refresh, tmp_path / "home")))
    see(workspace, DAY, orders(A="ROME", B="ROME"))
    key = believed(workspace).filter(pl.col("person_name") == "B")["entry_key"].item()
    assert "counts for nothing" in set_aside(workspace, DPL, key, None, "a slip", is_withdrawn=False)
    assert names(workspace) == ["A"]
    assert f"decided: set_aside {DPL} {key}: a slip" in status_of(workspace).left_out
    set_aside(workspace, DPL, key, None, "it was right", is_withdrawn=True)
    assert names(workspace) == ["A", "B"]
    with pytest.raises(ChipledgerError, match="with the key"):
        set_aside(workspace, DPL, key, None, "", is_withdrawn=True)
    with pytest.raises(ChipledgerError, match=r"no record has the key A; keys like it: A \|"):
        set_aside(workspace, DPL, "A", None, "a slip", is_withdrawn=False)


def test_an_acceptance_stands_until_it_is_taken_back(tmp_path: Path) -> None:
    workspace = Workspace.open(Home(tmp_path))
    see(workspace, DAY, orders(**dict.fromkeys("ABCDEFGHIJ", "ROME")))
    short = see(workspace, DAY + timedelta(days=1), orders(A="ROME"))
    assert len(names(workspace)) == 10
    assert f"{short} of 2024-01-02 is accepted" in accept(
        workspace, DPL, None, "nine orders expired", is_withdrawn=False)
    assert names(workspace) == ["A"]
    accept(workspace, DPL, short, "they did not", is_withdrawn=True)
    assert len(names(workspace)) == 10
    with pytest.raises(ChipledgerError, match="no such snapshot is accepted; accepted: none is"):
        accept(workspace, DPL, None, "", is_withdrawn=True)


def test_a_check_is_accepted_with_a_reason_only(tmp_path: Path) -> None:
    workspace = Workspace.open(Home(tmp_path))
    with pytest.raises(ChipledgerError, match="say why"):
        accept(workspace, "price_is_of_its_scale", None, "", is_withdrawn=False)


def test_a_file_that_still_waits_when_later_ones_came_is_told_with_what_to_do(tmp_path: Path) -> None:
    workspace = Workspace.open(Home(tmp_path))
    whole = {f"N{n:02}": "ROME" for n in range(40)}
    see(workspace, DAY, orders(**whole))
    cut = see(workspace, DAY + timedelta(days=1), orders(**dict([*whole.items()][:9])))
    see(workspace, DAY + timedelta(days=2), orders(**whole, NEW="OSLO"))

    def told() -> list[str]:
        return [line for line in status_of(workspace).left_out
                if cut in line and ": held" in line]

    (line,) = told()
    assert "drops 31 of 40 records" in line and "2024-01-02" in line
    assert f"`chipledger accept {DPL} {cut}`" in line
    assert f"`chipledger reject {cut} --reason TEXT`" in line
    accept(workspace, DPL, cut, "it was so", is_withdrawn=False)
    assert told() == []
    accept(workspace, DPL, cut, "", is_withdrawn=True)
    assert len(told()) == 1
    reject(workspace, cut, "cut off", is_withdrawn=False)
    assert told() == []
