"""Facts about training runs: cells are merged one by one, and a model's figure is never shared out."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.conform.models.training_run_fact import OF_FINE_TUNE, training_run_fact
from tests.support.tiny import frame

HOURS, COUNT = "training_chip_hour_count", "training_chip_count"


def facts_of(
    *runs: dict[str, Any], is_fine_tune: bool = False, hardware: str | None = None, **said: float
) -> dict[tuple[str, str], dict[str, Any]]:
    """The believed facts, by run and attribute, of bundled runs and what lists say of their model."""
    about = {"model_id": "zeta", "source_id": "epoch_all_models", "source_key": "Zeta",
             "source_locator": "row 7", "is_chosen": True}
    stated = [about | {"attribute": name, "value": str(value), "value_number": value}
              for name, value in said.items()]
    stated += [about | {"attribute": "training_hardware", "value": hardware}] if hardware else []
    alias = {"source_id": "epoch_ml_hardware", "alias": "Z100", "chip_id": "acme-z100"}
    frames = {
        "seed.training_run": frame("seed.training_run", *(
            {"model_id": "zeta", "citation": "a report"} | run for run in runs)),
        "core.model_release_fact": frame("core.model_release_fact", *stated),
        "core.model_release": frame("core.model_release", {
            "model_id": "zeta", "is_fine_tune": is_fine_tune}),
        "seed.chip_alias": frame("seed.chip_alias", alias),
    }
    found = training_run_fact.recipe.function(frames).filter("is_chosen")
    return {(row["training_run_id"], row["attribute"]): row for row in found.iter_rows(named=True)}


@pytest.mark.parametrize("phase", ["pretrain", "all"])
def test_a_row_that_knows_the_chips_does_not_hide_the_hours_that_a_list_knows(phase: str) -> None:
    run = {"training_run_id": "zeta-1", "phase": phase, COUNT: 1024.0}
    found = facts_of(run, **{HOURS: 5e5, COUNT: 1000.0})
    assert found["zeta-1", COUNT]["value_number"] == 1024.0
    assert found["zeta-1", HOURS]["value_number"] == 5e5
    assert found["zeta-1", HOURS]["source_id"] == "epoch_all_models"
    assert found["zeta-1", "phase"]["source_id"] == "seed"
    assert {run_id for run_id, _ in found} == {"zeta-1"}


def test_what_is_said_of_a_model_goes_to_the_row_of_all_phases_and_to_no_single_one() -> None:
    phases = [{"training_run_id": f"zeta-{name}", "phase": name} for name in ("pretrain", "posttrain")]
    assert not {key for key in facts_of(*phases, **{HOURS: 5e5}) if key[1] == HOURS}
    whole = {"training_run_id": "zeta-whole", "phase": "all"}
    assert ("zeta-whole", HOURS) in facts_of(*phases, whole, **{HOURS: 5e5})


def test_a_model_that_no_row_lists_has_a_run_of_its_own_with_the_chip_its_hardware_means() -> None:
    found = facts_of(hardware="Z100", **{HOURS: 5e5, "compute_flop": 1e24})
    assert found["zeta-all", "model_id"]["value"] == "zeta"
    assert found["zeta-all", "chip_id"]["value"] == "acme-z100"
    assert found["zeta-all", "compute_flop"]["value_number"] == 1e24
    assert facts_of(hardware="Z100", compute_flop=1e24)["zeta-all", "chip_id"]["value"] == "acme-z100"
    assert not facts_of(hardware="Z100")


def test_a_fine_tune_has_no_share_in_the_compute_of_its_base() -> None:
    found = facts_of(is_fine_tune=True, **{HOURS: 5e5, "compute_flop": 1e24})
    assert ("zeta-all", "compute_flop") not in found
    assert found["zeta-all", "note"]["value"] == OF_FINE_TUNE
