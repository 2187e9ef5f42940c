"""What a row of `seed.provision_reading` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class SeedProvisionReading(Table, name="seed.provision_reading",
                           key=("provision_id", "text_locator", "read_date"),
    grain="provision, paragraph and day", group="rules",
                           may_be_empty=True):
    """Where the words of each provision were read: the paragraph, and a day on which it stood so.

    Only the place and the day are kept here; the text itself stays with whoever holds a copy. A
    provision whose paragraph was printed anew has a reading of each print. A reading is our proof of
    a row, not an event in the world, so it is known as soon as the row is.
    """

    provision_id: str = column("Requirement, exception, review policy or embargo",
                               str_matches=columns.SLUG)
    text_locator: str = column("Paragraph that states it: 742.6(b)(10)(ii)")
    read_date: pl.Date = column("Day of the text that was read, a day on which it was printed so")
    citation: str = columns.citation()
    citation_url: str = column("Address of the copy that was read; NULL for a text that is taken in",
                               nullable=True)
