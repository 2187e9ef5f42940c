"""What a row of `seed.area_name` and `core.area_name` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.areas import area


class AreaNameColumns(Table):
    """The one name that is shown of an area."""

    area_code: str = area("Country, region or roll-up of them; WLD: the world; ZZZ: no listed country")
    area_name: str = column("Name as people write it")


class SeedAreaName(AreaNameColumns, name="seed.area_name", key=("area_code",), grain="area",
                   group="countries", may_be_empty=True):
    """Names of areas that ISO 3166-1 has none for, or whose name there hardly anybody writes."""

    citation: str = columns.citation()


class CoreAreaName(
    AreaNameColumns, name="core.area_name", key=("area_code",), grain="area", group="countries",
    may_be_empty=True,
):
    """What views show of a code: ISO's short name without its brackets, unless another is listed."""
