"""Which register an id meets: the table that lists every entity such an id may name.

The last part of a column's name decides, as it decides the unit; a class says where that is not so.
What a table means otherwise does not belong here.
"""

from __future__ import annotations

from functools import cache

REGISTERS: dict[str, tuple[str, ...]] = {
    "ambiguity_id": ("core.ambiguity.ambiguity_id",),
    "chip_id": ("core.chip.chip_id",),
    "chip_price_id": ("core.chip_price.chip_price_id",),
    "cluster_id": ("core.cluster.cluster_id",),
    "claim_id": ("core.claim.claim_id",),
    "constant_id": ("core.model_constant.constant_id",),
    "country_code": ("core.country.country_code", "core.country_rollup.rollup_code"),
    "evidence_document_id": ("core.evidence_document.evidence_document_id",),
    "item_id": ("core.item.item_id",),
    "model_id": ("core.model_release.model_id",),
    "organization_id": ("core.organization.organization_id",),
    "provider_id": ("core.provider.provider_id",),
    "rental_offer_id": ("core.rental_offer.rental_offer_id",),
    "rule_version_id": ("core.rule_version.rule_version_id",),
    "serving_report_id": ("core.serving_report.serving_report_id",),
    "source_document_id": ("core.claim_document.source_document_id",),
    "statement_id": ("core.public_statement.statement_id",),
    "system_id": ("core.compute_system.system_id",),
    "training_run_id": ("core.training_run.training_run_id",),
    "verdict_rule_id": ("core.verdict_rule.verdict_rule_id",),
}
"""Tables and columns that list an id, by the last part of the name of a column that holds it."""

KINDS: dict[str, str] = {
    "amends_id": "rule_version_id", "model_a_id": "model_id", "model_b_id": "model_id",
    "rule_version_from_id": "rule_version_id", "rule_version_to_id": "rule_version_id",
    "superseded_by_id": "rule_version_id", "ultimate_parent_id": "organization_id",
}
"""What some names of columns hold whose last part does not say it."""

FORM_UNSTATED = [f"{name}-form-unstated"
                 for name in ("a100-80gb", "h100-80gb", "rtx-pro-6000-96gb", "v100-16gb")]
"""Series of rented chips of which no form is said, one for each name of the word set of these."""

BESIDES: dict[str, tuple[str, ...]] = {
    "chip_id": ("all", *FORM_UNSTATED), "country_code": ("WLD", "ZZZ")}
"""Words that stand for a total, the world, an unknown place or form, and that no register lists."""


@cache
def ending_of(column_name: str) -> str | None:
    """The kind of id that a column holds one or a list of; None where no register lists its kind."""
    single = singular(column_name)
    if single in KINDS:
        return KINDS[single]
    found = (e for e in REGISTERS if single == e or single.endswith(f"_{e}"))
    return max(found, key=len, default=None)


def singular(column_name: str) -> str:
    """The name of one entry of a list of ids or codes."""
    is_list = column_name.endswith(("_ids", "_codes"))
    return column_name.removesuffix("s") if is_list else column_name
