"""What a row of `step.designer_home_by_country` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


def designer_home() -> str:
    """Whose chips count as domestic: what tells destinations of one group apart."""
    found: str = column("Country whose designers count as the destination's own, ISO 3166-1 alpha-3; "
                        "none: no chip of core.chip is designed there",
                        str_matches=r"^([A-Z]{3}|none)$")
    return found


class DesignerHome(
    Table, name="step.designer_home_by_country", key=("country_code",),
    grain="country", group="status",
    is_published=True,
):
    """Whose chips are domestic in a country: those designed where the rules count it to.

    Read beside core.destination_group_member, as the view best_legal_chip does: what is best by law
    is one answer a group, what is best with domestic chips one a group and home.
    """

    country_code: str = column("ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    designer_home: str = designer_home()
