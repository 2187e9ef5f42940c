"""Epoch AI's lists of models: the headers they have had, their quirks, and the real releases."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.commands.ingest import date_in
from pipelines.sources.epoch_ai_models.source import (
    SOURCES,
    first_address,
    parse_all,
    parse_notable,
)
from tests.support.folding import World, at
from tests.support.homes import SHARED_DATA
from warehouse.folding import held_cell
from warehouse.rows.printed import visible
from warehouse.rows.records import Unreadable
from warehouse.storage.snapshots import end_of_day

DATA = SHARED_DATA
ALL, NOTABLE, LARGE_SCALE, FRONTIER = SOURCES
RELEASES = [
    (source, path) for source in SOURCES for path in sorted(DATA.glob("epoch_a*/*.csv"))
    if source.matches(str(path.relative_to(DATA)))
]
needs_data = pytest.mark.skipif(not RELEASES, reason=f"no real releases in {DATA}")

RENAMED_2025 = {
    "System": "Model", "Country (from Organization)": "Country (of organization)",
    "Training dataset size (datapoints)": "Training dataset size (gradients)",
    "Hardware utilization": "Hardware utilization (MFU)", "Arithmetic format": "Numerical format",
}
FULL_VIEW_2024 = [
    "System", "Domain", "Organization", "Country (from Organization)", "Publication date", "Link",
    "Parameters", "Training compute (FLOP)", "Training dataset size (datapoints)", "Epochs",
    "Training time (hours)", "Training hardware", "Hardware quantity", "Hardware utilization",
    "Confidence", "Model accessibility", "Base model", "Finetune compute (FLOP)", "Exclude",
    "Training compute lower bound", "Training compute upper bound", "Training chip-hours",
    "Training compute cost (2023 USD)", "Arithmetic format", "Training power draw (W)",
    "Training compute estimation method", "Notability criteria", "Abstract",
]
PUBLIC_2025 = [RENAMED_2025.get(h, h) for h in FULL_VIEW_2024 if h != "Exclude"]
EXCEL_BOM = b"\xef\xbb\xbf"

MODEL = {
    "Model": "Zeta-1 70B\n", "Domain": "Multimodal,Language",
    "Organization": "Acme Lab,University of Zed", "Publication date": "2024-05-01",
    "Country (of organization)": "United States of America,United States of America",
    "Link": "https://a.example/one, https://a.example/two\nsee there", "Parameters": "70000000000.0",
    "Training compute (FLOP)": "2.10000001e+24", "Training dataset size (gradients)": "5000000000",
    "Epochs": "2.0", "Training time (hours)": "240.0", "Hardware quantity": "512.0",
    "Training hardware": "NVIDIA A100,NVIDIA H100 SXM5 80GB", "Confidence": "Likely",
    "Model accessibility": "Open weights (unrestricted)", "Finetune compute (FLOP)": "0.0",
    "Training compute lower bound": "1e+24", "Training compute upper bound": "4e+24",
    "Training compute cost (2023 USD)": "$1,206.31", "Numerical format": "BF16",
    "Training compute estimation method": "Hardware,Operation counting",
    "Notability criteria": "SOTA improvement,Training cost", "Abstract": "~80 words, <all> unread",
}


def file(header: list[str], *records: dict[str, str]) -> bytes:
    """A file as Epoch writes it, with these headers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for record in records:
        writer.writerow([record.get(RENAMED_2025.get(name, name), "") for name in header])
    return out.getvalue().encode()


def only(data: bytes) -> dict[str, Any]:
    found = parse_all(data)
    assert (found.rejected, found.frame.height) == ([], 1)
    return found.frame.row(0, named=True)


