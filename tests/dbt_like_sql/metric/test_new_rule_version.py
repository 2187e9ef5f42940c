"""A rule that does not exist, made of seed rows alone, changes answers; a random check of the text."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from tests.support.statuses import bundled, law_tables, some, status
from tests.support.tiny import frame, made

Built = Callable[[str], pl.DataFrame]
BEFORE, AFTER = date(2027, 2, 28), date(2027, 3, 1)
VERSION = "us-3a090-2027"


def new_version() -> dict[str, Any]:
    return {
        "rule_version_id": VERSION, "series": "us-3a090", "instrument": "rule", "title": "Imagined",
        "citation": "none", "announced_date": BEFORE, "published_date": AFTER,
        "effective_date": AFTER, "summary": "imagined", "confidence": "K",
    }


def new_threshold(clause: str, metric: str, value: float, unit: str) -> dict[str, Any]:
    return {
        "threshold_id": f"{VERSION}-{metric.replace('_', '-')}", "rule_version_id": VERSION,
        "control_paragraphs": ["3A090.a"], "paragraph_locator": f"3A090.{clause}", "clause": clause,
        "role": "control", "metric": metric, "term": metric, "operator": ">=", "value": value,
        "unit": unit, "applies_to": "any", "end_user_scope": "any", "transaction": "any",
        "citation": "none",
    }


def test_seed_rows_alone_make_a_new_rule_version(built: Built) -> None:
    """.a becomes TPP 2000 or more (a.1), or 1000 GB/s of DRAM (a.2), and Malaysia is named.

    H20: TPP 2368 >= 2000, caught for the first time by text: China, presumption of denial as before.
    L20: TPP 1913.6 and 864 GB/s miss both. RTX 4090 (5284.8) has no longer Note 2 nor NAC to help it:
    no row of the new version admits it, and a.1 holds. Malaysia asks a licence from that day on; no
    review policy is stated for what the new row adds, beside the allocation that already reaches it.
    """
    scope = {"scope_id": "malaysia", "clause": "malaysia", "condition_number": 1,
             "subject": "destination", "code": "MYS", "is_member": True, "citation": "none"}
    requirement = {
        "requirement_id": "a-malaysia", "control_paragraphs": ["3A090.a"], "applies_to": "any",
        "scope_id": "malaysia", "transactions": ["export_us"], "rule_version_id": VERSION,
        "confidence": "K", "citation": "none"}
    frames = law_tables(
        *some(built, "nvidia-h20", "nvidia-l20", "nvidia-rtx-4090"),
        ("seed.rule_version", bundled("seed.rule_version", new_version())),
        ("seed.rule_threshold", bundled(
            "seed.rule_threshold",
            new_threshold("a.1", "total_processing_performance", 2000, "tpp"),
            new_threshold("a.2", "dram_bandwidth", 1000, "gb_per_s"))),
        ("seed.destination_scope", bundled("seed.destination_scope", scope)),
        ("seed.rule_destination", bundled("seed.rule_destination", requirement)),
    )
    old = status(frames, "nvidia-h20", "CHN", BEFORE)
    assert (old["status_text"], old["rule_version_id"]) == ("not_controlled", "us-3a090-2026-07")
    new = status(frames, "nvidia-h20", "CHN", AFTER)
    assert (new["status_text"], new["rule_version_id"]) == ("licence_presumption_denial", VERSION)
    assert (new["deciding_paragraph"], new["clause"]) == ("3A090.a", "a.1")
    assert new["trigger_values"] == "TPP 2368 >= 2000 (18.4 % above)"
    free = status(frames, "nvidia-l20", "CHN", AFTER)
    assert free["status_text"] == "not_controlled"
    assert "TPP 1913.6 >= 2000 is not met (4.3 % below)" in free["trigger_values"]
    gaming = status(frames, "nvidia-rtx-4090", "CHN", AFTER)
    assert (gaming["status_text"], gaming["exception_ids"]) == ("licence_presumption_denial", [])
    named = status(frames, "nvidia-h20", "MYS", AFTER)
    assert named["requirement_ids"] == ["a-malaysia", "a-worldwide"]
    assert status(frames, "nvidia-h20", "THA", AFTER)["requirement_ids"] == ["a-worldwide"]
    assert named["status_enforced"] == "licence_presumption_approval"
    assert status(frames, "nvidia-h20", "THA", AFTER)["status_enforced"] == "not_controlled"


def by_hand(tpp: float, density: float, *, is_datacenter: bool) -> str | None:
    """3A090 of October 2023, written out: .a first, .b of what remains, Note 2."""
    if not is_datacenter and tpp < 4800:
        return None
    if tpp >= 4800 or (tpp >= 1600 and density >= 5.92):
        return "3A090.a"
    if 2400 <= tpp < 4800 and 1.6 <= density < 5.92:
        return "3A090.b"
    return "3A090.b" if tpp >= 1600 and 3.2 <= density < 5.92 else None


def test_random_chips_are_classified_as_the_text_read_by_hand(built: Built) -> None:
    """400 chips around the thresholds, a third of them without area or use: what is left open.

    Where an input is unknown every value it may have is tried by hand: the paragraphs found must be
    just those, and no other.
    """
    chance = random.Random(3090)
    chips, expected = [], {}
    for number in range(400):
        rate = chance.choice([chance.uniform(50, 400), 100.0, 150.0, 300.0, 299.9])
        area = chance.choice([chance.uniform(80, 2000), rate * 16 / 5.92, rate * 16 / 3.2, None])
        use = chance.choice([True, True, False, None])
        tpp = round(rate * 16, 6)
        densities = [tpp / area] if area else [0.0, 1.6, 2.5, 3.2, 5.0, 5.92, 9.0]
        uses = [use] if use is not None else [True, False]
        chip_id = f"chip-{number:03}"
        expected[chip_id] = {by_hand(tpp, density, is_datacenter=u)
                             for density in densities for u in uses}
        chips.append({
            "chip_id": chip_id, "chip_name": chip_id, "designer": "D",
            "designer_country_code": "USA", "transistor_type": "non_planar",
            "peak_dense_fp16_flop_per_s": rate * 1e12, "logic_die_area_mm2": area,
            "is_datacenter": use, "is_subject_to_ear": True, "io_bandwidth_gb_per_s": 1.0,
            "memory_bandwidth_gb_per_s": 1.0})
    found = cases(built, frame("core.chip", *chips))
    assert found == expected


def cases(built: Built, chips: pl.DataFrame) -> dict[str, set[str | None]]:
    """The paragraphs each chip may be in under the text of October 2023."""
    item = made("core.item", ("core.chip", chips))
    known = {name: built(name) for name in ("core.rule_version", "core.legal_provision",
                                            "core.country_group", "core.model_constant")}
    known["core.rule_threshold"] = built("core.rule_threshold").filter(
        pl.col("rule_version_id") == "us-3a090-2023")
    known |= {"core.chip": chips, "core.item": item,
              "core.chip_peak": made("core.chip_peak", ("core.chip", chips))}
    for name in ("core.item_jurisdiction", "metric.control_parameter_by_item_rule_version",
                 "step.threshold_result_by_item", "step.item_world_by_rule_version",
                 "step.item_class_by_rule_version", "step.item_case_by_rule_version"):
        known[name] = made(name, *known.items())
    rows = known["step.item_case_by_rule_version"].filter(
        pl.col("rule_version_id") == "us-3a090-2023")
    return {chip: set(part["control_paragraph"]) for (chip,), part in rows.group_by("item_id")}
