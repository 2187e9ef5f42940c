"""An export, read back by the tools that it is for."""

import csv
import json
import sqlite3
from pathlib import Path

import duckdb
import pytest

from pipelines.export import cells, licences
from pipelines.project import sources
from tests.support.homes import chipledger
from warehouse.paths import Home
from warehouse.releasing.reading import open_published
from warehouse.showing.shown import plain_text

TABLES = ("core.chip_price", "main.costs", "serving_margin", "metric.provenance", "meta.source")
NASTY = ["=1+1", "+49 1", "-2", "-2e-7", "- a", "@x", "\tx", "\rx", "x=1", "", "'=1", "-", "+", "1\n=2"]


@pytest.fixture(scope="module")
def exported(first_refresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "out"
    words = [word for table in TABLES for word in ("--only", table)]
    result = chipledger(first_refresh, "export", str(folder), *words, "--url", "https://example.org/x")
    assert result.exit_code == 0, result.output
    return folder


def said(folder: Path, name: str) -> dict:
    return json.loads((folder / name).read_text("utf-8"))


def test_frictionless_finds_the_package_valid_to_the_last_row(exported: Path) -> None:
    import frictionless

    report = frictionless.Package(str(exported / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "type", "note"])
    read = {Path(task.place).name: task.stats["rows"] for task in report.tasks if task.type == "table"}
    assert read["costs.csv"] > 1000 and read["metric_serving_margin_by_org_period.csv"] > 10


def test_frictionless_would_notice_a_cell_of_another_type(exported: Path) -> None:
    import frictionless

    package = frictionless.Package(str(exported / "datapackage.json"))
    resource = next(r for r in package.resources if r.path == "csv/costs.csv")
    resource.schema.set_field_type("method", "number")
    assert not resource.validate().valid


def test_parquet_and_sqlite_hold_the_rows_of_the_file(exported: Path, first_refresh: Path) -> None:
    lite = sqlite3.connect(exported / "chipledger.sqlite")
    with open_published(Home(first_refresh)) as con:
        for path in (exported / "parquet").iterdir():
            name = path.stem.replace("_", ".", 1) if "_" in path.stem else f"main.{path.stem}"
            assert con.execute(f"(from {name} except all from '{path}') union all "
                               f"(from '{path}' except all from {name})").fetchall() == []
            [(count,)] = con.execute(f"select count(*) from {name}").fetchall()
            assert lite.execute(f"select count(*) from {path.stem}").fetchone() == (count,) and count
        price = con.execute("select chip_id, price_usd, price_date::text from core.chip_price "
                            "order by chip_price_id").fetchall()
    assert price == lite.execute(
        "select chip_id, price_usd, price_date from core_chip_price order by chip_price_id").fetchall()
    assert json.loads(lite.execute("select constant_ids from metric_serving_margin_by_org_period where "
                                   "constant_ids <> '[]' limit 1").fetchone()[0])


def test_no_cell_of_a_csv_file_is_a_formula(exported: Path) -> None:
    found = [cell for path in (exported / "csv").glob("*.csv") for row in csv.reader(path.open("r"))
             for cell in row]
    assert len(found) > 10_000 and [cell for cell in found if cell != plain_text(cell)] == []


@pytest.mark.parametrize("text", NASTY)
def test_a_formula_is_told_as_queries_tell_it(text: str) -> None:
    with duckdb.connect() as con:
        made = con.execute(f"select {cells.harmless_text('x')} from (select ? as x)", [text]).fetchone()
    assert made == (plain_text(text),)


def test_every_source_stands_under_a_licence_that_catalogues_know() -> None:
    unknown = [s.source_id for s in sources().values() if not licences.named(s.licence)]
    assert len(sources()) > 40 and unknown == []


def test_a_table_credits_the_sources_that_gave_rows_to_it(exported: Path) -> None:
    resources = {r["path"]: r for r in said(exported, "datapackage.json")["resources"]}
    prices = resources["parquet/core_chip_price.parquet"]
    credited = " ".join(source["title"] for source in prices["sources"])
    assert "chipledger, bundled tables" in credited and "Epoch AI" in credited
    assert prices["licenses"][0]["name"] == "CC-BY-4.0"
    shown = said(exported, "metadata.json")["databases"]["chipledger"]["tables"]["core_chip_price"]
    assert "Epoch AI" in shown["source"] and shown["columns"]["price_usd"]
    page = (exported / "SOURCES.md").read_text("utf-8")
    assert "| `core.chip_price` | `seed`," in page and "`wikipedia_gpu`" not in page


def test_croissant_has_what_its_specification_demands(exported: Path) -> None:
    about = said(exported, "croissant.json")
    assert about["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert {"@context", "@type", "name", "description", "license", "url", "creator", "datePublished",
            "distribution", "recordSet"} <= about.keys()
    files = {f["@id"]: f for f in about["distribution"]}
    assert files["costs.parquet"]["contentUrl"] == "https://example.org/x/parquet/costs.parquet"
    for records in about["recordSet"]:
        for field in records["field"]:
            assert field["source"]["fileObject"]["@id"] in files
            assert field["@id"] == f"{records['@id']}/{field['source']['extract']['column']}"


def test_mlcroissant_reads_the_rows(first_refresh: Path, tmp_path: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    chipledger(first_refresh, "export", str(tmp_path / "out"), "--only", "main.costs")
    rows = list(mlcroissant.Dataset(str(tmp_path / "out" / "croissant.json")).records("main.costs"))
    assert len(rows) > 1000 and "main.costs/million_usd_2023" in rows[0]


def test_a_folder_with_something_in_it_is_left_alone(exported: Path, first_refresh: Path) -> None:
    again = chipledger(first_refresh, "export", str(exported))
    assert again.exit_code == 1 and "is there already; name a new or an empty folder" in again.stderr


def test_a_word_that_no_table_holds_is_said(first_refresh: Path, tmp_path: Path) -> None:
    result = chipledger(first_refresh, "export", str(tmp_path / "x"), "--only", "zzzz")
    assert result.exit_code == 1 and "no table is named like zzzz" in result.stderr
    assert list(tmp_path.iterdir()) == []
