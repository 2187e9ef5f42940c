"""What a row of `metric.cost_scope_multiplier_by_org_year` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure


class CostScopeMultiplierByOrgYear(
    Table, name="metric.cost_scope_multiplier_by_org_year",
    key=("organization_id", "spend_year", "spend_unit"),
    grain="organization, year and unit", group="spending", may_be_empty=True,
    counts=("compute_spend",),
):
    """Research and development compute over that of final training runs, by organization (M20).

    The multiplier is 1 / final_run_share; its interval is that of the share, inverted, and so is
    skewed. Inference belongs to neither. Where only final runs are disclosed it is not known.
    """

    organization_id: str = column("Organization, see core.organization", str_matches=columns.SLUG)
    spend_year: int = column("Year of the spending", ge=2000)
    spend_unit: str = column("Unit of the amounts; units are never mixed",
                             isin=["usd", "flop", "chip_hour"])
    final_run_value: float = column("Compute of final runs, in the unit beside it", nullable=True)
    research_value: float = column("Research and development compute, final runs included, in the "
                                   "unit beside it", nullable=True)
    final_run_share_low: float = column("Low end", nullable=True, gt=0, le=1)
    final_run_share: float = column("Final runs over research and development", nullable=True, gt=0,
                                    le=1)
    final_run_share_high: float = column("High end", nullable=True, gt=0, le=1)
    scope_multiplier_ratio_low: float = column("Low end", nullable=True, ge=1)
    scope_multiplier_ratio: float = column("From the cost of final runs to the programme's",
                                           nullable=True, ge=1)
    scope_multiplier_ratio_high: float = column("High end", nullable=True, ge=1)
    is_quotable: bool = columns.is_quotable("final_run_share", "scope_multiplier_ratio")
    disclosed_final_run_cost_usd: float = measure("Sum of the final-run costs that the developer "
                                                  "stated that year")
    scope_multiplier_ratio_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    interval_kind: str = column("range of the stated ranges", nullable=True, isin=["range"])
    reason_code: str = column("Why there is no multiplier", nullable=True,
                              isin=["no_programme_spend", "no_final_run_spend"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
