"""What a row of `core.destination_scope_member` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.rules.rule_event import HQ_GROUPS


class DestinationScopeMember(
    Table, name="core.destination_scope_member",
    key=("scope_id", "destination_group_id", "end_user_hq_group"),
    grain="scope, destination group and headquarters group", group="status",
    may_be_empty=True,
):
    """Kinds of destination and headquarters that are in a scope of a provision or an event."""

    scope_id: str = column("Scope of a provision, or event of core.rule_event",
                           str_matches=columns.SLUG)
    destination_group_id: str = column("Kind of destination", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of the end user", isin=HQ_GROUPS)
