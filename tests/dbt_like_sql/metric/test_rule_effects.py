"""M33 and M03 worked by hand on tiny tables: which chips flip, and what is the best still legal."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas import base
from schemas.assumptions.model_constant import CoreModelConstant
from schemas.base import faults
from schemas.chips.chip import CoreChip
from schemas.chips.chip_availability import ChipAvailability
from schemas.countries.area_name import CoreAreaName
from schemas.countries.country import CoreCountry
from schemas.rules.rule_event import CoreRuleEvent
from schemas.rules.rule_version import CoreRuleVersion
from schemas.status.chip_flip_by_rule_version_chip import ChipFlip
from schemas.status.control_parameter_by_item_rule_version import ControlParameter
from schemas.status.control_status_by_chip_destination_group import ChipStatus
from schemas.status.destination_group_member import DestinationGroupMember
from schemas.stock.chip_shipment import CoreChipShipment
from schemas.stock.installed_base_by_owner_quarter import InstalledBaseByOwnerQuarter
from tests.support.files import sql_text
from tests.support.law_text import queried
from tests.support.made_frames import table
from tests.support.tiny import TABLES, through, words
from warehouse.paths import SQL_ROOT

FLIPS = sql_text("metric.chip_flip_by_rule_version_chip")
PLACE = sql_text("step.chip_place_by_objective_chip")
HOME = sql_text("step.designer_home_by_country")
BEST = sql_text("metric.best_legal_chip_by_destination_group_objective_month")
BY_COUNTRY = (SQL_ROOT / "macro/status/best_legal_chip.sql").read_text().partition(" as\n")[2]
RULE = date(2023, 11, 17)
OLD, NEW = "us-3a090-2022", "us-3a090-2023"
VERSIONS = table(CoreRuleVersion, *(
    {"rule_version_id": name, "series": "us-3a090", "effective_date": day}
    for name, day in ((OLD, date(2022, 10, 21)), (NEW, RULE))))
MEMBERS = table(DestinationGroupMember, *(
    {"country_code": code, "valid_from_date": date(2022, 1, 1), "destination_group_id": group,
     "end_user_hq_group": "other"}
    for code, group in (("CHN", "china"), ("HKG", "china"), ("FRA", "others"))))


def status(chip_id: str, text: str, enforced: str | None = None, group: str = "china",
           first: date = date(2022, 1, 1), end: date | None = None) -> dict[str, Any]:
    return {"destination_group_id": group, "end_user_hq_group": "other",
            "valid_from_date": first, "valid_to_date": end,
            "chip_id": chip_id, "chip_name": chip_id, "status_text": text,
            "status_enforced": enforced or text, "release_date": date(2022, 11, 7)}


def flips(*statuses: dict[str, Any], stock: list[dict[str, Any]] | None = None) -> pl.DataFrame:
    found = queried({
        "core.rule_version": VERSIONS, "core.destination_group_member": MEMBERS,
        "core.status_word": words(),
        "core.chip_shipment": table(CoreChipShipment, {
            "owner_id": "china", "owner_country_code": "CHN"}),
        "metric.control_status_by_chip_destination_group": table(ChipStatus, *statuses),
        "metric.installed_base_by_owner_quarter": table(
            InstalledBaseByOwnerQuarter, *(stock or [])),
    }, FLIPS).sort(base.info(ChipFlip).key)
    assert found.is_empty() or not faults.failures(ChipFlip, found)
    return found


def before_and_after(first: str, then: str) -> list[dict[str, Any]]:
    return [status("a800", first, end=RULE), status("a800", then, first=RULE)]


def test_a_rule_catches_a_chip_for_all_countries_of_a_kind() -> None:
    """The day before 2023-11-17 free, on that day presumed denied: caught, CHN and HKG, both sides."""
    rows = flips(*before_and_after("not_controlled", "licence_presumption_denial"))
    assert rows["status_side"].to_list() == ["enforced", "text"]
    assert rows["flip_kind"].to_list() == ["caught", "caught"]
    assert rows["country_codes"].to_list() == [["CHN", "HKG"]] * 2
    assert rows["rule_version_from_id"].to_list() == [OLD, OLD]


@pytest.mark.parametrize(("first", "then", "expected"), [
    ("licence_presumption_denial", "not_controlled", "freed"),
    ("licence_case_by_case", "licence_presumption_denial", "tightened"),
    ("licence_presumption_denial", "notify_only", "loosened"),
    ("licence_policy_unknown", "licence_case_by_case", "changed"),
    ("licence_policy_unknown", "licence_presumption_denial", "changed"),
    ("other_controls_apply", "licence_presumption_denial", "changed"),
    ("other_controls_apply", "prohibited", "changed"),
    ("notify_only", "licence_policy_unknown", "tightened"),
    ("prohibited", "licence_policy_unknown", "loosened"),
    ("not_controlled", "undetermined", "into_undetermined"),
    ("undetermined", "not_controlled", "out_of_undetermined"),
])
def test_kinds_of_flips(first: str, then: str, expected: str) -> None:
    assert set(flips(*before_and_after(first, then))["flip_kind"]) == {expected}


def test_a_change_between_two_rules_is_no_flip_of_either() -> None:
    """A letter of 2023-03-01 changes the enforced status; neither rule did."""
    letter = date(2023, 3, 1)
    assert flips(
        status("h20", "not_controlled", end=letter),
        status("h20", "not_controlled", "licence_policy_unknown", first=letter),
    ).is_empty()


def test_the_stock_is_that_of_the_quarter_before() -> None:
    """Quarters to 2023-09-30 (35,667) and 2023-12-31 (38,546): 2023-11-17 takes the former."""
    stock = [{"owner_id": "china", "owner_kind": "country_aggregate", "chip_id": "a800",
              "h100e_basis": "dense_int8", "survival_model": "none", "correlation_ratio": 0.5,
              "quarter_end_date": end, "stock_h100e_count": count}
             for end, count in ((date(2023, 9, 30), 35667.0), (date(2023, 12, 31), 38546.0))]
    rows = flips(*before_and_after("not_controlled", "licence_presumption_denial"), stock=stock)
    assert rows["affected_stock_h100e_count"].to_list() == [35667.0, 35667.0]
    assert rows["affected_stock_reason_code"].to_list() == [None, None]


def chip(chip_id: str, tflops: float, country: str = "USA", *, sold: date | None = date(2022, 1, 1),
         **more: Any) -> dict[str, Any]:
    return {"chip_id": chip_id, "designer_country_code": country, "shipping_date": sold,
            "is_datacenter": True, "peak_dense_fp16_flop_per_s": tflops * 1e12} | more


CHIPS = [chip("nvidia-h100-sxm", 1000), chip("free", 100), chip("maybe", 300),
         chip("home", 500, "CHN"), chip("game", 200, is_datacenter=False),
         chip("later", 900, sold=date(2023, 12, 15))]
STATUSES = {"nvidia-h100-sxm": "licence_presumption_denial", "free": "not_controlled",
            "maybe": "undetermined", "home": "licence_presumption_denial",
            "game": "not_controlled", "later": "notify_only"}


def availability(chips: list[dict[str, Any]]) -> pl.DataFrame:
    """A chip without a day of sale is announced on 2022-01-01 and not known to ship."""
    return table(ChipAvailability, *(
        {"chip_id": c["chip_id"], "announced_date": date(2022, 1, 1),
         "available_by_date": c["shipping_date"],
         "available_basis": "shipping_date" if c["shipping_date"] else None,
         "reason_code": None if c["shipping_date"] else "shipping_unknown"} for c in chips))


def legal_tables(chips: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """What the best legal chip is found from."""
    rows = [status(name, said, group=group)
            for name, said in STATUSES.items() for group in ("china", "others")]
    return {
        "core.coverage": through(date(2023, 12, 31), "chip", "rule"),
        "core.chip_availability": availability(chips),
        "core.rule_event": table(CoreRuleEvent), "core.rule_version": VERSIONS,
        "core.destination_group_member": MEMBERS,
        "core.country": table(CoreCountry, *(
            {"country_code": code, "rule_treatment_country_code": treated}
            for code, treated in (("CHN", "CHN"), ("HKG", "CHN"), ("FRA", "FRA")))),
        "core.area_name": table(CoreAreaName, *(
            {"area_code": code, "area_name": code} for code in ("CHN", "HKG", "FRA"))),
        "core.chip": table(CoreChip, *chips),
        "core.model_constant": table(CoreModelConstant, {
            "constant_id": "reticle_limit_mm2", "value": 858.0}),
        "metric.control_parameter_by_item_rule_version": table(ControlParameter),
        "metric.control_status_by_chip_destination_group": table(ChipStatus, *rows),
    }


def best(day: date, universe: str = "datacenter", country: str = "CHN",
         more: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    tables = legal_tables([*CHIPS, *(more or [])])
    for name, query in (("step.chip_place_by_objective_chip", PLACE),
                        ("step.designer_home_by_country", HOME),
                        ("metric.best_legal_chip_by_destination_group_objective_month", BEST)):
        found = queried(tables, query).sort(base.info(TABLES[name]).key)
        assert not faults.failures(TABLES[name], found)
        tables[name] = found
    return queried(tables, BY_COUNTRY).filter(
        (pl.col("as_of_date") == day) & (pl.col("universe") == universe)
        & (pl.col("destination_country_code") == country)
        & (pl.col("status_side") == "text") & (pl.col("objective") == "train_h100e")
    ).row(0, named=True)


def test_the_legal_ratio_with_and_without_undetermined_chips() -> None:
    """Frontier 1000, free 100, undetermined 300: 0.1, at most 0.3. At home 500: 0.5."""
    row = best(date(2023, 6, 30))
    assert (row["frontier_chip_id"], row["best_legal_us_origin_chip_id"]) == (
        "nvidia-h100-sxm", "free")
    assert row["best_legal_us_origin_ratio"] == pytest.approx(0.1)
    assert row["best_legal_us_origin_ratio_high"] == pytest.approx(0.3)
    assert row["best_available_incl_domestic_ratio"] == pytest.approx(0.5)


def test_an_announced_chip_leads_nothing_until_it_is_proven_to_ship() -> None:
    """2000 at home, announced: the frontier stays 1000; it may be 2000, so 0.1 is at least 0.05."""
    row = best(date(2023, 6, 30), more=[chip("paper", 2000, "CHN", sold=None)])
    assert (row["frontier_chip_id"], row["frontier_maybe_chip_id"]) == ("nvidia-h100-sxm", "paper")
    assert row["best_available_incl_domestic_chip_id"] == "home"
    assert row["unknown_shipping_count"] == 1
    assert (row["best_legal_us_origin_ratio_low"], row["best_legal_us_origin_ratio"]) == (
        pytest.approx(0.05), pytest.approx(0.1))
    assert row["best_available_incl_domestic_ratio_high"] == 1


def test_hong_kong_buys_at_home_too_and_france_does_not() -> None:
    day = date(2023, 6, 30)
    assert best(day, country="HKG")["best_available_incl_domestic_chip_id"] == "home"
    assert best(day, country="FRA")["best_available_incl_domestic_chip_id"] == "free"


def test_a_universe_holds_on_both_sides() -> None:
    """With gaming chips the best free one has 200 of the same 1000."""
    assert best(date(2023, 6, 30), "all")["best_legal_us_origin_ratio"] == pytest.approx(0.2)


def test_an_exception_is_a_numerator_of_its_own_from_its_first_shipment() -> None:
    """The chip after notice ships on 2023-12-15: 0.1 on the rule's day, 0.9 at the month's end."""
    assert best(RULE)["best_notify_or_exception_ratio"] == pytest.approx(0.1)
    later = best(date(2023, 12, 31))
    assert later["best_notify_or_exception_ratio"] == pytest.approx(0.9)
    assert later["best_legal_us_origin_ratio"] == pytest.approx(0.1)