@pytest.mark.parametrize("header", [FULL_VIEW_2024, PUBLIC_2025], ids=["full view", "public"])
@pytest.mark.parametrize("start", [b"", EXCEL_BOM], ids=["plain", "BOM"])
def test_each_header_gives_the_same_record(header: list[str], start: bytes) -> None:
    record = only(start + file(header, MODEL))
    expected = {
        "model_name": "Zeta-1 70B", "occurrence": 1, "domains": ["Multimodal", "Language"],
        "organization_names": ["Acme Lab", "University of Zed"],
        "country_names": ["United States of America", "United States of America"],
        "publication_date": date(2024, 5, 1), "link": "https://a.example/one",
        "parameter_count": 7e10, "training_compute_flop": 2.10000001e24,
        "dataset_size_count_low": 5e9, "dataset_size_count_high": 5e9, "epoch_count": 2.0,
        "training_hour_count": 240.0, "hardware_count": 512.0, "confidence": "Likely",
        "training_hardware": ["NVIDIA A100", "NVIDIA H100 SXM5 80GB"],
        "finetune_compute_flop": None, "training_compute_flop_low": 1e24,
        "training_compute_flop_high": 4e24, "training_cost_usd_2023": 1206.31,
        "number_format": "BF16", "compute_methods": ["Hardware", "Operation counting"],
        "is_excluded": False, "training_chip_hour_count": None, "base_models": None,
    }
    assert {name: record[name] for name in expected} == expected


def test_texts_that_change_weekly_are_left_unread() -> None:
    found = parse_notable(file(PUBLIC_2025, MODEL))
    assert "Abstract" in found.unread


@pytest.mark.parametrize(("cell", "ends"), [
    ("2260275840,2290000001", (2260275840.0, 2290000001.0)),
    ("327978752,192851506176", (327978752.0, 192851506176.0)),
    ("14180000,14180000", (14180000.0, 14180000.0)), ("0", (None, None)), ("", (None, None)),
])
def test_a_cell_with_two_sizes_keeps_both_ends(cell: str, ends: tuple[float, float]) -> None:
    record = only(file(PUBLIC_2025, MODEL | {"Training dataset size (gradients)": cell}))
    assert (record["dataset_size_count_low"], record["dataset_size_count_high"]) == ends


def test_a_size_that_is_no_number_costs_its_cells_only() -> None:
    found = parse_all(file(PUBLIC_2025, MODEL, MODEL | {
        "Model": "other", "Training dataset size (gradients)": "many"}))
    assert found.frame.height == 2
    assert {c.check_name for c in found.set_aside} == {"not a number"}


def test_a_row_without_a_name_is_set_aside() -> None:
    found = parse_all(file(PUBLIC_2025, MODEL, MODEL | {"Model": " \n"}))
    assert found.frame.height == 1
    assert [(c.row_number, c.column_name) for c in found.rejected] == [(3, "model_name")]


def test_of_two_records_of_one_name_the_fuller_is_the_first() -> None:
    bare = {"Model": "Zeta-1 70B ", "Confidence": "Unknown"}
    found = parse_all(file(PUBLIC_2025, bare, MODEL))
    assert found.frame.select("model_name", "occurrence", "confidence").rows() == [
        ("Zeta-1 70B", 1, "Likely"), ("Zeta-1 70B", 2, "Unknown")]


def test_a_missing_header_is_told_by_all_its_names() -> None:
    header = [h for h in PUBLIC_2025 if h != "Country (of organization)"]
    with pytest.raises(Unreadable, match=r"'Country \(of organization\)' or 'Country \(from Org"):
        parse_all(file(header, MODEL))


@pytest.mark.parametrize(("cell", "address"), [
    ("https://a.example/1, https://a.example/2", "https://a.example/1"),
    ("only mentioned in https://b.example/x\n", "https://b.example/x"), ("Duplicate entry", ""),
])
def test_the_first_address_of_a_cell_is_kept(cell: str, address: str) -> None:
    assert first_address(cell) == address


def test_a_public_list_says_nothing_of_what_epoch_excludes(tmp_path: Path) -> None:
    world = World(tmp_path, ALL)  # type: ignore[arg-type]
    other, hidden = MODEL | {"Model": "Other"}, MODEL | {"Model": "Hidden", "Exclude": "1"}
    world.see(at(1), file(FULL_VIEW_2024, MODEL, other, other | {"Model": "Third"}, hidden))
    world.see(at(2), file(PUBLIC_2025, MODEL, other))
    assert {row["model_name"] for row in world.rows()} == {"Zeta-1 70B", "Other", "Hidden"}


