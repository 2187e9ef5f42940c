"""What a row of `core.destination_group_member` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column
from schemas.status.destination_profile import DestinationStay


class DestinationGroupMember(
    DestinationStay, name="core.destination_group_member",
    key=("country_code", "valid_from_date"),
    grain="country and interval", group="status", may_be_empty=True,
):
    """The destination group of a country, by interval: countries that every rule treats alike.

    A group bears the name of the simplest of its members: `d1` holds also countries of D:4 alone, as
    no rule on chips tells them apart. Every ISO country has a group on every day.
    """

    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
