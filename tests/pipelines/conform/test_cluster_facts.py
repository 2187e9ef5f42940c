"""Facts about clusters, data centers and spending: ids, tiers, precision, and what stays unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.conform.clusters.cluster_fact import cluster_fact
from pipelines.conform.clusters.cluster_records import (
    cluster_ids,
    date_precision,
    known_in,
    named_clusters,
)
from pipelines.conform.clusters.data_center_capacity import data_center_capacity, marked
from pipelines.project import project
from schemas import base
from warehouse.project.models import PythonRecipe

EPOCH = {
    "source_id": "epoch_gpu_clusters", "first_snapshot_id": "abc", "source_locator": "row 7",
    "occurrence": 1, "is_possible_duplicate": False, "is_in_standard_analysis": True,
    "is_excluded": False, "is_noteworthy": False, "status": "Existing", "certainty": "Confirmed",
}
SEED = {
    "cluster_id": "acme-one", "cluster_name": "Acme One", "is_anonymised": False,
    "owner_organization_ids": ["acme"], "status": "planned", "confidence_tier": "Likely",
    "is_in_standard_analysis": False, "h100e_count": 50.0, "h100e_basis": "dense_int8",
    "unknown": "chip_count:not_disclosed; power:not_found", "citation": "a paper",
}
ALIAS = {"source_id": "epoch_gpu_clusters", "alias": "ACME 1", "cluster_id": "acme-one", "citation": "x"}
OWNER = {"source_id": "any", "alias": "Acme Ltd", "organization_id": "acme", "citation": "x"}


def frame(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of a table, whatever is not named being NULL."""
    table = project().models[name].table
    return pl.DataFrame(list(rows), schema={c.name: c.dtype for c in base.columns(table)})


def run(model: Any, **given: list[dict[str, Any]]) -> pl.DataFrame:
    """A recipe on tiny tables; those that are not given are empty."""
    assert isinstance(model.recipe, PythonRecipe)
    rows = {name.replace("__", "."): found for name, found in given.items()}
    return model.recipe.function({name: frame(name, *rows.get(name, [])) for name in model.reads})


def facts_of(*records: dict[str, Any], **given: list[dict[str, Any]]) -> pl.DataFrame:
    told = [EPOCH | {"record_key": r.get("record_key", r["cluster_name"])} | r for r in records]
    return run(cluster_fact, raw__epoch_gpu_clusters=told, seed__cluster=[SEED],
               seed__cluster_alias=[ALIAS], seed__organization_alias=[OWNER], **given)


def believed(facts: pl.DataFrame, cluster_id: str) -> dict[str, dict[str, Any]]:
    rows = facts.filter((pl.col("cluster_id") == cluster_id) & pl.col("is_chosen"))
    return {row["attribute"]: row for row in rows.iter_rows(named=True)}


@pytest.mark.parametrize(("printed", "sectors"), [
    ("Private", ["private"]), ("Public", ["public"]), ("Public/Private", ["mixed"]), (None, [])])
def test_the_sector_of_an_owner_is_read(printed: str | None, sectors: list[str]) -> None:
    record = EPOCH | {"record_key": "ACME 1", "cluster_name": "ACME 1", "sector": printed}
    found = run(project().models["core.cluster_fact"], raw__epoch_gpu_clusters=[record])
    assert found.filter(pl.col("attribute") == "sector")["value"].to_list() == sectors


def test_the_register_names_and_the_database_measures() -> None:
    facts = believed(facts_of({"cluster_name": "ACME 1", "h100e_count": 60.0, "chip_count": 7.0}),
                     "acme-one")
    assert facts["cluster_name"]["value"] == "Acme One"
    assert (facts["h100e_count"]["value_number"], facts["h100e_basis"]["value"]) == (60.0, "max_op")
    assert (facts["status"]["value"], facts["is_in_standard_analysis"]["value"]) == ("existing", "true")
    assert facts["chip_count"]["basis"] == "reported"
    assert facts["power_mw"]["reason_code"] == "not_found"


def test_what_goes_with_a_measure_comes_from_where_the_measure_comes_from() -> None:
    facts = believed(facts_of({"cluster_name": "ACME 1"}), "acme-one")
    assert (facts["h100e_count"]["source_id"], facts["h100e_basis"]["value"]) == ("seed", "dense_int8")


def test_a_younger_document_is_believed_against_the_database_where_it_is_accepted() -> None:
    row = {"table_name": "core.cluster_fact", "entity_id": "acme-one", "source_id": "seed"}
    accepted = [row | {"attribute": name} for name in ("h100e_count", "power_mw")]
    stale = {"cluster_name": "ACME 1", "h100e_count": 60.0, "power_capacity_mw": 9.0}
    facts = believed(facts_of(stale, seed__accepted_fact=accepted), "acme-one")
    assert (facts["h100e_count"]["value_number"], facts["h100e_basis"]["value"]) == (50.0, "dense_int8")
    assert (facts["power_mw"]["value"], facts["power_mw"]["reason_code"]) == (None, "not_found")
    assert facts["status"]["value"] == "existing", "what is not accepted stays the database's"


