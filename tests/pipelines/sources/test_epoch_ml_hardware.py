"""Epoch AI's hardware table: the headers it has had, and the real releases where present."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.commands.ingest import date_in
from pipelines.sources.epoch_ml_hardware import FIELDS, SOURCE, parse
from schemas import base
from tests.support.folding import World, at
from tests.support.homes import SHARED_DATA
from warehouse.rows.printed import visible
from warehouse.rows.records import Parsed, Unreadable
from warehouse.storage.snapshots import end_of_day

DATA = SHARED_DATA / "epoch_ml_hardware"
RELEASES = sorted(DATA.glob("ml_hardware__*.csv"))
NUMBERS = {c.name for c in base.columns(SOURCE.table) if c.dtype == pl.Float64}
needs_data = pytest.mark.skipif(not RELEASES, reason=f"no real releases in {DATA}")

FIRST = [headers.headers[0] for headers in FIELDS.values()]
OLD_MEMORY, NEW_MEMORY = "Memory size per board (Byte)", "Memory (bytes)"
INT4, INT4_FP4 = "INT4 performance (OP/s)", "INT4/FP4 performance (OP/s)"


def headers(*, memory: str = OLD_MEMORY, int4: str = INT4, notes: bool = True) -> list[str]:
    renamed = {NEW_MEMORY: memory, INT4: int4}
    return [renamed.get(h, h) for h in FIRST if notes or h != "Notes"]


VARIANTS = {
    "2025-11-01, without notes": headers(notes=False),
    "2025-11-15, INT4/FP4": headers(int4=INT4_FP4),
    "2025-12-14, INT4 again": headers(),
    "2025-12-24, memory renamed and another order": sorted(headers(memory=NEW_MEMORY)),
}
B300 = {
    "Hardware name": "NVIDIA B300 (Blackwell Ultra)", "Manufacturer": "NVIDIA", "Type": "GPU",
    "Notes": "Dense figures.\n\nhttps://a.example/x,y", "Release date": "2025-08-22",
    "FP64 (double precision) performance (FLOP/s)": "1200000000000.0",
    INT4: "1.0145e+16", OLD_MEMORY: "270000000000.0",
    "Memory bandwidth (byte/s)": "7700000000000.0", "Internode bandwidth (bit/s)": "800000000000.0",
    "TDP (W)": "1100.0", "Transistors (millions)": "208000.0", "Tensor cores": "640.0",
    "Link to datasheet": "https://a.example/one\n\nhttps://a.example/two",
    "ML models": "Grok 4,GPT-5, \"o3\"", "Last modified": "2025-10-29 22:32:03+00:00",
    "Max performance": "2250000000000000.0", "Energy efficiency": "inf", "Price-performance": "inf",
    "ML OP/s": "0.0",
}


def file(header: list[str], *records: dict[str, str]) -> bytes:
    """A file as Epoch writes it: quotes where needed, plain line ends."""
    alias = {NEW_MEMORY: OLD_MEMORY, INT4_FP4: INT4}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for record in records:
        writer.writerow([record.get(alias.get(name, name), "") for name in header])
    return out.getvalue().encode()


@pytest.mark.parametrize("header", VARIANTS.values(), ids=VARIANTS)
def test_each_header_the_file_has_had_gives_the_same_record(header: list[str]) -> None:
    found = parse(file(header, B300))
    assert (found.rejected, tuple(found.unread), found.frame.height) == ([], (), 1)
    record = found.frame.row(0, named=True)
    expected = {
        "hardware_name": "NVIDIA B300 (Blackwell Ultra)", "release_date": date(2025, 8, 22),
        "fp64_flop_per_s": 1.2e12, "int4_op_per_s": 1.0145e16, "memory_size_gb": 270.0,
        "memory_bandwidth_gb_per_s": 7700.0, "internode_bandwidth_gb_per_s": 100.0,
        "tdp_w": 1100.0, "transistor_count": 2.08e11, "tensor_core_count": 640.0,
        "datasheet_link": "https://a.example/one\n\nhttps://a.example/two",
        "ml_models": 'Grok 4,GPT-5, "o3"', "max_performance_op_per_s": 2.25e15,
        "energy_efficiency_per_w_op_per_s": None, "price_performance_per_usd_op_per_s": None,
        "ml_op_per_s": None, "release_price_usd": None,
        "notes": B300["Notes"] if "Notes" in header else None,
    }
    assert {name: record[name] for name in expected} == expected


def test_a_quotient_without_a_value_is_unknown_only_where_epoch_derives_it() -> None:
    found = parse(file(headers(), {**B300, "TDP (W)": "0.0"}, {**B300, "Hardware name": "x"}))
    assert found.frame["hardware_name"].to_list() == [B300["Hardware name"], "x"]
    assert found.frame["tdp_w"].is_null().to_list() == [True, False]
    assert not found.rejected
    assert [(c.column_name, c.value, c.check_name) for c in found.set_aside] == [
        ("tdp_w", "0.0", "greater_than_or_equal_to(0.5)")
    ]


def test_infinity_in_a_stated_column_sets_the_row_aside() -> None:
    found = parse(file(headers(), {**B300, "TDP (W)": "inf"}))
    assert [c.check_name for c in found.rejected] == ["not a finite number"]


def test_a_name_listed_twice_is_kept_once() -> None:
    found = parse(file(headers(), B300, {**B300, "TDP (W)": "9"}))
    assert found.frame.select("row_number", "tdp_w").rows() == [(2, 1100.0)]
    assert [(c.row_number, c.check_name) for c in found.rejected] == [(3, "unique_key")]


def test_every_needed_header_is_missed_by_name() -> None:
    for name in headers():
        if name != "Notes":
            rest = [h for h in headers() if h != name]
            with pytest.raises(Unreadable, match="has no column"):
                parse(file(rest, B300))


def test_every_column_of_the_class_is_read_from_somewhere() -> None:
    filled = {"source_id", "first_snapshot_id", "source_locator"}
    assert {c.name for c in base.columns(SOURCE.table)} == FIELDS.keys() | filled


def test_a_release_with_another_header_and_the_same_facts_changes_nothing(tmp_path: Path) -> None:
    world = World(tmp_path, SOURCE)  # type: ignore[arg-type]
    for day, header in enumerate(list(VARIANTS.values())[1:], start=1):
        world.see(at(day), file(header, B300))
    counts = [(o.added, o.changed, o.removed) for o in world.belief().outcomes]
    assert counts == [(1, 0, 0), (0, 0, 0), (0, 0, 0)]


# The real releases, compared with what csv and Decimal alone say.

def records_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def stated(record: dict[str, str]) -> dict[str, str]:
    """A record by our column names, cells as printed."""
    found = {}
    for name, about in FIELDS.items():
        cells = [record[header] for header in about.headers if header in record]
        text = cells[0].strip() if cells else ""
        found[name] = "" if text.removesuffix(".0") in about.unknown else text
    return found


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def agrees(name: str, old: str, new: str) -> bool:
    """Equal as printed, as numbers to the digits of the coarser form, or a remark that is not kept."""
    if name in SOURCE.register.prose and (not old or not new):
        return True
    if name not in NUMBERS or not old or not new:
        return old == new
    a, b = Decimal(old), Decimal(new)
    digits = [int(n.as_tuple().exponent) for n in (a, b)]
    half = Decimal(5).scaleb(max(digits) - 1)
    return a == b or (digits[0] != digits[1] and abs(a - b) <= half)


def longer(name: str, old: str, new: str) -> str:
    if name in SOURCE.register.prose:
        return old or new
    if name not in NUMBERS or not old or not new:
        return old
    return min(old, new, key=lambda text: int(Decimal(text).as_tuple().exponent))


def parsed_by_hand(path: Path) -> dict[str, dict[str, str]]:
    """The records that the class allows, by name: no measure at or below zero."""
    found = {}
    for record in map(stated, records_of(path)):
        numbers = [number(text) for name, text in record.items() if name in NUMBERS and text]
        if all(n is not None and n.is_finite() and n > 0 for n in numbers):
            found.setdefault(record["hardware_name"], record)
    return found


def expected_steps() -> list[tuple[int, int, int]]:
    """Added, changed and removed records of each release, and the belief at the end."""
    belief: dict[str, dict[str, str]] = {}
    counts = []
    for path in RELEASES:
        seen = parsed_by_hand(path)
        same = {
            name for name in belief.keys() & seen.keys()
            if all(agrees(c, belief[name][c], seen[name][c]) for c in FIELDS)
        }
        changed = (belief.keys() & seen.keys()) - same
        counts.append((len(seen.keys() - belief.keys()), len(changed),
                       len(belief.keys() - seen.keys())))
        kept = {n: {c: longer(c, belief[n][c], seen[n][c]) for c in FIELDS} for n in same}
        belief = {**seen, **kept}
    return counts


@needs_data
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_every_row_of_a_real_release_is_kept_or_set_aside(path: Path) -> None:
    found: Parsed = parse(path.read_bytes())
    assert found.frame.height + found.rejected_row_count == len(records_of(path))
    assert set(found.frame["hardware_name"]) == parsed_by_hand(path).keys()
    assert tuple(found.unread) == ()


@needs_data
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_every_cell_of_a_real_release_is_what_is_printed(path: Path) -> None:
    expected = parsed_by_hand(path)
    for record in parse(path.read_bytes()).frame.iter_rows(named=True):
        for name, text in expected[record["hardware_name"]].items():
            assert record[name] == value_of(name, text), (record["hardware_name"], name)


def value_of(name: str, text: str) -> Any:
    if not text:
        return None
    if name in NUMBERS:
        return float(Decimal(text) * FIELDS[name].scale)
    return date.fromisoformat(text) if name == "release_date" else visible(text)


@needs_data
def test_the_fold_of_the_real_releases_is_that_of_an_independent_comparison(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, SOURCE)  # type: ignore[arg-type]
    for path in RELEASES:
        known_on = date_in(path.name)
        assert known_on is not None
        world.see(end_of_day(known_on), path.read_bytes())
    outcomes = world.belief().outcomes
    assert [o.status for o in outcomes] == ["folded"] * len(RELEASES)
    assert [(o.added, o.changed, o.removed) for o in outcomes] == expected_steps()
    last = {row["hardware_name"] for row in world.rows()}
    assert last == parsed_by_hand(RELEASES[-1]).keys()
