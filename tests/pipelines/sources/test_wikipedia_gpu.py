"""GPU specifications from Wikipedia: made-up entries in its form, then the real file."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from pipelines.formats import wikitable
from pipelines.sources.wikipedia_gpu.headers import RULES, rule_of
from pipelines.sources.wikipedia_gpu.source import SOURCE, parse
from schemas import base
from schemas.chips.wikipedia_gpu import RawWikipediaGpu
from tests.support.homes import SHARED_DATA
from warehouse.rows.records import Parsed, Unreadable
from warehouse.rows.sides import RESOLUTION

REAL = SHARED_DATA / "gpu_specs_wikipedia/gpu_info_api__2025-06-16.json"
NAMELESS = {"Model": "nan", "Model name": "nan", "Code name": "nan", "Die size": "nan"}
TIMES, DASH, SOFT_HYPHEN = "\u00d7", "\u2013", "\u00ad"


def released(*entries: dict[str, Any]) -> bytes:
    """A file as the publisher writes it: its own nan texts in every entry, then the vendor."""
    named = {f"NVIDIA_X{number}": {**NAMELESS, "Vendor": "NVIDIA", **entry}
             for number, entry in enumerate(entries, start=1)}
    return json.dumps(named, indent=2).encode()


def read(**cells: Any) -> dict[str, Any]:
    """The one record of a file that holds these cells."""
    parsed = parse(released({"Model name": "Test 1", **cells}))
    assert parsed.rejected == []
    return parsed.frame.row(0, named=True)


def cell(header: str, printed: Any, column: str) -> Any:
    """What a column of ours says of one cell."""
    return read(**{header: printed})[column]


def reasons(parsed: Parsed) -> list[str]:
    return [rejected.check_name for rejected in parsed.rejected]


def test_an_entry_keeps_its_name_place_and_vendor() -> None:
    parsed = parse(released({"Model": "First"}, {"Model": "Second"}))
    found = parsed.frame.select("entry_key", "vendor", "model_name", "row_number").rows()
    assert found == [("NVIDIA / First", "NVIDIA", "First", 1), ("NVIDIA / Second", "NVIDIA", "Second", 2)]


@pytest.mark.parametrize(("cells", "model", "code"), [
    ({"Model name": "Foo 9"}, "Foo 9", None),
    ({"Model": "Foo 9", "Code name": "F9"}, "Foo 9", "F9"),
    ({"Model (Code name)": "Foo 9 (Liquid) (Bar 2)"}, "Foo 9 (Liquid)", "Bar 2"),
    ({"Model (codename) Model (codename)": "Foo 9 (Bar)"}, "Foo 9", "Bar"),
    ({"Branding and Model": "Arc 1", "Branding and Model Branding and Model.1": "Z9"},
     "Arc 1 Z9", None),
    ({"Code name (console model)": "Codey (Playbox)"}, "Playbox", "Codey"),
    ({"Model": "Board", "Core": f"2{TIMES} GX1-A1"}, "Board", f"2{TIMES} GX1-A1"),
])
def test_names_stand_under_many_headers(
    cells: dict[str, str], model: str, code: str | None
) -> None:
    record = parse(released(cells)).frame.row(0, named=True)
    assert (record["model_name"], record["code_name"]) == (model, code)


@pytest.mark.parametrize(("printed", "day", "precision"), [
    ("1997-03-14 00:00:00", date(1997, 3, 14), "day"),
    ("2012-01-01 00:00:00", date(2012, 1, 1), "year"),
    ("2012-06-01 00:00:00", date(2012, 6, 1), "month"),
    ("April 7, 2013", date(2013, 4, 7), "day"),
    ("Sept. 1, 2013", date(2013, 9, 1), "day"),
    ("3 Mar 2013", date(2013, 3, 3), "day"),
    ("Nov 2013", date(2013, 11, 1), "month"),
    ("Q2 2013", date(2013, 4, 1), "quarter"),
    ("2013 Q4", date(2013, 10, 1), "quarter"),
    ("2013", date(2013, 1, 1), "year"),
    ("2640", None, None),
    ("Feb 30, 2013", None, None),
])
def test_a_launch_is_as_precise_as_its_text(
    printed: str, day: date | None, precision: str | None
) -> None:
    record = read(**{"Release Date & Price": printed})
    assert (record["launch_date"], record["launch_date_precision"]) == (day, precision)
    assert record["launch_text"] == printed


def test_the_text_of_a_launch_goes_before_the_date_a_program_made_of_it() -> None:
    record = read(**{"Launch": "2017-06-01 00:00:00", "Release Date & Price": "Jun 1, 2017"})
    assert (record["launch_text"], record["launch_date_precision"]) == ("Jun 1, 2017", "day")


def test_a_price_may_stand_behind_the_launch() -> None:
    record = read(**{"Release Date & Price": "Jun 1, 2017 $1,299 USD"})
    assert (record["release_price_usd"], record["release_price_text"]) == (1299.0, "$1,299 USD")
    assert record["launch_date"] == date(2017, 6, 1)


@pytest.mark.parametrize(("printed", "dollars"), [
    ("$1,299", 1299.0), ("149", 149.0), ("$149 (128MB) $199 (256 MB)", 149.0),
    ("$400 (dropped to $270)", 400.0), ("$35-45", None), ("~50", None), ("OEM", None),
    ("\u00a512,999", None),
])
def test_only_a_plain_price_in_dollars_is_a_number(printed: str, dollars: float | None) -> None:
    record = read(**{"Release price (USD)": printed})
    assert (record["release_price_usd"], record["release_price_text"]) == (dollars, printed)


def test_the_list_price_goes_before_that_of_the_makers_own_board() -> None:
    record = read(**{"Release price (USD) Founders Edition": "$699",
                     "Release price (USD) MSRP": "$599"})
    assert record["release_price_usd"] == 599.0
    assert record["partly_read_text"] == "Release price (USD) Founders Edition: $699"


@pytest.mark.parametrize(("printed", "node", "foundry"), [
    ("SGS 500 nm", 500, "SGS"), ("TSMC/UMC 65 nm", 65, "TSMC/UMC"), ("65/55", 65, None),
    ("TSMC 12FFN", 12, "TSMC"), ("Samsung 8N", 8, "Samsung"), ("130?", 130, None),
    ("GCN 4 GloFo 14LPP", 14, "GloFo"), ("GCN 1 gen (28 nm)", 28, None),
    ("RDNA 3 TSMC N5 (GCD) TSMC N6 (MCD)", 5, "TSMC"), ("RDNA 4 TSMC N4P", 4, "TSMC"),
    ("Multiple", None, None),
])
def test_a_process_names_node_and_foundry(
    printed: str, node: int | None, foundry: str | None
) -> None:
    record = read(**{"Architecture & fab": printed})
    assert (record["process_node_nm"], record["foundry"]) == (node, foundry)
    assert record["process_text"] == printed


@pytest.mark.parametrize(("header", "printed", "count", "area"), [
    ("Transistors (million)", "~1170", 1.17e9, None),
    ("Transistors (billion)", 7.5, 7.5e9, None),
    ("Transistors & die size", f"690{TIMES}10 56mm", 690e6, 56.0),
    ("Transistors & die size", f"28.5{TIMES}10 ~346 mm", 28.5e9, 346.0),
    ("Transistors & die size", "58 x 10 1500 mm", 58e9, 1500.0),
    ("Transistors & die size", f"2{TIMES} 4313{TIMES}10 352 mm", 8626e6, 704.0),
    ("Transistors Die Size", f"2{TIMES} 6200{TIMES}10 2{TIMES} 438 mm", 12400e6, 876.0),
    ("Transistors & die size", f"28.5{TIMES}10\u2079 346 mm\u00b2", 28.5e9, 346.0),
    ("Transistors & die size", f"690{TIMES}106 56 mm2", 690e6, 56.0),
    ("Transistors & die size", "53.9 billion 356.5 mm", 53.9e9, 356.5),
    ("Transistors & die size", "? 125 mm", None, 125.0),
    ("Transistors (million) Die size (mm)", "222 287 (N40) 198 222 (N42)", 222e6, 287.0),
])
def test_transistors_and_die_area(
    header: str, printed: Any, count: float | None, area: float | None
) -> None:
    record = read(**{header: printed})
    assert (record["transistor_count"], record["die_area_mm2"]) == (count, area)


@pytest.mark.parametrize(("count", "area", "power"), [
    ("690", "56", 6), ("28.5", "346", 9), ("58", "1500", 9), ("4313", "352", 6),
    ("100", "1", 6), ("0.1", "900", None), ("999999", "1", None),
])
def test_a_lost_exponent_is_the_one_of_a_density_that_exists(
    count: str, area: str, power: int | None
) -> None:
    assert wikitable.power_by_density(Decimal(count), Decimal(area)) == power
    low, high = wikitable.DENSITY_PER_MM2
    assert high < 1000 * low, "else a count could be millions as well as billions"


def test_a_lost_exponent_without_an_area_leaves_the_count_unknown() -> None:
    record = read(**{"Transistors & die size": f"28.1{TIMES}10 ?"})
    assert record["transistor_count"] is None
    assert record["unparsed_text"] == f"Transistors & die size: 28.1{TIMES}10 ?"


def test_a_count_whose_unit_was_lost_takes_it_from_the_area_of_another_cell() -> None:
    record = read(**{"Transistors": "21.5", "Die size": "180 mm"})
    assert (record["transistor_count"], record["die_area_mm2"]) == (21.5e9, 180.0)


@pytest.mark.parametrize(("header", "printed", "size"), [
    ("Memory Size (MiB)", 512, 0.5), ("Memory Size (GiB)", "8", 8.0), ("Memory Size", "6 GB", 6.0),
    ("Memory Size (KiB)", "256, 512 1024", 256 / 2**20), ("Memory", "48 GB", 48.0),
    ("Memory Size (MiB)", "2 4", 2 / 1024), ("Memory Size (GB)", f"4{TIMES} 1.5", 6.0),
    ("Memory Size (GB)", "16 or 32", 16.0), ("Memory Size (MB)", f"512{TIMES}2", 1.0),
    ("Memory Size (GiB)", "3.5 + 0.5", 4.0), ("Memory Size (MB)", "128 + shared", 0.125),
    ("Memory Size (MiB)", "Up to 512 from system memory", None),
    ("Memory configuration Size (GiB)", "2-4", 2.0),
])
def test_memory_is_the_first_size_on_the_board(
    header: str, printed: Any, size: float | None
) -> None:
    assert cell(header, printed, "memory_size_gb") == size


@pytest.mark.parametrize(("printed", "kind", "width"), [
    ("GDDR5 128-bit", "GDDR5", 128), ("DDR3 GDDR5 64", "DDR3 GDDR5", 64),
    (f"HBM2 2{TIMES} 4096-bit", "HBM2", 8192), ("DDR3 64-bit GDDR5 128-bit", "DDR3 GDDR5", 64),
])
def test_type_and_width_of_the_bus_may_share_a_cell(printed: str, kind: str, width: int) -> None:
    record = read(**{"Memory Bus type & width (bit)": printed})
    assert (record["memory_type"], record["memory_bus_bit"]) == (kind, width)


@pytest.mark.parametrize(("header", "printed", "watts"), [
    ("TDP (Watts)", 180, 180), ("TDP", "75 W", 75), ("TBP", "500 W 560 W (Peak)", 500),
    ("TDP (Watts)", "35-115", 115), ("TDP", f"40{DASH}45 W", 45), ("TDP (W)", "7~9", 9),
    ("TDP (Watts)", "<75", 75), ("TDP (W) Idle Max", "15 225", 225),
    ("TDP /idle (watts)", "20/11", 20), ("TDP (Watts) Idle", "15", None),
    ("TDP", f"PCIe 4.0 {TIMES}16", None),
])
def test_power_is_the_first_figure_or_the_top_of_its_range(
    header: str, printed: Any, watts: float | None
) -> None:
    assert cell(header, printed, "tdp_w") == watts


GFLOPS = "Processing power (GFLOPS) Single precision"
TFLOPS = "Processing power (TFLOPS) Single precision"


@pytest.mark.parametrize(("header", "printed", "lower", "higher"), [
    (GFLOPS, "8,000.5 9,000", 8000.5e9, 9000e9),
    (GFLOPS, "861.5 (953.9)", 861.5e9, 953.9e9),
    (GFLOPS, "(1166)", None, 1166e9),
    (TFLOPS, 4.5, None, 4.5e12),
    (TFLOPS, f"8.071{DASH}9.34", 8.071e12, 9.34e12),
    (TFLOPS, "2.5-6.25 4.5-7.25", 6.25e12, 7.25e12),
    (GFLOPS, f"2{TIMES} 6,000 10,000", 12e12, 20e12),
    (GFLOPS, f"428.5{TIMES}2", None, 857e9),
    (GFLOPS, "339.5 374.5 289.5", None, 339.5e9),
    (GFLOPS, "105.5 44.5", None, 105.5e9),
    (GFLOPS, "128.5(OEM) 130.5", None, 128.5e9),
    (GFLOPS, "196.5 (Undocked) 393.25 (Docked)", 196.5e9, 393.25e9),
    (GFLOPS, "192 + 153.5 (w/Cell SPUs)", None, 192e9),
    ("Performance (MFLOPS FP32)", 960.0, None, 960e6),
    ("Processing power TFLOPS Single", "20.5 25.5", 20.5e12, 25.5e12),
    ("Processing power (TFLOPS) Single precision (MAD or FMA)", "14.5", None, 14.5e12),
    ("Processing power (TFLOPS) Single precision (base)", "3.125", 3.125e12, None),
    ("Processing power (TFLOPS) Single precision (base)", "14.5 17.25", 14.5e12, 17.25e12),
    (GFLOPS, "122,0 131.5", None, None),
])
def test_rates_are_base_and_boost_where_two_are_printed(
    header: str, printed: Any, lower: float | None, higher: float | None
) -> None:
    record = read(**{header: printed})
    found = record["peak_fp32_base_flop_per_s"], record["peak_fp32_boost_flop_per_s"]
    assert found == (lower, higher)


def test_a_cell_may_name_the_formats_itself() -> None:
    record = read(**{"Processing power (GFLOPS)": "FP32: 1024/ 1638.5 (Boost) FP16: 2048"})
    assert record["peak_fp32_base_flop_per_s"] == 1024e9
    assert record["peak_fp32_boost_flop_per_s"] == 1638.5e9
    assert record["peak_fp16_boost_flop_per_s"] == 2048e9


def test_a_matrix_rate_behind_the_vector_rate_is_not_its_boost() -> None:
    record = read(**{"Processing power (TFLOPS) Double": "61.5 122.5 (FP64 Matrix)"})
    assert record["peak_fp64_base_flop_per_s"] is None
    assert record["peak_fp64_boost_flop_per_s"] == 61.5e12
    assert "Matrix" in record["partly_read_text"]


TENSOR = "Processing power (TFLOPS) Tensor compute (FP16)"


@pytest.mark.parametrize(("header", "printed", "dense", "sparse", "unstated"), [
    (f"{TENSOR} (2:1 sparse)", "60 (121)", 60e12, 121e12, None),
    (f"{TENSOR} (2:1 sparse)", "142 (284) 160 (321)", 160e12, 321e12, None),
    (f"{TENSOR} (2:1 sparse)", "235.5 285.5", None, 285.5e12, None),
    (f"{TENSOR} (sparse)", 21.5, None, 21.5e12, None),
    (TENSOR, "41.5 51.5", None, None, 51.5e12),
    ("Processing power (TFLOPS) Half precision Tensor Core FP32 Accumulate", "119.5",
     None, None, 119.5e12),
    ("Processing power (TFLOPS) Half", "980.5 1961 (With Sparsity)", 980.5e12, 1961e12, None),
])
def test_tensor_rates_are_dense_or_sparse_only_where_the_table_says_so(
    header: str, printed: Any, dense: float | None, sparse: float | None, unstated: float | None
) -> None:
    record = read(**{header: printed})
    assert record["tensor_fp16_dense_flop_per_s"] == dense
    assert record["tensor_fp16_sparse_flop_per_s"] == sparse
    assert record["tensor_fp16_flop_per_s"] == unstated
    assert record["peak_fp16_boost_flop_per_s"] is None


@pytest.mark.parametrize(("header", "printed", "rate"), [
    ("Processing power AI TOPS INT8", "166 205", 205e12),
    ("ML Performance TOPS (INT8)", "48.5/97 (2:1 sparse", 48.5e12),
    ("Processing power (TFLOPS) Tensor TOPS (INT8)", "93.5-194.5 131.5-195.5", 195.5e12),
])
def test_int8_rates(header: str, printed: str, rate: float) -> None:
    assert cell(header, printed, "tensor_int8_op_per_s") == rate


def test_gpus_on_a_board_are_counted_where_figures_are_printed_times_a_number() -> None:
    record = read(**{"Memory Bandwidth (GB/s)": f"2{TIMES} 320", "Core Config": "2x 1024"})
    assert (record["gpu_count"], record["memory_bandwidth_gb_per_s"]) == (2, 640.0)
    assert cell("Memory Bus width (bit)", f"64 {TIMES} 2", "gpu_count") is None


@pytest.mark.parametrize("printed", [
    "nan", "?", "Unknown", f"Un{SOFT_HYPHEN}known", "-", "No", "n/a", "TBD", 0, 0.0, "0 W",
])
def test_words_for_unknown_and_zero_are_null_and_no_loss(printed: Any) -> None:
    record = read(**{"TDP (Watts)": printed})
    assert (record["tdp_w"], record["unparsed_text"]) == (None, None)


def test_nothing_is_lost_silently() -> None:
    record = read(**{"TDP (Watts)": "see notes", "Memory Size (MiB)": "gt",
                     "Memory Bandwidth (GB/s)": "8.5 9.5", "Die size (mm)": "~139"})
    assert record["unparsed_text"] == "Memory Size (MiB): gt; TDP (Watts): see notes"
    assert record["partly_read_text"] == "Die size (mm): ~139; Memory Bandwidth (GB/s): 8.5 9.5"


def test_headers_without_a_rule_are_reported_once() -> None:
    parsed = parse(released({"Model": "A", "Core config": "1:1:1", "Fillrate MOps/s": 75},
                            {"Model": "B", "Core config": "2:2:2"}))
    assert tuple(parsed.unread) == ("Core config", "Fillrate MOps/s")


def test_repeated_headers_count_once() -> None:
    assert cell("Fab (nm) Fab (nm) Fab (nm)", "150.0", "process_node_nm") == 150
    assert cell("Memory Bandwidth (GB/s) Bandwidth (GB/s)", 3.5, "memory_bandwidth_gb_per_s") == 3.5


def test_remnants_of_a_tables_layout_are_rejected_with_the_reason() -> None:
    heading = {"Model": "Model", "Code name": "Code name", "TDP (Watts) Idle": "Idle",
               "Memory Size (MiB)": "Memory", "Memory Bus width (bit)": "Bus width (bit)"}
    second_line = {"Model (Code name)": f"2{TIMES}", "Release Date & Price": "2640"}
    parsed = parse(released({"Model": "Good"}, heading, second_line, {"Launch": "nan"}))
    assert parsed.frame["model_name"].to_list() == ["Good"]
    assert reasons(parsed) == [
        "a heading row: its cells repeat their headers",
        "the second line of a merged row: a quantity for a name",
        "an entry without a model name",
    ]
    assert [rejected.row_number for rejected in parsed.rejected] == [2, 3, 4]


def test_digits_are_kept_as_printed_but_for_those_the_publishers_program_adds() -> None:
    record = read(**{"Die size (mm)": 90.0, TFLOPS: "8.20", "Memory Bandwidth (GB/s)": 1.5e-5})
    assert record["die_area_mm2" + RESOLUTION] == 1
    assert record["peak_fp32_boost_flop_per_s" + RESOLUTION] == 1e10
    assert record["memory_bandwidth_gb_per_s"] == 1.5e-5


@pytest.mark.parametrize("data", [b"[]", b"<html>", b"\xff\xfe{", b'"text"'])
def test_what_is_no_object_of_entries_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(data)


def test_entries_of_another_form_are_rejected_and_not_fatal() -> None:
    parsed = parse(b'{"a": null, "b": [1], "c": {"Vendor": "AMD", "Model": {"x": "y"}}}')
    assert parsed.frame.is_empty()
    assert reasons(parsed) == ["an entry without a model name"] * 3


@pytest.fixture(scope="module")
def real() -> Parsed:
    """The real release, read once."""
    if not REAL.is_file():
        pytest.skip(f"the real release is not at {REAL}")
    return parse(REAL.read_bytes())


def test_real_entries_are_kept_or_rejected(real: Parsed) -> None:
    entries = len(json.loads(REAL.read_bytes()))
    assert entries == real.frame.height + real.rejected_row_count == 1724
    assert real.rejected_row_count / entries < 0.05 < SOURCE.max_rejected_share


def test_the_real_release_is_found_in_the_archive() -> None:
    assert SOURCE.matches("gpu_specs_wikipedia/gpu_info_api__2025-06-16.json")


def test_every_rule_reads_a_header_of_the_real_release(real: Parsed) -> None:
    headers = {header for cells in json.loads(REAL.read_bytes()).values() for header in cells}
    used = {rule_of(header) for header in headers} - {None}
    assert used == set(range(len(RULES))), "a rule no header falls under can go"


@pytest.mark.parametrize(("column", "since_2006"), [
    ("peak_fp32_boost_flop_per_s", 0.90), ("tdp_w", 0.80), ("memory_bandwidth_gb_per_s", 0.98),
    ("memory_size_gb", 0.93), ("process_node_nm", 0.93), ("die_area_mm2", 0.42),
])
def test_real_columns_are_filled(real: Parsed, column: str, since_2006: float) -> None:
    frame = real.frame.filter(pl.col("launch_date").dt.year() >= 2006)
    assert frame.height > 1100
    assert frame[column].drop_nulls().len() / frame.height > since_2006


def test_few_real_cells_cannot_be_read(real: Parsed) -> None:
    assert real.frame["unparsed_text"].drop_nulls().len() < 80
    assert "Core config" in real.unread


def test_real_densities_are_those_of_gpus(real: Parsed) -> None:
    frame = real.frame.filter(pl.col("launch_date").dt.year() >= 2010)
    per_mm2 = (frame["transistor_count"] / frame["die_area_mm2"]).drop_nulls()
    assert per_mm2.len() > 400
    assert per_mm2.is_between(2e6, 200e6).all()


KNOWN: dict[str, dict[str, Any]] = {
    "GeForce GTX 1080": {
        "launch_date": date(2016, 5, 27), "release_price_usd": 599, "die_area_mm2": 314,
        "transistor_count": 7.2e9, "memory_size_gb": 8, "memory_bandwidth_gb_per_s": 320,
        "tdp_w": 180, "peak_fp32_boost_flop_per_s": 8.8729e12, "process_node_nm": 16,
    },
    "GeForce RTX 3090": {
        "launch_date": date(2020, 9, 24), "release_price_usd": 1499, "die_area_mm2": 628.4,
        "transistor_count": 28.3e9, "memory_size_gb": 24, "memory_bus_bit": 384, "tdp_w": 350,
        "peak_fp32_boost_flop_per_s": 35.58e12, "tensor_fp16_sparse_flop_per_s": 285.48e12,
    },
    "Radeon RX 6800 XT": {
        "launch_date": date(2020, 11, 18), "code_name": "Navi 21", "die_area_mm2": 520,
        "transistor_count": 26.8e9, "memory_size_gb": 16, "memory_bandwidth_gb_per_s": 512,
        "tdp_w": 300, "peak_fp32_boost_flop_per_s": 20.736e12, "foundry": "TSMC",
    },
    "V100 GPU accelerator (PCIe card)": {
        "launch_date": date(2017, 6, 21), "memory_bandwidth_gb_per_s": 900, "tdp_w": 250,
        "memory_size_gb": 16, "peak_fp32_boost_flop_per_s": 14.03e12, "memory_bus_bit": 4096,
        "tensor_fp16_flop_per_s": 112.2e12, "peak_fp64_boost_flop_per_s": 7.014e12,
    },
    "Radeon R9 295X2": {
        "launch_date": date(2014, 4, 8), "gpu_count": 2, "die_area_mm2": 876, "tdp_w": 500,
        "transistor_count": 12.4e9, "memory_size_gb": 8, "memory_bandwidth_gb_per_s": 640,
    },
    "GeForce RTX 4090": {
        "launch_date": date(2022, 10, 12), "release_price_usd": 1599, "tdp_w": 450,
        "tensor_fp16_dense_flop_per_s": 330e12, "transistor_count": 76.3e9,
    },
}


@pytest.mark.parametrize("model", KNOWN)
def test_well_known_gpus_have_their_public_specifications(real: Parsed, model: str) -> None:
    found = real.frame.filter(pl.col("model_name") == model).row(0, named=True)
    assert {column: found[column] for column in KNOWN[model]} == KNOWN[model]


def test_every_column_is_filled_somewhere(real: Parsed) -> None:
    filled = {c for c in real.frame.columns if real.frame[c].null_count() < real.frame.height}
    described = {c.name for c in base.columns(RawWikipediaGpu) if c.description}
    assert set(real.frame.columns) - filled == set()
    assert {c for c in real.frame.columns if RESOLUTION not in c} - {"row_number"} <= described