def test_a_record_without_an_alias_is_a_cluster_of_its_own_however_alike_its_name() -> None:
    facts = facts_of({"cluster_name": "Acme One", "owner": "Acme Ltd,Nobody"})
    assert set(facts["cluster_id"]) == {"acme-one", "epoch-acme-one"}
    own = believed(facts, "epoch-acme-one")
    assert own["owner_organization_ids"]["value"] == "acme"
    assert own["owner_organization_ids"]["source_locator"] == "row 7, column Owner"


def test_keys_that_give_one_slug_stay_two_clusters() -> None:
    ids = cluster_ids(["A-B", "A B", "C"], {"C": "listed"})
    assert len(set(ids.values())) == 3 and ids["C"] == "listed"
    assert all(name.startswith("epoch-a-b-") for key, name in ids.items() if key != "C")


def test_anonymised_records_have_no_owner_and_say_how_many_state_the_same() -> None:
    hidden = {"cluster_name": "Anonymized Chinese System", "stated_content": "status Existing"}
    facts = facts_of(hidden | {"record_key": "Anonymized Chinese System 0a 1"},
                     hidden | {"record_key": "Anonymized Chinese System 0a 2"})
    for number in (1, 2):
        found = believed(facts, f"epoch-anonymized-chinese-system-0a-{number}")
        assert found["is_anonymised"]["value"] == "true"
        assert found["same_content_count"]["value_number"] == 2
        assert "owner_organization_ids" not in found


def test_a_planned_record_has_no_day_of_operation() -> None:
    facts = believed(facts_of({"cluster_name": "X", "status": "Planned", "certainty": "Unlikely",
                               "first_operational_date": date(2025, 10, 15)}), "epoch-x")
    assert facts["confidence_tier"]["value"] == "Speculative"
    assert "first_operational_date" not in facts


@pytest.mark.parametrize(("day", "note", "precision"), [
    (date(2025, 6, 10), "2025-06-10", "day"),
    (date(2025, 6, 15), "2025-06-15", "month"),
    (date(2021, 11, 1), "2021-11-01", "month"),
    (date(2025, 6, 10), None, "month"),
    (date(2024, 4, 15), "2024-04", "month"),
    (date(2016, 7, 1), "2016", "year"),
    (date(2024, 11, 15), "Q4 2024", "quarter"),
    (date(2024, 11, 15), "completion unclear", "month"),
])
def test_a_day_is_believed_only_where_the_note_vouches_for_it(
    day: date, note: str | None, precision: str
) -> None:
    assert date_precision(day, note) == precision


def test_names_that_hold_commas_are_found_whole() -> None:
    known = {"jupiter-julich": "jupiter", "meta-a": "a", "meta-b": "b"}
    assert named_clusters('"Jupiter, Jülich"', known) == ["jupiter"]
    assert named_clusters("Meta A,Meta B", known) == ["a", "b"]
    assert named_clusters("Nobody", known) == []
    assert known_in("Acme Ltd,Acme Ltd,Cloud", {"Acme Ltd": "acme"}) == ["acme"]


# Data centers

MILESTONE = {
    "site_name": "A Site", "occurrence": 1, "power_mw": 5.0, "h100e_count": 9.0,
    "source_id": "epoch_data_center_timelines", "first_snapshot_id": "s", "source_locator": "row 2",
}


