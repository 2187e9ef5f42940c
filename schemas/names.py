"""What names promise: the grain that a table's name states, and one name for one concept.

Units are the last part of a column's name and stand in columns.py; no column is declared here.
"""

from __future__ import annotations

GRAIN: dict[str, tuple[str, ...]] = {
    "batch": ("batch_count",),
    "benchmark": ("scale_id",),
    "budget": ("budget_kind", "budget_value"),
    "chip": ("chip_id",),
    "claim": ("claim_id",),
    "cluster": ("cluster_id",),
    "column": ("column_name",),
    "country": ("country_code",),
    "date": ("price_date", "as_of_date", "valid_date"),
    "day": ("valid_date",),
    "destination": ("destination_country_code", "destination_group_id"),
    "destination_group": ("destination_group_id",),
    "dimension": ("dimension",),
    "format": ("number_format",),
    "headline": ("headline_id",),
    "item": ("item_id",),
    "measure": ("measure",),
    "method": ("method",),
    "model": ("model_id",),
    "month": ("valid_date", "as_of_date", "month_start_date"),
    "objective": ("objective",),
    "org": ("organization_id",),
    "owner": ("owner_id",),
    "pair": ("leader_country_code", "follower_country_code"),
    "paragraph": ("locator",),
    "period": ("valid_from_date", "period_start_at"),
    "quarter": ("quarter_end_date", "valid_date"),
    "record": ("leader_model_version",),
    "rule_event": ("rule_event_id",),
    "rule_version": ("rule_version_id", "rule_version_to_id"),
    "table": ("table_name",),
    "term": ("term",),
    "threshold": ("threshold_id", "score_threshold"),
    "week": ("week_start_date",),
    "year": ("year", "spend_year"),
}
"""What a word behind `_by_` in a table's name may stand for in its key."""

CONCEPTS: dict[str, str] = {
    "as_of_date": "Day for which a row says how things stood",
    "chip_id": "Stable slug of a chip, as in core.chip",
    "claim_id": "A claim of a public document, as in core.claim",
    "cluster_id": "Stable slug of a cluster or data center, as in core.cluster",
    "conjunct": "Part of a claim that is judged on its own",
    "confidence_tier": "How sure the sources behind a row are, and the weakest that counts",
    "country_basis": "Which facts place a model in a country: owner, headquarters or site",
    "country_code": "Country, ISO 3166-1 alpha-3",
    "data_through_date": "Last day through which the inputs of a series are known, where it ends",
    "deciding_paragraph": "Paragraph or note of the law that decides an answer",
    "destination_group_id": "Destinations that the rules on chips treat alike",
    "end_user_hq_group": "Where the end user, or its ultimate parent, has its headquarters",
    "h100e_basis": "What an H100 equivalent counts: by which of the chips' peaks",
    "input_row_count": "Rows of the inputs that a number is made of",
    "interval_kind": "What an interval is: a 90 % interval, a range stated by a source",
    "item_id": "Stable slug of a chip or of what contains one, as in core.item",
    "locator": "Place of a paragraph in the outline of the law, such as 3A090.a.1",
    "model_id": "Stable slug of a model, as in core.model_release",
    "number_format": "Format of the numbers a rate is for, such as fp16; dense unless said otherwise",
    "organization_id": "Stable slug of an organization, as in core.organization",
    "paragraph_locator": "Locator of the paragraph that states a parameter",
    "reason_code": "Why a value is NULL",
    "rule_event_id": "Letter, announcement or foreign measure, as in core.rule_event",
    "rule_version_id": "Document that set control parameters, as in core.rule_version",
    "source_id": "Source a row comes from, as in meta.source",
    "status_side": "By the text of the law, or as it is enforced",
    "threshold_id": "Parameter of the law, as in core.rule_threshold",
    "transaction": "Export from the United States, re-export, or transfer within a country",
    "unknown": "Reason for each empty measure of a row",
    "undecided_reason_code": "Why a claim is not decided, as in core.undecided_reason",
    "valid_date": "Last day of the period that a row of a series speaks of",
    "valid_from_date": "First day on which a row holds",
    "valid_to_date": "First day on which it no longer holds; NULL where it still does",
}
"""Names that several tables share, with the one meaning that each has in all of them."""

SYNONYMS: dict[str, str] = {
    "paragraph_id": "deciding_paragraph",
    "text_or_enforced": "status_side",
    "org_id": "organization_id",
    "country": "country_code",
    "company_id": "organization_id",
    "hardware_id": "chip_id",
    "precision_format": "number_format",
}
"""Names that nothing is called, and the name it has instead."""


def grain_of(table: str) -> tuple[str, ...]:
    """The words behind `_by_` in a table's name: `x_by_country_quarter` is (country, quarter)."""
    words = table.partition("_by_")[2].split("_")
    found: list[str] = []
    while words != [""] and words:
        size = next((n for n in (2, 1) if "_".join(words[:n]) in GRAIN), 1)
        found.append("_".join(words[:size]))
        words = words[size:]
    return tuple(found)
