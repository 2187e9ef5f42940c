"""Epoch's older chip data set: hand-written rows in its form, then all real releases."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.commands.ingest import date_in
from pipelines.source import Source
from pipelines.sources import epoch_chip_dataset, epoch_ml_hardware
from pipelines.sources.epoch_chip_dataset import SOURCE, parse
from schemas import base
from schemas.chips.epoch_chip_dataset import RawEpochChipDataset
from tests.support.homes import SHARED_DATA
from warehouse.folding.register import Belief, Folder
from warehouse.rows.records import Parsed, Unreadable
from warehouse.storage.snapshots import Snapshots, end_of_day
from warehouse.storage.store import Store

ARCHIVE = SHARED_DATA
needs_archive = pytest.mark.skipif(
    not ARCHIVE.is_dir(), reason=f"the real releases are not at {ARCHIVE}"
)
HEADER_2024 = (
    "Name of the hardware,Manufacturer,Type,Release date,Release price (USD),"
    "FP64 (double precision) Performance (FLOP/s),FP32 (single precision) Performance (FLOP/s),"
    "FP16 (half precision) Performance (FLOP/s),Tensor Float 32 (TF32),FP16 Tensor Core,"
    "INT16 Performance (OP/s),INT8 Performance (OP/s),Memory size per board (Byte),"
    "Memory Bandwidth (Byte/s),LambdaLabs FP32 ResNet-50 Pytorch Throughput (samples/s),"
    "Die Size (mm^2),TDP (W),Base Clock (MHz),Boost Clock (MHz),Memory Clock (MHz),"
    "Memory bus (bit),Shading units,TMUs,ROPs,SM count,Tensor cores,RT cores,Process Size (nm),"
    "Foundry,Number of transistors in million,Prominent Years of usage,"
    "Google Cloud pricing ($ per hour) data from 17 dec 2022,Link to datasheet,"
    "Source for the Price,ALL ML SYSTEMS,All ML Systems copy,All ML Systems copy,Hardware prices"
)
HEADER_2025 = (
    "Hardware name,Manufacturer,Type,Release date,Release price (USD),"
    "FP64 (double precision) performance (FLOP/s),FP32 (single precision) performance (FLOP/s),"
    "FP16 (half precision) performance (FLOP/s),TF32 (TensorFloat-32) performance (FLOP/s),"
    "Tensor-FP16/BF16 performance (FLOP/s),INT16 performance (OP/s),INT8 performance (OP/s),"
    "INT4 performance (OP/s),Memory size per board (Byte),Memory bandwidth (byte/s),"
    "Intranode bandwidth (byte/s),Internode bandwidth (bit/s),"
    "LambdaLabs FP32 ResNet-50 Pytorch throughput (samples/s),Die Size (mm^2),TDP (W),"
    "Base clock (MHz),Boost clock (MHz),Memory clock (MHz),Memory bus (bit),Shading units,TMUs,"
    "ROPs,SM count,Tensor cores,RT cores,Process size (nm),Foundry,"
    "Number of transistors (millions),Prominent years of usage,"
    "Google Cloud pricing ($ per hour) data from 17 dec 2022,Link to datasheet,"
    "Source for the price,ML models,All ML Systems copy,Hardware prices,ML hardware,"
    "Last modified,Number of ML models trained,Max performance,Energy efficiency,Created by,"
    "Unverified,Datasheet,FP8 performance (FLOP/s),Bit length,Performance (TOPS),"
    "Energy efficiency (16-bit),FP4 performance (FLOP/s)"
)
NAMES = {"2024": "Name of the hardware", "2025": "Hardware name"}


def export(header: str, *rows: dict[str, str]) -> bytes:
    """A file as Airtable writes it: a byte order mark, line feeds, none after the last row."""
    columns = header.split(",")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        unknown = set(row) - set(columns)
        assert not unknown
        writer.writerow([row.get(column, "") for column in columns])
    return text.getvalue().removesuffix("\n").encode("utf-8-sig")


def chip(name: str, /, **cells: str) -> dict[str, str]:
    return {NAMES["2025"]: name, **cells}


def read_2025(*rows: dict[str, str]) -> Parsed:
    return parse(export(HEADER_2025, *rows))


def only(parsed: Parsed) -> dict[str, Any]:
    assert parsed.rejected == []
    assert parsed.frame.height == 1
    return parsed.frame.row(0, named=True)


def test_units_are_converted() -> None:
    record = only(read_2025(chip("Acorn X1", **{
        "Memory size per board (Byte)": "24000000000",
        "Memory bandwidth (byte/s)": "960500000000",
        "Internode bandwidth (bit/s)": "400000000000",
        "Number of transistors (millions)": "18600",
        "Performance (TOPS)": "4",
    })))
    assert record["memory_size_gb"] == 24
    assert record["memory_bandwidth_gb_per_s"] == 960.5
    assert record["internode_bandwidth_gb_per_s"] == 50
    assert record["transistor_count"] == 18_600_000_000
    assert record["performance_op_per_s"] == 4e12


def test_the_headers_of_2024_fill_the_same_columns() -> None:
    record = only(parse(export(HEADER_2024, {
        NAMES["2024"]: "Acorn X1", "FP16 Tensor Core": "312000000000000",
        "Tensor Float 32 (TF32)": "156000000000000", "Boost Clock (MHz)": "1410",
        "ALL ML SYSTEMS": "Alpha,Beta (large)",
    })))
    assert record["tensor_fp16_bf16_flop_per_s"] == 312e12
    assert record["tf32_flop_per_s"] == 156e12
    assert record["boost_clock_mhz"] == 1410
    assert record["ml_models"] == "Alpha,Beta (large)"


def test_columns_a_release_lacks_are_unknown() -> None:
    record = only(parse(export(HEADER_2024, {NAMES["2024"]: "Acorn X1"})))
    lacking = ("fp8_flop_per_s", "int4_op_per_s", "is_ml_hardware", "ml_model_count")
    assert [record[name] for name in lacking] == [None] * 4


@pytest.mark.parametrize(
    ("printed", "price"), [("$5412.00", 5412.0), ("$1,299.00", 1299.0), ("$0.46", 0.46)]
)
def test_prices_carry_a_dollar_sign_and_thousands_commas(printed: str, price: float) -> None:
    assert only(read_2025(chip("A", **{"Release price (USD)": printed})))[
        "release_price_usd"] == price


@pytest.mark.parametrize("printed", ["$12,34", "€12", "$1.299,00", "$$5", "$", "1 299"])
def test_an_amount_written_otherwise_is_set_aside(printed: str) -> None:
    parsed = read_2025(chip("A", **{"Release price (USD)": printed}), chip("B"))
    assert [(r.row_number, r.column_name, r.value) for r in parsed.rejected] == [
        (2, "release_price_usd", printed)
    ]
    assert parsed.frame["hardware_name"].to_list() == ["B"]


@pytest.mark.parametrize("undefined", ["Infinity", "NaN", "0", ""])
def test_undefined_quotients_are_unknown(undefined: str) -> None:
    record = only(read_2025(chip("A", **{
        "Max performance": "0", "Energy efficiency": undefined,
        "Energy efficiency (16-bit)": undefined,
    })))
    assert record["max_performance_op_per_s"] is None
    assert record["energy_efficiency_per_w_op_per_s"] is None
    assert record["energy_efficiency_16_bit_per_w_op_per_s"] is None


def test_zero_is_kept_where_it_counts_something() -> None:
    record = only(read_2025(chip("A", **{"ROPs": "0", "Number of ML models trained": "0"})))
    assert (record["rop_count"], record["ml_model_count"]) == (0, 0)


def test_an_unticked_box_is_no_and_an_absent_column_unknown() -> None:
    parsed = read_2025(chip("A", **{"ML hardware": "checked"}), chip("B"))
    assert parsed.frame["is_ml_hardware"].to_list() == [True, False]
    assert parsed.frame["is_unverified"].to_list() == [False, False]


def test_text_is_kept_as_printed() -> None:
    record = only(read_2025(chip("A", **{
        "Release date": "2016-01-01", "Foundry": "SMIC,TSMC", "Manufacturer": "沐曦MetaX ",
        "Prominent years of usage": "2021-21", "Last modified": "6/18/2025 11:40am",
        "Link to datasheet": "https://a.example/x\nhttps://b.example/y",
    })))
    assert record["release_date"] == date(2016, 1, 1)
    assert record["foundry"] == "SMIC,TSMC"
    assert record["manufacturer"] == "沐曦MetaX"
    assert record["prominent_years"] == "2021-21"
    assert record["last_modified_at"] == "6/18/2025 11:40am"
    assert record["datasheet_link"] == "https://a.example/x\nhttps://b.example/y"


def test_a_lone_carriage_return_in_a_name_does_not_end_the_row() -> None:
    cells = chip("Acorn X1 Founders Edition@", **{"Manufacturer": "Acorn", "TDP (W)": "250.0"})
    data = export(HEADER_2025, cells, chip("Acorn X2")).replace(b"@", b"\r")
    parsed = parse(data)
    assert parsed.rejected == []
    assert parsed.frame.select("hardware_name", "tdp_w", "row_number").rows() == [
        ("Acorn X1 Founders Edition", 250.0, 2), ("Acorn X2", None, 3)
    ]


def test_line_ends_of_other_programs_are_still_line_ends() -> None:
    data = export(HEADER_2025, chip("A"), chip("B"))
    for line_end in (b"\r", b"\r\n"):
        assert parse(data.replace(b"\n", line_end)).frame.height == 2


def test_a_row_repeated_word_for_word_is_set_aside_as_duplicate() -> None:
    parsed = read_2025(*[chip("K80", Type="GPU")] * 3)
    assert parsed.frame.select("occurrence", "is_name_shared", "row_number").rows() == [
        (1, False, 2)
    ]
    assert [(r.row_number, r.check_name) for r in parsed.rejected] == [
        (3, "unique_key"), (4, "unique_key")
    ]


def test_a_name_with_two_contents_keeps_both_the_fullest_first_in_any_order() -> None:
    bare = chip("X1", **{"INT8 performance (OP/s)": "256000000000000"})
    full = chip("X1", **{"TDP (W)": "250", "Release date": "2022-03-21", "Type": "GPU"})
    for rows in ((bare, full), (full, bare)):
        parsed = read_2025(*rows, chip("X2"))
        assert parsed.rejected == []
        assert parsed.frame.select("hardware_name", "occurrence", "is_name_shared", "tdp_w").rows(
        ) == [("X1", 1, True, 250.0), ("X1", 2, True, None), ("X2", 1, False, None)]


def test_equally_full_contents_follow_the_order_of_their_text() -> None:
    rows = [chip("X1", **{"TDP (W)": "250"}), chip("X1", **{"TDP (W)": "170"})]
    for order in (rows, rows[::-1]):
        frame = read_2025(*order).frame
        assert frame.select("occurrence", "tdp_w").rows() == [(1, 170.0), (2, 250.0)]


def test_a_record_without_a_name_is_set_aside_and_an_empty_row_is_none() -> None:
    parsed = read_2025(chip("", Manufacturer="Acorn"), chip(""), chip("X1"))
    assert [(r.row_number, r.column_name) for r in parsed.rejected] == [(2, "hardware_name")]
    assert parsed.frame["hardware_name"].to_list() == ["X1"]


def test_a_ragged_row_is_set_aside_with_its_reason() -> None:
    parsed = parse(export(HEADER_2025, chip("X1")) + b"\nX2,Acorn")
    assert [(r.row_number, r.check_name) for r in parsed.rejected] == [
        (3, "a row of 2 cells under a header of 53")
    ]


def test_persons_and_expiring_links_are_left_unread() -> None:
    parsed = read_2025(chip("X1", **{"Created by": "A Person", "Datasheet": "x.pdf (https://v)"}))
    assert tuple(parsed.unread) == ("All ML Systems copy", "Created by", "Datasheet")
    assert "A Person" not in str(only(parsed))


def test_a_missing_column_refuses_the_file() -> None:
    with pytest.raises(Unreadable, match="'TDP \\(W\\)' for tdp_w"):
        parse(export(HEADER_2025.replace("TDP (W),", ""), chip("X1")))


def test_every_field_is_a_column_and_every_column_is_filled() -> None:
    told = {"occurrence", "is_name_shared", "source_id", "first_snapshot_id", "source_locator"}
    columns = [column.name for column in base.columns(RawEpochChipDataset)]
    assert set(epoch_chip_dataset.FIELDS) == set(columns) - told
    assert not told & set(epoch_chip_dataset.FIELDS)


def fold(tmp_path: Path, source: Source, *releases: tuple[str, bytes]) -> Belief:
    snapshots = Snapshots(tmp_path / "snapshots")
    for name, data in releases:
        known_on = date_in(name)
        assert known_on
        snapshots.add(source.source_id, data, end_of_day(known_on), "file_name",
                      datetime.now(UTC), name)
    return Folder(Store(tmp_path / "store"), snapshots, source).belief(None)


def test_whole_numbers_and_floats_of_one_value_are_no_change(tmp_path: Path) -> None:
    earlier = chip("X1", **{"Die Size (mm^2)": "131.0", "TDP (W)": "250"})
    later = chip("X1", **{"Die Size (mm^2)": "131", "TDP (W)": "250.0"})
    belief = fold(tmp_path, SOURCE, ("a__2025-01-01.csv", export(HEADER_2025, earlier)),
                  ("a__2025-02-01.csv", export(HEADER_2025, later)))
    assert [(o.added, o.changed, o.removed) for o in belief.outcomes] == [(1, 0, 0), (0, 0, 0)]


def releases(source: Source) -> list[Path]:
    """The archived files that a source recognises as its own, oldest first."""
    files = [p for p in ARCHIVE.rglob("*") if source.matches(str(p.relative_to(ARCHIVE)))]
    return sorted(files, key=lambda p: date_in(p.name) or date.min)


def row_count(data: bytes) -> int:
    """Rows with any content, counted without the project; a lone CR stands inside one name."""
    text = data.decode("utf-8-sig").replace("\r", " ")
    return sum(any(c.strip() for c in row) for row in csv.reader(io.StringIO(text))) - 1


@needs_archive
def test_the_real_releases_fold_and_no_row_is_lost(tmp_path: Path) -> None:
    read = [(file.name, file.read_bytes()) for file in releases(SOURCE)]
    belief = fold(tmp_path, SOURCE, *read)
    assert [o.status for o in belief.outcomes] == ["folded"] * 7
    assert [o.row_count + o.rejected_row_count for o in belief.outcomes] == [
        row_count(data) for _, data in read
    ]
    assert [o.rejected_row_count for o in belief.outcomes] == [2, 0, 0, 0, 0, 0, 0]
    assert belief.parts[0].row_count == belief.outcomes[-1].row_count == 5774


@needs_archive
def test_six_names_of_the_last_real_release_stand_for_two_records() -> None:
    frame = parse(releases(SOURCE)[-1].read_bytes()).frame
    shared = frame.filter("is_name_shared")
    assert (shared.height, shared["hardware_name"].n_unique()) == (12, 6)
    repeated = frame.filter(frame["hardware_name"].is_duplicated())
    assert shared["hardware_name"].equals(repeated["hardware_name"])


@needs_archive
def test_the_view_of_2024_is_the_first_release_of_ml_hardware(tmp_path: Path) -> None:
    source = epoch_ml_hardware.SOURCE
    files = releases(source)
    assert files[0].name == "chip_dataset_ml_hardware__2024-11-14.csv"
    assert len(files) >= 5
    belief = fold(tmp_path, source, *[(file.name, file.read_bytes()) for file in files])
    assert {o.status for o in belief.outcomes} == {"folded"}
    assert [o.rejected_row_count for o in belief.outcomes] == [0] * len(files)
    assert [o.row_count for o in belief.outcomes[:2]] == [101, 169]
    assert belief.outcomes[1].removed == 8


@needs_archive
def test_only_the_view_of_2024_may_lack_the_columns_of_2025() -> None:
    latest = releases(epoch_ml_hardware.SOURCE)[-1].read_bytes()
    with pytest.raises(Unreadable, match="fp8_flop_per_s"):
        epoch_ml_hardware.parse(latest.replace(b"FP8 performance", b"FP8 rate", 1))
