"""Names that match nothing: what they may mean is proposed and never taken, and the day they came is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.commands.unmatched import PROPOSALS_SHOWN, proposals, told
from pipelines.workspace import Workspace
from tests.support.tiny import frame, made
from warehouse.folding.fold import KNOWN_FROM
from warehouse.paths import Home
from warehouse.telling.unmatched import first_said

SEEN = {"first_snapshot_id": "s", "source_locator": "row 1"}
MTIA = {"release_date": date(2023, 5, 18), "tdp_w": 25.0, "die_area_mm2": 373.0}
CHIP = frame("core.chip", {"chip_id": "meta-mtia-v1", "chip_name": "Meta MTIA v1", "designer": "Meta",
                           "release_date": MTIA["release_date"], "tdp_w": 25.0,
                           "logic_die_area_mm2": 373.0})
QWEN = {"parameter_count": 2.35e11, "compute_flop": 4.752e24, "release_date": date(2025, 4, 29),
        "organization_ids": ["alibaba"]}


def listing(name: str, **more: Any) -> dict[str, Any]:
    return {"source_id": "epoch_ml_hardware", "source_key": name, "hardware_name": name,
            "manufacturer": "Meta", "hardware_type": "GPU", **MTIA, **SEEN, **more}


def proposed(name: str, *listings: dict[str, Any], chip: pl.DataFrame = CHIP) -> tuple[Any, ...]:
    """What is proposed for a name of a list of hardware, and why."""
    listed = ("core.hardware_listing", frame("core.hardware_listing", *listings))
    known = made("core.known_name", ("core.chip", chip))
    alike = made("core.alike_record", ("core.chip", chip), listed)
    found = made("core.unmatched_name", listed, ("core.known_name", known),
                 ("core.alike_record", alike)).filter(pl.col("source_name") == name)
    return found.select("proposed_id", "proposal_basis").row(0)


def test_a_renamed_record_is_known_by_its_day_and_figures() -> None:
    assert proposed("MTIA 100", listing("MTIA 100")) == ("meta-mtia-v1", "same_figures")


@pytest.mark.parametrize("other", [
    {"release_date": date(2023, 5, 19)}, {"tdp_w": 90.0}, {"die_area_mm2": 421.0}, {"die_area_mm2": None},
])
def test_a_record_with_other_figures_or_too_few_is_no_rename(other: dict[str, Any]) -> None:
    assert proposed("MTIA 100", listing("MTIA 100", **other)) == (None, None)


@pytest.mark.parametrize("name", ["META MTIA-V1", "mtia v1", "Meta  MTIA v1"])
def test_a_name_spelled_otherwise_is_proposed(name: str) -> None:
    assert proposed(name, listing(name, tdp_w=None)) == ("meta-mtia-v1", "spelled_alike")


def test_the_name_of_another_maker_is_another_name() -> None:
    found = proposed("MTIA v1", listing("MTIA v1", manufacturer="Intel", tdp_w=None))
    assert found == (None, None)


def test_what_may_be_two_things_is_not_proposed() -> None:
    two = pl.concat([CHIP, CHIP.with_columns(chip_id=pl.lit("meta-mtia-b"), chip_name=pl.lit("MTIA B"))])
    assert proposed("MTIA 100", listing("MTIA 100"), chip=two) == (None, None)


def test_a_proposal_decides_nothing() -> None:
    """The listing stays without a chip: a proposal is read from listings and never into them."""
    names = frame("raw.epoch_ml_hardware", {
        "source_id": "epoch_ml_hardware", "hardware_name": "mtia v1", "manufacturer": "Meta",
        "release_date": MTIA["release_date"], "tdp_w": 25.0, "die_size_mm2": 373.0, **SEEN})
    aliases = frame("seed.chip_alias", {"source_id": "epoch_ml_hardware", "alias": "MTIA v1",
                                        "chip_id": "meta-mtia-v1"})
    listed = made("core.hardware_listing", ("raw.epoch_ml_hardware", names), ("seed.chip_alias", aliases))
    assert listed["chip_id"].to_list() == [None]


def test_a_renamed_model_that_counts_twice_is_proposed() -> None:
    """Its old name stands in the register, its new one made a model of its own."""
    models = frame("core.model_release", *[
        {"model_id": name, "model_name": name, "source_id": source, **QWEN}
        for name, source in (("qwen3-235b-a22b", "seed"), ("qwen3-235b", "epoch_all_models"))])
    named = frame("core.model_release_fact", {
        "attribute": "model_name", "source_id": "epoch_all_models", "source_key": "Qwen3-235B",
        "value": "Qwen3-235B", "model_id": "qwen3-235b", **SEEN})
    listed = frame("seed.model_release", {"model_id": "qwen3-235b-a22b"})
    given = (("core.model_release", models), ("core.model_release_fact", named),
             ("seed.model_release", listed))
    alike = ("core.alike_record", made("core.alike_record", *given))
    found = made("core.unmatched_name", *given, alike)
    assert found.select("source_name", "proposed_id", "proposal_basis").rows() == [
        ("Qwen3-235B", "qwen3-235b-a22b", "same_figures")]


def test_a_name_came_on_the_first_day_of_any_version_that_says_it() -> None:
    """A later version of the same record, with another figure, is no new name."""
    first, later = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2))
    held = pl.DataFrame({"owner": ["Oracle, Crusoe", "Oracle", None], "names": [["A"], ["A", "B"], None],
                         KNOWN_FROM: [first, later, later]})
    assert first_said(held, "owner").rows() == [
        ("Crusoe", first), ("Oracle", first), ("Oracle, Crusoe", first)]
    assert first_said(held, "names").rows() == [("A", first), ("B", later)]


def test_every_name_of_a_publisher_has_its_day(built: Callable[[str], pl.DataFrame]) -> None:
    names = built("meta.unmatched_name").filter(pl.col("source_id") != "seed")
    undated = names.filter(pl.col("first_seen_date").is_null())
    assert undated.select("source_id", "source_name").rows() == []
    assert names["is_new"].unique().len() == 2


def test_status_tells_what_is_proposed_and_how_much_more() -> None:
    one = ("epoch_ml_hardware", "MTIA 100", "meta-mtia-v1", "same_figures", date(2026, 3, 1))
    assert told([one]) == ["proposed: 'MTIA 100' of epoch_ml_hardware may be meta-mtia-v1 (same_figures, "
                           "first seen 2026-03-01); an alias would say so"]
    assert told([one] * (PROPOSALS_SHOWN + 2))[-1] == "proposed: 2 more; see meta.unmatched_name"


@pytest.mark.parametrize(("name", "proposed_id"), [
    ("Meta MTIA v1 (MTIA 100)", "meta-mtia-v1"),
    ("Qwen3-235B-A22B (Jul 2025)", "qwen3-235b-a22b-instruct-jul-2025"),
])
def test_status_tells_of_the_renames_of_this_year(
    first_refresh: Path, name: str, proposed_id: str
) -> None:
    lines = proposals(Workspace.open(Home(first_refresh)))
    assert [line for line in lines if repr(name) in line and f"may be {proposed_id} (same_figures" in line]


def denials(*codes: str | None) -> tuple[tuple[str, pl.DataFrame], tuple[str, pl.DataFrame]]:
    """Entries of the Denied Persons List by the code of their address, raw and as orders."""
    raw = frame("raw.denied_person", *[
        {"entry_key": f"person {n}", "person_name": "P", "address_country": code,
         "source_id": "denied_persons_list", **SEEN} for n, code in enumerate(codes)])
    country = frame("core.country", {"country_code": "CHN", "country_code_alpha2": "CN"})
    alias = frame("seed.country_alias", {
        "source_id": "common_usage", "alias": "PRC", "country_code": "CHN"})
    listed = ("raw.denied_person", raw)
    return listed, ("core.denied_person_order", made(
        "core.denied_person_order", listed, ("core.country", country), ("seed.country_alias", alias)))


def test_a_code_that_is_no_country_s_is_told_and_never_only_unknown() -> None:
    raw, orders = denials("CN", "PRC", "NM", None)
    assert orders[1].select("country_code", "unknown").rows() == [
        ("CHN", None), ("CHN", None), (None, "country_code: NM (no country is known by that)"), (None, None)]
    found = made("core.unmatched_name", raw, orders)
    assert found.select("source_name", "entity_table_name", "said_column_name", "row_count").rows() == [
        ("NM", "core.country", "address_country", 1)]
