"""What a row of `seed.token_model_alias` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedTokenModelAlias(
    Table, name="seed.token_model_alias", key=("alias",),
    grain="alias", group="tokens"):
    """Which model a provider sells under a name; the same in every list of prices."""

    alias: str = column("Name in a list of prices, letter for letter")
    model_id: str = column("Model of core.model_release", str_matches=columns.SLUG)
    citation: str = columns.citation()