def capacity_of(*days: tuple[str, str], **given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows for milestones of (day, day of the release)."""
    told = [MILESTONE | {"milestone_date": date.fromisoformat(day),
                         "observed_date": date.fromisoformat(seen)} for day, seen in days]
    found = run(data_center_capacity, raw__epoch_data_center_timelines=told, **given)
    return list(found.iter_rows(named=True))


def test_a_day_after_the_release_is_a_projection_whatever_the_day_of_the_build() -> None:
    rows = capacity_of(("2025-06-23", "2025-12-14"), ("2026-01-03", "2025-12-14"))
    assert [row["is_projection"] for row in rows] == [False, True]
    assert {row["value_basis"] for row in rows} == {"estimated"}


def test_the_latest_release_alone_is_believed() -> None:
    rows = capacity_of(("2026-01-03", "2025-12-14"), ("2026-01-05", "2026-02-01"))
    assert [(row["capacity_date"], row["is_projection"]) for row in rows] == [
        (date(2026, 1, 5), False)]


def test_a_forecast_that_a_later_release_repeats_is_one_still() -> None:
    """In January 2026 a site was expected to be full on 13 May; the release of 23 May only repeats it."""
    def milestone(site: str, day: str, seen: str, count: float) -> dict[str, Any]:
        return MILESTONE | {"site_name": site, "milestone_date": date.fromisoformat(day),
                            "observed_date": date.fromisoformat(seen), "h100e_count": count}

    found = run(data_center_capacity, raw__epoch_data_center_timelines=[
        milestone("xAI Colossus 2 Memphis", "2026-05-13", "2026-01-21", 1_389_590.7),
        milestone("Colossus 2", "2026-05-13", "2026-05-23", 1_389_591.0),
        milestone("Fairwater", "2026-05-14", "2026-05-23", 742_799.4),
        milestone("Elsewhere", "2026-05-13", "2026-05-23", 215_260.2)])
    assert dict(found.select("site_name", "is_projection").iter_rows()) == {
        "Colossus 2": True, "Fairwater": False, "Elsewhere": False}


def test_no_cluster_is_told_of_under_two_names_of_its_site(
    built: Callable[[str], pl.DataFrame]
) -> None:
    """Epoch AI renamed all sites in May 2026: the bundled rows bear the names of before."""
    told = built("core.data_center_capacity").filter(pl.col("cluster_id").is_not_null())
    sources = told.group_by("cluster_id").agg(pl.col("source_id").n_unique())
    assert sources["source_id"].max() == 1
    placed = built("core.data_center_capacity")["site_country_code"]
    assert placed.null_count() < 0.1 * placed.len()


def test_marks_of_certainty_become_tiers() -> None:
    told = "OpenAI #likely, Microsoft #confident,Nobody"
    assert list(marked(told)) == [
        ("OpenAI", "Likely"), ("Microsoft", "Confident"), ("Nobody", "Unknown")]
    site = {"site_name": "A Site", "owner": "Acme Ltd #confident", "users": "Nobody #likely",
            "source_id": "x", "first_snapshot_id": "s", "source_locator": "row 2"}
    row = capacity_of(("2025-06-23", "2025-12-14"), raw__epoch_data_centers=[site],
                      seed__organization_alias=[OWNER])[0]
    assert (row["owner_organization_ids"], row["owner_tier"]) == (["acme"], "Confident")
    assert (row["user_organization_ids"], row["user_tier"]) == (None, None)


# The bundled warehouse

def test_bundled_clusters_hold_those_that_matter(built: Callable[[str], pl.DataFrame]) -> None:
    clusters = built("core.cluster")
    assert clusters.height >= 80
    wanted = {"high-flyer-fire-flyer-2", "deepseek-hopper-fleet", "inf-tech-indosat-jakarta",
              "xai-colossus-phase-3", "stargate-abilene-phase-1", "sunway-oceanlight", "tianhe-3",
              "el-capitan", "frontier", "aurora", "jupiter", "isambard-ai", "condor-galaxy-1",
              "meta-24k-a", "google-tpu-v5p-pod", "amazon-project-rainier"}
    assert wanted <= set(clusters["cluster_id"])
    planned = clusters.filter(pl.col("status") == "planned")
    assert planned.height > 10 and planned["first_operational_date"].null_count() == planned.height


def test_a_phase_ends_when_the_one_that_contains_it_begins(
    built: Callable[[str], pl.DataFrame]
) -> None:
    rows = built("core.cluster").filter(pl.col("cluster_id") == "xai-colossus-phase-1")
    row = rows.row(0, named=True)
    assert row["superseded_by_cluster_id"] == "xai-colossus-phase-2"
    assert row["superseded_date"] == date(2025, 2, 18)
    assert row["first_operational_earliest_date"] <= row["first_operational_latest_date"]


def test_chinese_users_abroad_have_the_site_of_another_country(
    built: Callable[[str], pl.DataFrame]
) -> None:
    abroad = built("core.cluster").filter(
        (pl.col("user_country_code") == "CHN") & (pl.col("site_country_code") != "CHN"))
    assert {"IDN", "JPN"} <= set(abroad["site_country_code"])


def test_one_statement_of_each_spending_is_to_be_counted(
    built: Callable[[str], pl.DataFrame]
) -> None:
    spend = built("core.compute_spend").filter(pl.col("is_chosen"))
    key = ["organization_id", "period_start_date", "period_end_date", "spend_unit", "spend_part"]
    assert spend.select(key).is_duplicated().sum() == 0
    assert "openai-2024-inference-on-azure" not in set(spend["compute_spend_id"]), "disputed"
    parts = dict(spend.filter(
        (pl.col("organization_id") == "openai") & (pl.col("period_end_date") == date(2024, 12, 31))
    ).select("spend_part", "value").rows())
    assert parts["inference"] + parts["research_and_development"] == parts["total"] == 7e9


def test_two_countries_hold_their_published_shares_of_march_2025(
    built: Callable[[str], pl.DataFrame]
) -> None:
    """Pilz et al. 2025: 75 and 15 percent of the performance of the clusters in operation."""
    day = date(2025, 3, 31)
    standing = built("core.cluster").filter(
        pl.col("is_in_standard_analysis") & (pl.col("first_operational_date") <= day)
        & (pl.col("decommissioned_date").is_null() | (pl.col("decommissioned_date") > day))
        & (pl.col("superseded_date").is_null() | (pl.col("superseded_date") > day)))
    rate = pl.col("peak_dense_fp16_flop_per_s").sum()
    by_country = dict(standing.group_by("site_country_code").agg(rate).iter_rows())
    shares = {code: found / sum(by_country.values()) for code, found in by_country.items()}
    assert shares["USA"] == pytest.approx(0.75, rel=0.10)
    assert shares["CHN"] == pytest.approx(0.15, rel=0.10)
