"""Single files of evidence over rows made for them: a changed input changes the verdict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.project import project
from tests.dbt_like_sql.metric.test_verdict_by_claim import claim, evidence, verdicts
from tests.support.made_frames import create_table
from tests.support.tiny import MODELS, constants, frame
from warehouse.project import engine, functions

FILES = project().gathered["step.claim_evidence"]
DAY = date(2025, 1, 31)


def given_by(name: str, **rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a file gives over some rows; `__` stands for the dot of a table's name."""
    frames = {read: frame(read) for read in FILES[name].reads}
    frames |= {table.replace("__", "."): frame(table.replace("__", "."), *said)
               for table, said in rows.items()}
    if "core.model_constant" in FILES[name].reads:
        frames["core.model_constant"] = constants()
    with duckdb.connect() as con:
        functions.create_in(con)
        for schema in {table.partition(".")[0] for table in frames}:
            con.execute(f"create schema {schema}")
        for table, made in frames.items():
            create_table(con, table, made)
        return engine.query(con, FILES[name].text).to_dicts()


def judged(name: str, said: dict[str, Any], **rows: list[dict[str, Any]]) -> list[Any]:
    """The verdicts that a claim gets from what its file gives."""
    given = [evidence(row.pop("value_low", None), row.pop("value", None), row.pop("value_high", None),
                      **row) for row in given_by(name, **rows)]
    return verdicts([said], given)["verdict"].to_list()


@pytest.mark.parametrize(("tflops", "expected"), [(148, "supported"), (900, "undecidable"),
                                                  (1000, "contradicted")])
def test_a_faster_h20_would_not_be_weaker(tflops: float, expected: str) -> None:
    chips = [{"chip_id": "nvidia-h20", "peak_dense_fp16_flop_per_s": tflops * 1e12},
             {"chip_id": "nvidia-h100-sxm", "peak_dense_fp16_flop_per_s": 989.5e12}]
    assert judged("C04a", claim("weaker", "lt"), core__chip=chips) == [expected]


@pytest.mark.parametrize(("status", "needs", "expected"), [
    ("not_controlled", "no", "supported"), ("licence_presumption_denial", "yes", "contradicted"),
    ("undetermined", "not_knowable", "undecidable")])
def test_the_status_on_the_day_decides_whether_an_h20_was_free(
    status: str, needs: str, expected: str
) -> None:
    group = {"destination_group_id": "chn", "end_user_hq_group": "macau_or_d5"}
    rows = {
        "core__claim": [claim("condition", "exists") | {"claim_id": "C06"}],
        "core__destination_group_member": [group | {"country_code": "CHN"}],
        "core__status_word": [{"status": status, "licence_requirement": needs}],
        "metric__control_status_by_chip_destination_group": [
            group | {"chip_id": "nvidia-h20", "status_enforced": status,
                     "valid_from_date": DAY - timedelta(days=9)}],
    }
    assert judged("C06a", claim("condition", "exists"), **rows) == [expected]


@pytest.mark.parametrize(("counts", "expected"), [
    ([10_000, 12_000], ["supported", "supported"]), ([10_000], ["supported", "undecidable"]),
    ([9_000, 12_000], ["supported", "contradicted"])])
def test_large_diversion_takes_two_independent_estimates(counts: list[int], expected: list[str]) -> None:
    rows = [{"publisher_id": f"p{n}", "pathway": "diversion", "country_code": "CHN",
             "period_start_date": date(2024, 1, 1), "period_end_date": date(2024, 12, 31),
             "unit_count_low": float(count), "unit_count": 3.0 * count}
            for n, count in enumerate(counts)]
    rows.append(rows[0] | {"publisher_id": "later", "period_start_date": date(2025, 1, 1),
                           "period_end_date": date(2025, 12, 31)})
    got = judged("C12a", claim("large-diversion", "ge"), core__leakage_estimate=rows,
                 core__claim=[claim("large-diversion", "ge") | {"claim_id": "C12"}])
    assert sorted(got) == sorted(v if v != "contradicted" else "undecidable" for v in expected)


def test_a_file_without_rows_gives_no_number() -> None:
    """Every file runs on empty tables and gives nothing, or rows with no value that is known."""
    for name in FILES:
        for row in given_by(name):
            number = row.get("value") or row.get("value_high")
            assert not number, (name, row)


def test_the_register_holds_every_claim_of_the_commentary_and_ten_of_other_documents() -> None:
    rows = pl.read_csv(MODELS["seed.claim"].recipe.path, infer_schema_length=None)
    assert {f"C{n:02}" for n in range(1, 30)} <= set(rows["claim_id"])
    others = rows.filter(pl.col("source_document_id") != "heim-huang-deepseek-2025")
    assert others["claim_id"].n_unique() >= 10 and others["source_document_id"].n_unique() >= 5
