"""Facts about models: identity through renames, developers and countries, and which source is believed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.conform.models.model_release_fact import model_release_fact
from pipelines.conform.models.model_statements import LISTS
from pipelines.project import sources
from schemas import base
from tests.support.homes import opened
from tests.support.model_frames import about_developers, aliases, frame
from warehouse.paths import REPOSITORY, Home
from warehouse.rows.seeds import reasons_of

CURATED = {
    "model_id": "zeta-1", "model_name": "Zeta-1", "domains": ["Language"],
    "organization_ids": ["acme"], "release_date": date(2024, 5, 1), "release_date_precision": "day",
    "is_fine_tune": False, "parameter_count": 7e10, "compute_flop": 2e24,
    "compute_flop_basis": "estimated", "compute_method": "hardware", "confidence_tier": "Likely",
    "weights_access": "open", "citation": "Zeta-1 report", "citation_url": "https://example.org/z",
    "unknown": "training_hour_count:not_disclosed; cost:not_disclosed",
}
LISTED = {
    "model_name": "Zeta-1 70B", "occurrence": 1, "is_excluded": False, "confidence": "Confident",
    "publication_date": date(2024, 5, 2), "training_compute_flop": 3e24,
    "organization_names": ["Acme Lab", "Zed U"], "country_names": ["China", "France"],
    "first_snapshot_id": "abc", "source_locator": "row 7",
}
def facts_of(curated: list[dict[str, Any]], **listed: list[dict[str, Any]]) -> pl.DataFrame:
    """The facts of some bundled models and some records of Epoch AI's lists."""
    frames = about_developers()
    frames["seed.model_release"] = frame("seed.model_release", *curated)
    frames["seed.model_alias"] = aliases(
        "seed.model_alias", {"Zeta-1 70B": "zeta-1", "Zeta-1 (May 2024)": "zeta-1"})
    for table in LISTS:
        source = table.removeprefix("raw.")
        rows = listed.get(source.removeprefix("epoch_").removesuffix("_models"), [])
        wanted = {c.name for c in base.columns(sources()[table].table)}
        frames[table] = frame(table, *({k: v for k, v in {**row, "source_id": source}.items()
                                        if k in wanted} for row in rows))
    return model_release_fact.recipe.function(frames)


def believed(facts: pl.DataFrame, attribute: str, model_id: str = "zeta-1") -> tuple[str, str]:
    """The source and value that are believed of an attribute."""
    chosen = facts.filter((pl.col("model_id") == model_id) & (pl.col("attribute") == attribute)
                          & pl.col("is_chosen"))
    return chosen.select("source_id", "value").row(0)


def test_a_renamed_model_keeps_its_id_and_gets_the_new_label() -> None:
    """`Zeta-1 70B` is the bundled zeta-1; Epoch's Zeta-2 has no alias and keeps its slug."""
    names = {name: set(facts_of([], all=[LISTED | {"model_name": name}])["model_id"])
             for name in ("Zeta-1 70B", "Zeta-1 (May 2024)", "Zeta-2")}
    assert names == {"Zeta-1 70B": {"zeta-1"}, "Zeta-1 (May 2024)": {"zeta-1"}, "Zeta-2": {"zeta-2"}}
    renamed = facts_of([], all=[LISTED | {"model_name": "Zeta-1 (May 2024)"}])
    assert believed(renamed, "model_name") == ("epoch_all_models", "Zeta-1 (May 2024)")


def test_a_live_estimate_goes_before_a_bundled_one() -> None:
    facts = facts_of([CURATED], all=[LISTED])
    assert believed(facts, "compute_flop") == ("epoch_all_models", "3e+24")
    assert believed(facts, "confidence_tier") == ("epoch_all_models", "Confident")


