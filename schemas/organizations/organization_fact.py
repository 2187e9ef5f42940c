"""What a row of `core.organization_fact` means."""

from __future__ import annotations

from schemas.facts import FactColumns
from schemas.organizations.organization import organization_id


class CoreOrganizationFact(
    FactColumns, name="core.organization_fact",
    question="What do sources say of DeepSeek?",
    example=(
        "select attribute, value, source_id, is_chosen from core.organization_fact where "
        "organization_id = 'deepseek' order by all"
    ),
    key=("organization_id", "attribute", "source_id", "source_key"),
    grain="organization, attribute, source and record", group="organizations",
    may_be_empty=True,
):
    """Every statement about an organization, by source; a conflict is two rows."""

    organization_id: str = organization_id()
