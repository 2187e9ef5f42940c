"""What names promise: one name for one concept.

Units are the last part of a column's name and stand in columns.py, what a row is in grain.py; no
column is declared here.
"""

from __future__ import annotations

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
    "deciding_locator": "deciding_paragraph",
    "text_or_enforced": "status_side",
    "org_id": "organization_id",
    "country": "country_code",
    "company_id": "organization_id",
    "hardware_id": "chip_id",
    "precision_format": "number_format",
    "to_date": "valid_to_date",
    "observed_to_date": "last_observed_date",
    "group_from_id": "destination_group_from_id",
}
"""Names that nothing is called, and the name it has instead."""
