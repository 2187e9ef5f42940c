"""What a row of `seed.licence_exception` means."""

from __future__ import annotations

from schemas import columns
from schemas.columns import column
from schemas.status.legal_provision import ProvisionColumns


class SeedLicenceException(
    ProvisionColumns, name="seed.licence_exception", key=("exception_id",),
    grain="exception",
                           group="status", may_be_empty=True):
    """Licence exceptions: what they reach, for whom, and what they ask for."""

    exception_id: str = column("Stable slug", str_matches=columns.SLUG)
    exception_code: str = column("Code of the exception: NAC, ACA, AIA, ACM, LPP, HBM")
    resulting_status: str = column("notify_only where BIS is told first and may object",
                                   isin=["exception_available", "notify_only"])
    tested_locator: str = column("Paragraph of core.rule_threshold whose rows must admit the item",
                                 nullable=True)
    designer_group_code: str = column("Country group the designer must be headquartered in",
                                      nullable=True)
    needs_special_use: bool = column("Only for an end use beyond the default, such as "
                                     "manufacturing; not counted in a status")
