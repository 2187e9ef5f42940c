"""What a training run cost, by method, and each step on the way there (M18, M19, M22).

Energy and power stand in schemas/energy.py, stated costs in schemas/disclosures.py.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.models import PHASES, model_id

CHIP_HOURS_METHODS = ["reported", "count_x_hours", "compute"]
START_BASES = ["reported", "inferred"]
COST_METHODS = ["amortised", "cloud", "upfront"]
FAMILIES = ["a100", "v100", "h100", "p100", "tpu_v1", "tpu_v2", "tpu_v3", "tpu_v4", "tpu_later",
            "other"]
TERMS_USED = ["3_year", "1_year", "on_demand"]


class CostingFamilyByChip(
    Table, name="metric.costing_family_by_chip", key=("chip_id",), group="costs",
):
    """Which price, server overhead and power multiplier hold for a chip, by its name (M18, M21)."""

    chip_id: str = columns.chip_id()
    chip_name: str = column("Name in common use")
    chip_family: str = column("Chips that share a server price and a power multiplier",
                              isin=FAMILIES)
    is_tpu: bool = column("A TPU, which nobody buys")
    release_date: pl.Date = column("Day it was released", nullable=True)
    tdp_w: float = measure("Thermal design power of one chip")
    is_power_assumed: bool = column("The power is the constant tpu_v4_power_w: no source states it")
    peak_dense_flop_per_s: float = measure("Dense peak that training could use: 16 bits, else TF32, "
                                           "else FP32, else 8-bit integers")
    server_power_constant_id: str = column("Constant with its server's power per chip over its own")
    server_overhead_constant_id: str = column("Constant with its server's price over its own")


class TrainingChipHoursByModel(
    Table, name="metric.training_chip_hours_by_model", key=("model_id",), group="costs",
    may_be_empty=True,
):
    """Chip-hours of the final run of every base model with one known kind of chip (M18).

    Reported, else chips x hours, else compute / (dense peak x utilization), of a source's row for
    all of training, else of its phases together. Fine-tunes and runs on several kinds of chips are left out.
    """

    model_id: str = model_id()
    model_name: str = column("Name in common use")
    release_date: pl.Date = column("Day it was published or released")
    organization_ids: TextList = column("Developers", nullable=True)
    is_frontier: bool = column("Among the ten largest by compute when released", nullable=True)
    chip_id: str = columns.chip_id()
    chip_name: str = column("Name of the chip")
    is_form_assumed: bool = column("The source names the chip's family alone, see core.costing_chip")
    chip_family: str = column("Chips that share a server price and a power multiplier",
                              isin=FAMILIES)
    is_tpu: bool = column("A TPU, which nobody buys")
    tdp_w: float = measure("Thermal design power of one chip")
    pue_class: str = column("Which power usage effectiveness holds",
                            isin=["hyperscaler", "other"])
    run_source_id: str = columns.source_id("Source of the runs that are added up")
    phases: TextList = column(f"Phases in it, of {', '.join(PHASES)}")
    training_chip_count: float = measure("Chips, the largest number of a phase")
    training_hour_count: float = measure("Wall-clock hours of all phases; NULL: not known")
    training_chip_hour_count: float = column("Chip-hours", gt=0)
    training_chip_hour_count_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    chip_hours_method: str = column("How the chip-hours were found; of several phases, the weakest",
                                    isin=CHIP_HOURS_METHODS)
    mfu_share: float = column("Utilization used where they come from compute", nullable=True, gt=0,
                              le=1)
    compute_flop: float = measure("Compute of the run or else of the model")
    compute_flop_basis: str = column("reported, estimated or imputed", nullable=True,
                                     isin=columns.BASES)
    training_start_date: pl.Date = column("First day of training")
    training_start_basis: str = column("reported, or inferred from publication", isin=START_BASES)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)


class AcquisitionPriceByChip(
    Table, name="metric.acquisition_price_by_chip", key=("chip_id",), group="costs",
):
    """What one chip cost in its server, and from when: the price row that costing selects (M18).

    Of the purchase prices of the chip's family the first whose note names a DGX system, else the
    first; times the server overhead where the price is of a chip alone. TPUs have equivalents.
    """

    chip_id: str = columns.chip_id()
    chip_family: str = column("Chips that share a server price and a power multiplier",
                              isin=FAMILIES)
    chip_price_id: str = column("Selected price, see core.chip_price; NULL for a TPU",
                                nullable=True)
    price_date: pl.Date = column("Day of that price", nullable=True)
    price_usd: float = column("That price, nominal", gt=0)
    is_single_unit: bool = column("It is of a chip alone, so the server overhead was added")
    server_overhead_ratio: float = column("Server price over chip price; 1 where it is in the price",
                                          ge=1)
    acquisition_date: pl.Date = column("Earliest day a buyer had it: price date, or 90 days after "
                                       "release if that is later; a TPU: its release")
    server_share_price_usd: float = column("Price of one chip with its share of the server", gt=0)
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)


class CloudPriceByModel(
    Table, name="metric.cloud_price_by_model", key=("model_id",), group="costs",
    may_be_empty=True,
):
    """The rental offer at which a model's run is priced, at a three-year commitment (M19).

    Chosen by term (3 years, else 1 year, else on demand), then vendor (the developer's own cloud,
    AWS, Azure, Google, others), then the nearest day up to 60 days before training, else after.
    """

    model_id: str = model_id()
    rental_offer_id: str = column("Selected offer, see core.rental_offer")
    chip_id: str = column("Chip offered; NULL where the offer names its family alone",
                          nullable=True, str_matches=columns.SLUG)
    provider_id: str = column("Who offered it")
    term: str = column("Its term", isin=TERMS_USED)
    offer_date: pl.Date = column("Day of the offer")
    wanted_date: pl.Date = column("Day it was looked for: 60 days before training")
    price_per_gpu_hour_usd: float = column("Price as offered", gt=0)
    commitment_ratio: float = column("Price at three years over price at its term", gt=0, le=1)
    committed_price_per_gpu_hour_usd: float = column("Price at a three-year commitment", gt=0)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)


class TrainingCostByModelMethod(
    Table, name="metric.training_cost_by_model_method",
    key=("model_id", "method", "price_base_year"), group="costs", may_be_empty=True,
):
    """Cost of the final training run, by method (M18, M19). The methods answer different questions.

    amortised: value the hardware lost during the run, with interconnect and energy; cloud: renting
    it at a three-year commitment; upfront: buying the cluster, whose value outlives the run.
    """

    model_id: str = model_id()
    method: str = column("What is counted", isin=COST_METHODS)
    price_base_year: int = column("Year of the real dollars", ge=2000)
    model_name: str = column("Name in common use")
    valid_date: pl.Date = column("Day of publication, in whose month's dollars the nominal cost is")
    is_frontier: bool = column("Among the ten largest by compute when released", nullable=True)
    cost_scope: str = column("What the cost is of", isin=["final_run"])
    chip_id: str = columns.chip_id()
    chip_name: str = column("Name of the chip")
    training_chip_hour_count: float = column("Chip-hours", gt=0)
    chip_hours_method: str = column("How the chip-hours were found", isin=CHIP_HOURS_METHODS)
    training_chip_count: float = measure("Chips")
    training_start_date: pl.Date = column("First day of training")
    chip_price_id: str = column("Purchase price used, see core.chip_price", nullable=True)
    rental_offer_id: str = column("Rental offer used, see core.rental_offer", nullable=True)
    acquisition_date: pl.Date = column("Day the hardware, or the rent, was priced", nullable=True)
    price_at_acquisition_usd: float = measure("Of one chip with its share of a server, or of one "
                                              "hour at the three-year commitment")
    price_at_start_usd: float = measure("Value of one chip with its share at the start of training")
    chip_cost_usd: float = measure("Servers, of which chips are the largest part")
    interconnect_cost_usd: float = measure("Interconnect between servers")
    energy_cost_usd: float = measure("Electricity")
    cost_usd_low: float = measure("Low end")
    cost_usd: float = measure("Cost, nominal")
    cost_usd_high: float = measure("High end")
    cost_usd_2023_low: float = measure("Low end")
    cost_usd_2023: float = measure("Cost in dollars of 2023")
    cost_usd_2023_high: float = measure("High end")
    cost_usd_basis: str = column("Weakest basis of the inputs", nullable=True, isin=columns.BASES)
    interval_kind: str = column("90 % interval of the draws; NULL where hours and price are both "
                                "stated, so that the size of their error is not known",
                                nullable=True, isin=["ci90"])
    deflator_id: str = column("Index that turned nominal into 2023 dollars")
    deflator_month_date: pl.Date = column("Month of the index: that of publication, or the last "
                                          "known before it", nullable=True)
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    reason_code: str = column("Why there is no cost: no purchase price of the chip's family, no "
                              "rental offer, no number of chips, or no power of the chip",
                              nullable=True,
                              isin=["no_chip_price", "no_rental_offer", "no_chip_count",
                                    "no_chip_power"])
    input_row_count: int = column("Rows that entered the value", gt=0)


class ComputePerDollarByModel(
    Table, name="metric.compute_per_dollar_by_model", key=("model_id", "method"), group="costs",
    may_be_empty=True,
):
    """Training compute per real dollar of a run, and its inverse, by costing method (M22).

    Compute and cost are drawn together. Where chip-hours come from compute it cancels, and the
    interval is too narrow: such rows are marked. Methods must not be mixed in one series.
    """

    model_id: str = model_id()
    method: str = column("What the cost counts", isin=COST_METHODS)
    model_name: str = column("Name in common use")
    valid_date: pl.Date = column("Day of publication")
    compute_flop: float = column("Training compute", gt=0)
    cost_usd_2023: float = column("Cost in dollars of 2023", gt=0)
    compute_per_usd_flop: float = column("Compute per nominal dollar", gt=0)
    compute_per_usd_2023_flop_low: float = measure("Low end")
    compute_per_usd_2023_flop: float = column("Compute per dollar of 2023", gt=0)
    compute_per_usd_2023_flop_high: float = measure("High end")
    cost_per_eflop_usd_2023_low: float = measure("Low end")
    cost_per_eflop_usd_2023: float = column("Cost of 10^18 FLOP in dollars of 2023", gt=0)
    cost_per_eflop_usd_2023_high: float = measure("High end")
    compute_per_usd_2023_flop_basis: str = column("Weakest basis of the inputs",
                                                  isin=columns.BASES)
    is_compute_on_both_sides: bool = column("Chip-hours were made from the compute, so its error "
                                            "cancels and the interval is too narrow")
    interval_kind: str = column("90 % interval of the draws; NULL as for the cost", nullable=True,
                                isin=["ci90"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)


class CostScopeMultiplierByOrgYear(
    Table, name="metric.cost_scope_multiplier_by_org_year",
    key=("organization_id", "spend_year", "spend_unit"), group="costs", may_be_empty=True,
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
    disclosed_final_run_cost_usd: float = measure("Sum of the final-run costs that the developer "
                                                  "stated that year")
    scope_multiplier_ratio_basis: str = column("Weakest basis of the inputs", isin=columns.BASES)
    interval_kind: str = column("range of the stated ranges", nullable=True, isin=["range"])
    reason_code: str = column("Why there is no multiplier", nullable=True,
                              isin=["no_programme_spend", "no_final_run_spend"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