# The real releases


@needs_data
@pytest.mark.parametrize(("source", "path"), RELEASES, ids=lambda value: getattr(value, "stem", ""))
def test_every_named_row_of_a_real_release_is_kept(source: Any, path: Path) -> None:
    """Also those whose only number was a bare mantissa (2 FLOP): the cell is emptied, the model stays."""
    with path.open(newline="", encoding="utf-8-sig") as opened:
        rows = list(csv.DictReader(opened))
    names = [visible(row.get("Model") or row.get("System")) for row in rows]
    names = [name if len(name) <= 160 else "" for name in names]
    found = source.parse(path.read_bytes())
    assert sorted(found.frame["model_name"]) == sorted(name for name in names if name)
    assert {c.column_name for c in found.rejected} <= {"model_name"}
    assert found.rejected_row_count == sum(not name and any(row.values())
                                           for name, row in zip(names, rows, strict=True))
    stated = sum(1 for n, row in zip(names, rows, strict=True)
                 if n and row["Training compute (FLOP)"])
    assert found.frame["training_compute_flop"].count() == stated


@pytest.fixture(scope="module")
def notable(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("notable"), NOTABLE)
    for source, path in RELEASES:
        if source is NOTABLE:
            world.see(end_of_day(date_in(path.name) or date.min), path.read_bytes())
    return world


@needs_data
def test_a_revised_compute_is_a_second_version_of_the_record(notable: World) -> None:
    """INDEX: DeepSeek-R1 5.17e24 in February 2025, 4.02e24 in November."""
    mine = notable.versions().filter(pl.col("model_name") == "DeepSeek-R1")
    compute = mine.sort("known_from_at").select(
        pl.col("training_compute_flop") / 1e24, pl.col("known_from_at").dt.date())
    first, second = compute.rows()[0], compute.rows()[1]
    assert (round(first[0], 2), first[1]) == (5.17, date(2025, 2, 24))
    assert (round(second[0], 2), second[1]) == (4.02, date(2025, 11, 1))


@needs_data
def test_what_leaves_the_list_ends_there(notable: World) -> None:
    """INDEX: 165 names of February 2025 are gone in November."""
    outcomes = [outcome for outcome in notable.belief().outcomes if outcome.status == "folded"]
    assert [o.removed for o in outcomes] == [0, 7, 47, 165, 10, 2]


@pytest.mark.parametrize("source", SOURCES, ids=[source.source_id for source in SOURCES])
def test_a_run_that_shrinks_five_hundredfold_waits_for_a_person_by_the_cell(
    source: Any, tmp_path: Path
) -> None:
    """AlphaGo Zero went from 3.41e23 to 6.49e20 FLOP in one release, and drove two trends with it."""
    world = World(tmp_path, source)
    models = [MODEL | {"Model": f"Zeta {number}", "Training compute (FLOP)": "3.41e+23",
                       "Publication date": "2017-10-18",
                       "Training compute lower bound": "", "Training compute upper bound": ""}
              for number in range(20)]
    world.see(at(1), file(PUBLIC_2025, *models))
    world.see(at(2), file(PUBLIC_2025, models[0] | {"Training compute (FLOP)": "6.49e+20"}, *models[1:]))
    outcome = world.belief().outcomes[-1]
    assert outcome.status == "folded"
    cell, = outcome.cells
    believed = {row["model_name"]: row["training_compute_flop"] for row in world.rows()}
    assert set(believed.values()) == {3.41e23}
    assert held_cell.told([cell])[0]["value"] == "Zeta 0|1: 6.49e+20 for 3.41e+23"
    world.snapshots.verdicts.say(
        "accept_cell", source.source_id, "it", held_cell.HeldCell(**cell).content, "counted anew")
    assert {row["model_name"]: row["training_compute_flop"] for row in world.rows()}["Zeta 0"] == 6.49e20
