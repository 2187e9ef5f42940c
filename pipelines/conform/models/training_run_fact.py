"""What is stated of each training run, cell by cell: of the run itself, else of its model.

What is said of a whole model speaks of its one run, or of the row of all its phases; it is never
shared out between phases. How facts become the wide table stands in core/training_run.sql.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.conform import facts
from pipelines.conform.facts import CURATED, Choice, Curated
from pipelines.conform.models.model_release_fact import ORDER
from pipelines.conform.names import Names
from pipelines.recipe import recipe
from schemas import base
from schemas.models.training_run import CoreTrainingRunFact, SeedTrainingRun

RUN = "training_run_id"
CHIPS = "epoch_ml_hardware"
"""Source whose names of chips the lists of models use."""
BASIS_OF = {c.name.removesuffix("_basis"): c.name for c in base.columns(SeedTrainingRun)
            if c.name.endswith("_basis")}
NOT_FACTS = {RUN, "citation", "citation_url", "compute_flop_low", "compute_flop_high",
             *BASIS_OF.values()}
REGISTER = Curated(
    RUN, tuple(c.name for c in base.columns(SeedTrainingRun) if c.name not in NOT_FACTS),
    basis_of=BASIS_OF, bounds_of={"compute_flop": ("compute_flop_low", "compute_flop_high")},
)
MAKES_A_RUN = ("training_chip_hour_count", "training_hour_count", "training_chip_count",
               "dataset_token_count", "mfu_share", "number_format")
"""A model of which any of these is known has a run; the first that is names its source."""
COMPUTE, HARDWARE = "compute_flop", "training_hardware"
"""So has one of which both are known: how long the hardware took for the compute can be told."""
OF_MODEL = (*MAKES_A_RUN, "active_parameter_count", COMPUTE)
WHOLE, FIRST = ("all",), ("all", "pretrain")
OF_FINE_TUNE = "fine-tune: hours and tokens are its own, the compute of its base model is left out"
AFTER_THE_RUN = len(ORDER)


@recipe(
    CoreTrainingRunFact,
    reads=["core.model_release", "core.model_release_fact", "seed.chip_alias", "seed.training_run"],
)
def training_run_fact(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All facts of all runs, with the believed one of each run and attribute marked."""
    runs = frames["seed.training_run"]
    of_runs = facts.curated(runs, REGISTER, SeedTrainingRun)
    of_models = _of_models(frames, _run_of_model(runs))
    choice = Choice(ORDER, "of the run itself, else of its model as core.model_release_fact has it")
    names = {*REGISTER.attributes, *OF_MODEL}
    ranked = facts.ranked(pl.concat([of_runs, of_models]), dict.fromkeys(names, choice))
    is_of_run = (pl.col("source_id") == CURATED) & (pl.col("source_key") == pl.col(RUN))
    late = pl.when(is_of_run).then(0).otherwise(AFTER_THE_RUN)
    return facts.with_choice(
        ranked.with_columns(rank=pl.col("rank") + late), RUN, CoreTrainingRunFact)


def _run_of_model(runs: pl.DataFrame) -> pl.DataFrame:
    """The run that what is said of a model speaks of; NULL where it cannot be told."""
    is_one = pl.len().over("model_id") == 1
    speaks = pl.col("phase").is_in(WHOLE) | (is_one & pl.col("phase").is_in(FIRST))
    told = runs.with_columns(run=pl.when(speaks).then(pl.col(RUN)))
    return told.group_by("model_id").agg(pl.col("run").drop_nulls().first().alias(RUN))


def _of_models(frames: Mapping[str, pl.DataFrame], run_of: pl.DataFrame) -> pl.DataFrame:
    """What is believed of models, as facts of their runs; a run that no row lists is `<model>-all`."""
    models = frames["core.model_release"].select("model_id", "is_fine_tune")
    listed = run_of.select("model_id", RUN, is_listed=pl.lit(value=True))
    believed = frames["core.model_release_fact"].filter(
        "is_chosen", pl.col("value").is_not_null()
    ).join(models, on="model_id").join(listed, on="model_id", how="left").with_columns(
        pl.when(pl.col("is_listed").is_null()).then(pl.format("{}-all", "model_id"))
        .otherwise(pl.col(RUN)).alias(RUN)
    ).filter(pl.col(RUN).is_not_null())
    is_own = (pl.col("attribute") != COMPUTE) | ~pl.col("is_fine_tune")
    said = believed.filter(pl.col("attribute").is_in(OF_MODEL) & is_own)
    chips = _chips(believed, frames["seed.chip_alias"])
    on_known = believed.filter(pl.col("attribute") == HARDWARE).select(RUN)
    made = believed.filter(pl.col("attribute").is_in(MAKES_A_RUN) | (
        (pl.col("attribute") == COMPUTE) & is_own & pl.col(RUN).is_in(on_known[RUN].to_list())))
    found = pl.concat([_plain(frame) for frame in (said, chips, *_identity(made))])
    has_run = pl.concat([made.select(RUN), run_of.select(RUN)])
    return found.join(has_run, on=RUN, how="semi")


def _plain(said: pl.DataFrame) -> pl.DataFrame:
    return said.select(RUN, *facts.SCHEMA)


def _chips(believed: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """The chip that the name of a model's hardware means."""
    names = Names.of(aliases.sort("chip_id", descending=True), "chip_id").used_by(CHIPS)
    chip = pl.col("value").replace_strict(names, default=None, return_dtype=pl.String)
    named = believed.filter(pl.col("attribute") == HARDWARE).with_columns(
        attribute=pl.lit("chip_id"), value=chip)
    return named.filter(pl.col("value").is_not_null())


def _identity(made: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
    """Model, phase and note of the runs that no bundled row lists, by the source of their first figure."""
    order = pl.col("attribute").replace_strict(
        {name: place for place, name in enumerate((*MAKES_A_RUN, COMPUTE))}, return_dtype=pl.Int64)
    first = made.filter(pl.col("is_listed").is_null()).sort(RUN, order).unique(
        RUN, keep="first", maintain_order=True
    ).with_columns(value_number=facts.NO_NUMBER, value_low=facts.NO_NUMBER,
                   value_high=facts.NO_NUMBER, basis=facts.UNSAID)
    return (
        first.with_columns(attribute=pl.lit("model_id"), value=pl.col("model_id")),
        first.with_columns(attribute=pl.lit("phase"), value=pl.lit("all")),
        first.filter("is_fine_tune").with_columns(
            attribute=pl.lit("note"), value=pl.lit(OF_FINE_TUNE)),
    )
