"""Sets of words that queries pick out: told in a table of their own, not typed where they are used."""

from __future__ import annotations

import re

import pytest

from warehouse.paths import SQL_ROOT

LAYERS = ("core", "step", "metric", "check", "macro")
COMMENT = re.compile(r"--[^\n]*")
TYPED = re.compile(r"\bin\s*\(\s*('[^']*'(?:\s*,\s*'[^']*'){2,})\s*\)", re.IGNORECASE)
"""From three words on, a list in a query is a set that deserves a name."""
STANDING: dict[str, int] = {
    "check/models/model_cell_has_one_believed_fact.sql": 1,
    "check/models/training_run_loses_no_cell.sql": 1,
    "core/organizations/staff_count.sql": 1,
    "core/rent/rental_listing.sql": 1,
    "metric/claims/verdict_by_claim.sql": 2,
    "metric/quality/threshold_cell_by_item_column.sql": 1,
    "metric/spending/cost_scope_multiplier_by_org_year.sql": 1,
    "metric/status/best_legal_chip_by_destination_group_objective_month.sql": 2,
    "metric/status/control_parameter_by_item_rule_version.sql": 2,
    "metric/status/threshold_count_by_country_threshold_month.sql": 1,
    "metric/status/threshold_headroom_by_item_threshold_date.sql": 1,
    "metric/status/threshold_headroom_by_model_threshold_date.sql": 1,
    "metric/stock/deployment_share_by_org_year.sql": 2,
    "step/costs/cloud_price_by_model.sql": 1,
    "step/costs/costing_family_by_chip.sql": 2,
    "step/costs/purchase_price_by_chip.sql": 1,
    "step/status/item_case_by_rule_version.sql": 1,
    "step/status/item_class_by_rule_version.sql": 1,
    "step/status/item_world_by_rule_version.sql": 1,
}
"""How many each file typed when this rule came; whoever mends one takes it away here."""


def sets_in(text: str) -> list[tuple[str, ...]]:
    """The words of every set that a query types."""
    lists = TYPED.findall(COMMENT.sub("", text))
    return [tuple(re.findall(r"'([^']*)'", words)) for words in lists]


def test_no_further_query_types_a_set_of_words_and_a_mended_one_is_told() -> None:
    files = (path for layer in LAYERS for path in (SQL_ROOT / layer).rglob("*.sql"))
    found = {str(path.relative_to(SQL_ROOT)): len(sets_in(path.read_text(encoding="utf-8")))
             for path in files}
    assert {file: count for file, count in found.items() if count} == STANDING


@pytest.mark.parametrize(("text", "found"), [
    ("where a in ('x', 'y', 'z')", [("x", "y", "z")]),
    ("where a not in (\n  'x',\n  'y', 'z'\n)", [("x", "y", "z")]),
    ("where a in ('x', 'y')", []),
    ("-- example: a in ('x', 'y', 'z')\nwhere a in (select word from core.words)", []),
])
def test_a_typed_set_is_noticed(text: str, found: list[tuple[str, ...]]) -> None:
    assert sets_in(text) == found
