"""What a row of `seed.rule_destination` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column
from schemas.status.legal_provision import ProvisionColumns


class SeedRuleDestination(
    ProvisionColumns, name="seed.rule_destination", key=("requirement_id",),
    grain="requirement",
                          group="status", may_be_empty=True):
    """Which destinations each control paragraph asks a licence for, from one version to another."""

    requirement_id: str = column("Stable slug", str_matches=columns.SLUG)