@pytest.mark.parametrize("curated", [
    {"compute_flop_basis": "reported"}, {"compute_flop_low": 1e24, "compute_flop_high": 4e24},
])
def test_a_reported_figure_or_one_with_an_interval_goes_before_a_list(curated: dict[str, Any]) -> None:
    facts = facts_of([CURATED | curated], all=[LISTED])
    assert believed(facts, "compute_flop") == ("seed", "2e+24")
    assert believed(facts, "confidence_tier") == ("seed", "Likely")


def test_a_list_fills_what_the_register_does_not_disclose() -> None:
    facts = facts_of([CURATED], all=[LISTED | {"training_hour_count": 240.0}])
    assert believed(facts, "training_hour_count") == ("epoch_all_models", "240.0")
    assert believed(facts, "parameter_count") == ("seed", "70000000000.0")


def test_the_method_is_of_a_record_with_the_believed_compute() -> None:
    """The notable list states 3e24 but no method; of the others only `all` states 3e24 too."""
    facts = facts_of([CURATED], notable=[LISTED],
                     all=[LISTED | {"compute_methods": ["Reported", "Hardware"]}])
    assert believed(facts, "compute_flop") == ("epoch_notable_models", "3e+24")
    assert believed(facts, "compute_method") == ("epoch_all_models", "reported")
    of_it = facts.filter((pl.col("attribute") == "compute_flop") & pl.col("is_chosen"))
    assert of_it["basis"].to_list() == ["reported"]


def test_a_bound_on_the_wrong_side_is_no_interval() -> None:
    bounds = {"training_compute_flop_low": 1e24, "training_compute_flop_high": 3e24}
    facts = facts_of([], all=[LISTED | bounds])
    stated = facts.filter(pl.col("attribute") == "compute_flop")
    assert stated.select("value_low", "value_high").row(0) == (None, None)


def test_an_unmatched_developer_counts_with_the_country_beside_it() -> None:
    """Acme sits in GBR whatever the list says; Zed U is unmatched and second, as France is."""
    facts = facts_of([], all=[LISTED])
    assert believed(facts, "organization_ids")[1] == "acme"
    assert believed(facts, "country_codes")[1] == "FRA; GBR"
    assert believed(facts, "parent_country_codes")[1] == "FRA; USA"


@pytest.mark.parametrize(("names", "place"), [
    (["Acme Lab", "Zed U"], "organization_names, by seed/organization.csv and country_names"),
    (["Acme Lab"], "organization_names, by seed/organization.csv"),
    (["Zed U"], "country_names"),
])
def test_the_country_of_a_registered_developer_cites_the_register(names: list[str], place: str) -> None:
    """The list says China of Acme, which sits in GBR: its cell of countries is no place for that."""
    said = {"organization_names": names, "country_names": ["China"] * len(names)}
    facts = facts_of([], all=[LISTED | said])
    places = facts.filter(pl.col("attribute") == "country_codes")["source_locator"].to_list()
    assert [found.partition(", column ")[2] for found in places] == [place]


def test_excluded_records_and_second_ones_of_a_name_are_not_facts() -> None:
    rows = [LISTED | {"is_excluded": True}, LISTED | {"model_name": "Other", "occurrence": 2}]
    assert facts_of([], all=rows).is_empty()


def test_tokens_are_one_pass_times_the_passes() -> None:
    """5e9 tokens, 2 epochs: 1e10 seen; two different sizes give an interval and no value."""
    one = LISTED | {"dataset_size_count_low": 5e9, "dataset_size_count_high": 5e9, "epoch_count": 2.0}
    seen = facts_of([], all=[one]).filter(pl.col("attribute") == "dataset_token_count")
    assert seen["value_number"].to_list() == [1e10]
    two = facts_of([], all=[one | {"dataset_size_count_high": 6e9}])
    apart = two.filter(pl.col("attribute") == "dataset_token_count")
    assert apart.select("value", "value_low", "value_high").row(0) == (None, 1e10, 1.2e10)


# Bundled data and the latest real releases


def _curated(built: Any) -> pl.DataFrame:
    """The models of which a curated row tells."""
    facts = built("core.model_release_fact").filter(pl.col("source_id") == "seed")
    return pl.DataFrame(built("core.model_release").join(facts, on="model_id", how="semi"))


