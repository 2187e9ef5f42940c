"""How much of an organization's compute serves users."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column

UNITS = ["usd", "flop", "energy", "gpu_hour", "chip_hour"]


class DeploymentShareByOrgYear(
    Table, name="metric.deployment_share_by_org_year",
    key=("organization_id", "year", "unit"),
    grain="organization, year and unit", group="stock", may_be_empty=True,
    counts=("compute_spend",),
):
    """Share of compute used for serving: inference / (inference + research and development) (M26).

    Research and development is training plus experiments, as stated or added up; where only a total
    and inference are known, the rest of the total stands for it. Units are never mixed. Partner-run
    inference is in no total of the developer. Reinforcement-learning rollouts are training.
    """

    organization_id: str = column("Organization, see core.organization", str_matches=columns.SLUG)
    year: int = column("Calendar year", gt=1990)
    unit: str = column("Unit in which both parts are counted", isin=UNITS)
    deployment_share_low: float = column("Least inference, most of the rest", nullable=True, ge=0,
                                         le=1)
    deployment_share: float = column("Inference by all compute", ge=0, le=1)
    deployment_share_high: float = column("Most inference, least of the rest", nullable=True, ge=0,
                                          le=1)
    deployment_share_basis: str = column("Weakest basis of the parts", isin=columns.BASES)
    confidence_tier: str = column("Least sure of the parts")
    inference_value: float = column("Inference, in the unit", gt=0)
    other_value: float = column("Training and experiments, in the unit", gt=0)
    other_source: str = column("How the rest is known", isin=["stated", "parts", "total_less_inference"])
    interval_kind: str = column("range", nullable=True, isin=["range"])
    reason_code: str = column("Why there is no interval", nullable=True,
                              isin=["range_not_disclosed"])
    note: str = column("What the statements count, such as whose infrastructure", nullable=True)
    input_row_count: int = column("Statements that entered", gt=0)
