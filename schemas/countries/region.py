"""What a row of `seed.region` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedRegion(Table, name="seed.region", key=("region_code",), grain="region", group="countries",
    may_be_empty=True):
    """Regions that the rules treat apart from the country they belong to.

    ISO 3166-1 leaves XAA to XZZ to its users; what a region is part of stands in
    seed.part_of_country.
    """

    region_code: str = column("Code of ours, in the range ISO leaves to users",
                              str_matches=r"^X[A-Z]{2}$")
    region_code_iso: str = column("ISO 3166-2 code of the subdivision it is known by")
    region_name: str = column("Name in common use, and what it is")
    note: str = column("What a reader must know to use the row", nullable=True)
    citation: str = columns.citation()