def test_the_bundled_register_holds_the_argument(built: Any) -> None:
    models = _curated(built)
    assert models.height >= 150
    deepseek = models.filter(pl.col("organization_ids").list.contains("deepseek"))
    assert {"deepseek-llm-67b", "deepseek-v2", "deepseek-v2-5", "deepseek-v3", "deepseek-r1-zero",
            "deepseek-r1", "deepseek-v3-1", "deepseek-v3-2-exp", "deepseek-v3-2"
            } <= set(deepseek["model_id"])
    assert set(models.filter(pl.col("compute_flop").is_not_null())["release_date"].dt.year()
               ) >= set(range(2012, 2026))
    assert models["country_codes"].null_count() == 0


def test_a_model_of_a_curated_row_has_a_reason_for_what_is_missing(built: Any) -> None:
    for row in _curated(built).iter_rows(named=True):
        reasons = reasons_of(row["unknown"])
        for name in ("compute_flop", "parameter_count", "training_chip_hour_count"):
            assert (row[name] is None) == (name in reasons), (row["model_id"], name)


def test_deepseek_v3_took_its_printed_hours_by_phase(built: Any) -> None:
    """Report: 2664 + 119 + 5 = 2788 thousand H800 hours; at 2 dollars an hour 5.576 million."""
    runs = built("core.training_run").filter(pl.col("model_id") == "deepseek-v3")
    hours = dict(runs.select("phase", "training_chip_hour_count").iter_rows())
    assert hours == {"pretrain": 2664e3, "extension": 119e3, "posttrain": 5e3, "all": 2788e3}
    model = built("core.model_release").filter(pl.col("model_id") == "deepseek-v3")
    assert model.select("cost_usd", "cost_scope").row(0) == (2 * hours["all"], "final_run")


@pytest.mark.parametrize("which", ["first_refresh", "latest_home"])
def test_every_cell_traces_to_a_believed_fact(which: str, request: pytest.FixtureRequest) -> None:
    with opened(Home(request.getfixturevalue(which)).published) as con:
        (count, lost), = con.execute(
            "with cell as (unpivot (select model_id, parameter_count, compute_flop, cost_usd, "
            " training_hour_count from core.model_release) on columns(* exclude model_id)) "
            "select count(*), count(*) filter (where fact.model_id is null or cell.value <> value_number)"
            " from cell left join core.model_release_fact as fact on fact.model_id = cell.model_id"
            " and attribute = cell.name and is_chosen").fetchall()
    assert count > 400 and lost == 0


def test_the_latest_lists_bring_thousands_of_models(latest_home: Path) -> None:
    with opened(Home(latest_home).published) as con:
        models, compute, placed, twice = con.execute(
            "select count(*), count(compute_flop), count(country_codes),"
            " count(*) - count(distinct lower(model_name)) from core.model_release").fetchall()[0]
        gpt = con.execute("select distinct source_key from core.model_release_fact"
                          " where model_id = 'gpt-4' and source_id <> 'seed' order by 1").fetchall()
    assert models > 3000 and compute > 1300 and placed / models > 0.97 and twice < 3
    assert ("GPT-4",) in gpt and ("GPT-4 (Mar 2023)",) in gpt


def test_every_bundled_name_of_epochs_stands_in_a_real_list(shared_data: Path) -> None:
    """An alias that no kept release uses would be an invention of ours."""
    found: set[str] = set()
    for path in shared_data.glob("epoch_a*/*.csv"):
        with path.open(newline="", encoding="utf-8-sig") as opened_file:
            for row in csv.DictReader(opened_file):
                found.add((row.get("Model") or row.get("System") or "").strip())
    with (REPOSITORY / "dbt_like_sql/seed/model_alias.csv").open(encoding="utf-8") as opened_file:
        names = [row["alias"] for row in csv.DictReader(opened_file)]
    assert len(names) > 100 and set(names) <= found
