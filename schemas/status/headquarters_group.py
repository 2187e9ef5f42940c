"""What a row of `seed.headquarters_group` and `core.headquarters_group` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import HQ_GROUPS


class HeadquartersGroupColumns(Table):
    """One word of end_user_hq_group."""

    end_user_hq_group: str = column("Where the end user, or its ultimate parent, has its headquarters",
                                   isin=HQ_GROUPS)


class SeedHeadquartersGroup(
    HeadquartersGroupColumns, name="seed.headquarters_group", key=("end_user_hq_group",),
    grain="headquarters group",
    group="status", may_be_empty=True,
):
    """The groups, curated: the rules know these and no others."""


class CoreHeadquartersGroup(
    HeadquartersGroupColumns, name="core.headquarters_group", key=("end_user_hq_group",),
    grain="headquarters group",
    group="status", may_be_empty=True, copies="seed.headquarters_group",
    question="Which headquarters of end users do the rules on chips tell apart?",
    example="select end_user_hq_group from core.headquarters_group",
):
    """Groups of end users that the rules on chips tell apart by their headquarters."""
