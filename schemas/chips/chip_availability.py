"""What a row of `core.chip_availability` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

PROOFS = ["shipping_date", "first_shipment", "first_rental_offer", "first_cluster"]
UNKNOWN_REASONS = ["shipping_unknown", "never_shipped", "not_announced"]


class ChipAvailability(
    Table, name="core.chip_availability", key=("chip_id",),
    grain="chip", group="chips", may_be_empty=True,
):
    """The day by which a chip is proven to ship: announced, shipping and operating are three things.

    The earliest of a stated shipping date and of what proves that it had shipped: a believed shipment
    to a customer, an offer to rent it, a cluster that ran with it. A chip without any is not known to
    ship, however long ago it was announced.
    """

    chip_id: str = columns.chip_id()
    announced_date: pl.Date = column("Release or announcement", nullable=True)
    available_by_date: pl.Date = column("Last day of the period in which the proof lies: it had "
                                        "shipped by then; NULL where nothing proves it", nullable=True)
    available_basis: str = column("What proves it; all but shipping_date are upper bounds",
                                  nullable=True, isin=PROOFS)
    evidence: str = column("Row that proves it", nullable=True)
    reason_code: str = column("shipping_unknown: nothing proves it; never_shipped: withdrawn before; "
                              "not_announced: no announcement is known either", nullable=True,
                              isin=UNKNOWN_REASONS)
