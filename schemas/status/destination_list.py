"""What a row of `core.destination_list` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.country import country_code


class DestinationList(
    Table, name="core.destination_list", key=("rule_event_id", "country_code"),
    grain="rule event and country",
                      group="status", may_be_empty=True):
    """Countries that events list and no provision names; events with the same list share its id."""

    rule_event_id: str = column("Event that lists them", str_matches=columns.SLUG)
    country_code: str = country_code()
    list_id: str = column("First event with the same list", str_matches=columns.SLUG)
