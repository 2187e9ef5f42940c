"""What a row of `step.acquisition_price_by_chip` means."""

from __future__ import annotations

from schemas.columns import column
from schemas.costs.costing_family_by_chip import FAMILIES
from schemas.costs.purchase_price_by_chip import PurchasePriceColumns


class AcquisitionPriceByChip(
    PurchasePriceColumns, name="step.acquisition_price_by_chip", is_published=True, key=("chip_id",),
    grain="chip", group="costs",
):
    """What one chip cost in its server, and from when: the price row that costing selects (M18).

    Of the purchase prices of the chip's family the first whose note names a DGX system, else the
    first; times the server overhead where the price is of a chip alone. TPUs have equivalents.
    """

    chip_family: str = column("Chips that share a server price and a power multiplier",
                              isin=FAMILIES)
