"""What one row of a table is: the words in which classes say it, and the columns each stands for.

A class says `grain="item and rule version"`; the key must be exactly what its words stand for, and
the words behind `_by_` in the table's name must be among them. No table is declared here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ENDS = ("", "_id", "_name", "_code", "_date", "_number", "_key")
"""A word stands for the column of its own name, with or without one of these, unless GRAIN says more."""

GRAIN: dict[str, tuple[str, ...]] = {
    "basis": ("h100e_basis",),
    "batch": ("batch_count",),
    "benchmark": ("scale_id",),
    "budget": ("budget_kind", "budget_value"),
    "build": ("as_of_date",),
    "capture": ("document_id",),
    "context length": ("context_token_count",),
    "correlation": ("correlation_ratio",),
    "country": ("country_code",),
    "date": ("price_date", "as_of_date"),
    "day": ("valid_date", "observed_date", "capacity_date", "read_date", "change_date"),
    "deciding events": ("deciding_event_ids",),
    "destination group": (
        "destination_group_id", "destination_group_from_id", "destination_group_to_id"),
    "disclosure": ("cost_disclosure_id",),
    "document": ("document_id", "document_number", "source_document_id", "evidence_document_id"),
    "element": ("ordinal",),
    "entity": ("entity", "entity_id"),
    "estimate": ("leakage_estimate_id",),
    "event": ("public_event_id",),
    "first day": ("from_date",),
    "GPU": ("gpu",),
    "GPU count": ("min_gpu_count",),
    "headquarters group": ("end_user_hq_group",),
    "hours": ("time_of_day", "weekdays"),
    "interval": ("valid_from_date", "effective_from_date", "provisions_from_date"),
    "lag": ("lag_months",),
    "listing": ("listed_from_date",),
    "maker": ("maker", "chip_manufacturer"),
    "memory": ("vram_gb",),
    "month": ("month_start_date", "valid_date", "as_of_date"),
    "name": ("name", "source_name", "plain_name"),
    "offer": ("rental_offer_id", "offer_number"),
    "pair": (
        "country_a_code", "country_b_code", "leader_country_code", "follower_country_code"),
    "paragraph": (
        "locator", "text_locator", "eccn_path", "control_paragraph", "paragraph_number"),
    "period": (
        "valid_from_date", "period", "period_kind", "period_start_date", "period_end_date",
        "period_start_at", "period_end_at", "end_date"),
    "place": ("place", "source_locator"),
    "policy": ("review_policy_id",),
    "price": ("price_kind", "price_number", "price_key", "chip_price_id", "rental_price_id",
              "token_price_id"),
    "prompt length": ("min_prompt_token_count",),
    "quarter": ("quarter_end_date", "valid_date"),
    "query": ("evidence_sql",),
    "reason": ("reason", "undecided_reason_code"),
    "record": ("record_key", "source_key", "leader_model_version"),
    "release": ("release_id", "observed_date"),
    "report": ("report_id", "serving_report_id"),
    "rule": ("verdict_rule_id",),
    "rule version": ("rule_version_id", "rule_version_from_id", "rule_version_to_id"),
    "run": ("training_run_id",),
    "scope": ("scope_id", "claim_scope"),
    "sighting": ("known_at", "sighting_number"),
    "site": ("site_id", "site_name", "title"),
    "snapshot": ("snapshot_id", "first_snapshot_id"),
    "source": ("source_id",),
    "statement": ("statement_id", "compute_spend_id", "staff_count_id", "chip_shipment_id"),
    "system": ("system_kind", "system_id"),
    "threshold": ("threshold_id", "score_threshold"),
    "time": ("known_at",),
    "unit": ("unit", "spend_unit"),
    "version": ("known_from_at",),
    "week": ("week_start_date",),
    "wording": ("wording_key", "first_seen_date"),
    "year": ("year", "spend_year", "price_year"),
}
"""Words that stand for columns of another name, or for several that tell one thing."""

SHORT: dict[str, str] = {"format": "number format", "org": "organization"}
"""What names of tables shorten."""


def words_of(grain: str) -> tuple[str, ...]:
    """The words of a grain: `item, rule version and case` has three."""
    return tuple(re.split(r", | and ", grain)) if grain else ()


def columns_of(word: str) -> frozenset[str]:
    """The columns of a key that a word may stand for."""
    name = word.replace(" ", "_")
    return frozenset(GRAIN.get(word, (name + end for end in ENDS)))


def misfits(table: str, key: tuple[str, ...], grain: str) -> Iterator[str]:
    """Every way in which a grain says something else than the key and the name of its table."""
    words = words_of(grain)
    for column in key:
        if (count := sum(column in columns_of(word) for word in words)) != 1:
            yield f"{count} words of the grain stand for {column}"
    for word in words:
        if not columns_of(word) & set(key):
            yield f"{word} stands for no column of the key"
    by = table.partition("_by_")[2]
    if by and not re.fullmatch(rf"(?:(?:{_shortened(words)})(?:_|$))+", by):
        yield f"the grain lacks a word of {by}"


def _shortened(words: tuple[str, ...]) -> str:
    """Either of the words, or what names of tables make of it."""
    short = [name for name, word in SHORT.items() if word in words]
    return "|".join(re.escape(word.replace(" ", "_")) for word in (*words, *short))
