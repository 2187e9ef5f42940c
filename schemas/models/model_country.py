"""What a row of `core.model_country` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.areas import area, country_basis


class CoreModelCountry(Table, name="core.model_country",
                       key=("country_basis", "country_code", "model_id"),
    grain="model, country and country basis", group="models"):
    """Which areas a model counts for, and how much of it by each rule, if there are any developers.

    A roll-up that is the world without some countries gets what those countries do not get, so that
    the two sides of a pair share nothing under any rule.
    """

    country_basis: str = country_basis()
    country_code: str = area()
    model_id: str = column("Model, see core.model_release", str_matches=columns.SLUG)
    inclusive_share: float = column("1 if any developer is of the area, else 0", ge=0, le=1)
    exclusive_share: float = column("1 if all developers are of the area, else 0", ge=0, le=1)
    fractional_share: float = column("Countries of the area by countries of all developers",
                                     ge=0, le=1)
    developer_country_count: int = column("Countries of all developers", gt=0)
