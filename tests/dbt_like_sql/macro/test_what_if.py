"""A hypothetical threshold on tiny tables: what it catches, what it cannot say, and why."""

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from tests.support.macros import create_macros


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A chip whose values are known, one without an area, and three listed GPUs."""
    with duckdb.connect() as con:
        con.execute("create schema core")
        con.execute("create schema metric")
        con.execute("create table core.model_constant as from (values "
                    "('first_matrix_unit_year_nvidia', 2017.0), ('first_matrix_unit_year_amd', 2020.0),"
                    "('first_matrix_unit_year_intel', 2022.0), ('first_non_planar_gpu_year', 2016.0))"
                    " as t(constant_id, value)")
        con.execute("create table core.rule_version as select 'v' as rule_version_id, "
                    "'us-3a090' as series, date '2023-11-17' as effective_date")
        con.execute("create table core.chip as from (values "
                    "('h20', 'H20', 'NVIDIA', true, date '2023-11-09'), "
                    "('dark', 'Dark', 'Dark', true, date '2024-01-01')) "
                    "as t(chip_id, chip_name, designer, is_datacenter, release_date)")
        con.execute("create table metric.control_parameter_by_item_rule_version as from (values "
                    "('h20', 'v', 'chip', 2368.0, 2368.0, 2.91, 2.91, 'area_known'), "
                    "('dark', 'v', 'chip', 2400.0, 2400.0, 0.0, null, 'area_unknown')) "
                    "as t(item_id, rule_version_id, item_kind, total_processing_performance_tpp_low, "
                    "total_processing_performance_tpp_high, performance_density_tpp_per_mm2_low, "
                    "performance_density_tpp_per_mm2_high, density_case)")
        con.execute("create table core.hardware_listing as from (values "
                    "('wikipedia_gpu', 'GTX 980', 'GTX 980', 'NVIDIA', date '2014-09-18', null, 4.6e12,"
                    " null, 398.0), "
                    "('wikipedia_gpu', 'RTX X', 'RTX X', 'NVIDIA', date '2025-01-01', null, 80e12, 80e12,"
                    " null), "
                    "('wikipedia_gpu', 'H20 again', 'H20', 'NVIDIA', date '2023-11-09', 'h20', 44e12,"
                    " null, 814.0)) as t(source_id, source_key, hardware_name, manufacturer, "
                    "release_date, chip_id, fp32_flop_per_s, fp16_flop_per_s, die_area_mm2)")
        create_macros(con, ["what_if"])
        yield con


def asked(con: duckdb.DuckDBPyConnection, arguments: str) -> dict[str, tuple[str, str]]:
    found = con.execute(f"select hardware_id, result, reason from what_if({arguments})").fetchall()
    return {name: (result, reason) for name, result, reason in found}


def test_a_threshold_on_tpp_alone(con: duckdb.DuckDBPyConnection) -> None:
    """2400 TPP catches 2400 and not H20's 2368; 80 TFLOP/s of FP32 are at least 2560 TPP."""
    found = asked(con, "2400, null")
    assert {name: result for name, (result, _) in found.items()} == {
        "dark": "yes", "RTX X": "yes", "h20": "no", "GTX 980": "no"}


def test_a_lower_bound_catches_but_never_clears(con: duckdb.DuckDBPyConnection) -> None:
    """At 3000 TPP the newer GPU stays open: its matrix units are not listed. GTX 980 had none."""
    found = asked(con, "3000, null")
    assert found["RTX X"] == (
        "undetermined", "only rates of vector units are listed, so TPP is at least this")
    assert found["GTX 980"] == ("no", "TPP below")


def test_density_needs_an_area(con: duckdb.DuckDBPyConnection) -> None:
    """With 1.6 TPP per mm2: H20's 2.91 reaches it at 2000 TPP; without an area it is open."""
    found = asked(con, "2000, 1.6")
    assert found["h20"] == ("yes", "TPP and density reached")
    assert found["dark"] == (
        "undetermined", "area or transistors of the logic dies are not known")
    assert found["RTX X"] == ("undetermined", "no die area is listed")


def test_a_planar_die_has_no_density(con: duckdb.DuckDBPyConnection) -> None:
    """GTX 980 (28 nm): 4.6 x 32 = 147.2 TPP over 398 mm2 would be 0.37, but no such die counts."""
    assert asked(con, "100, 0.1")["GTX 980"] == (
        "no", "no die with non-planar transistors, so no density")


def test_a_listed_gpu_that_is_in_the_register_counts_once(con: duckdb.DuckDBPyConnection) -> None:
    assert "H20 again" not in asked(con, "1, null")


def test_nothing_is_lost(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("from what_if(4800, 5.92)").fetchall()
    assert len(rows) == 4
    assert pl.Series([row[10] for row in rows]).is_in(["yes", "no", "undetermined"]).all()
