"""Situations from public bug reports of this field, each file as its README tells it.

What becomes of a file is asked of its source and of the fold, on top of what comes bundled; what the
tables make of it stands in the tests of the kinds. The files lie beside the repository.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.project import project, source
from tests.support.folding import World
from tests.support.homes import SHARED_DATA
from warehouse.folding.outcomes import FOLDED, HELD, Outcome
from warehouse.folding.register import Folder
from warehouse.project.models import RawRecipe
from warehouse.rows.records import Unreadable
from warehouse.storage.snapshots import end_of_day
from warehouse.storage.store import get_frame

CASES = SHARED_DATA.parent / "cases"
LITELLM = "model_prices_and_context_window.json"
LATER = date(2026, 11, 28)
BUNDLES = {m.recipe.source.source_id: m.recipe.bundle for m in project().models.values()
           if isinstance(m.recipe, RawRecipe)}


@dataclass(frozen=True)
class Case:
    """A file of a source, what stands before it, and what must become of it."""

    folder: str
    source_id: str
    file: str
    expected: Callable[[Seen], object]
    before: str = ""
    is_accepted: bool = False
    """An excerpt of a list is held for what it lacks; a person's word lets it in."""

    @property
    def name(self) -> str:
        """Where a failure is to be looked for."""
        return f"{self.folder} {self.file}".strip()


@dataclass(frozen=True)
class Seen:
    """How the file was judged, and what its source is believed to say."""

    outcome: Outcome
    rows: pl.DataFrame
    rejected: pl.DataFrame
    aside: pl.DataFrame

    def of_the_day(self) -> pl.DataFrame:
        """The file's own rows, of a source whose files stand alone."""
        return self.rows.filter(pl.col("observed_date") == LATER)


def priced(seen: Seen, *names: str) -> list[tuple[object, ...]]:
    """Some columns of the file's rows in order, with the price of input."""
    return sorted(seen.of_the_day().select(
        *names, pl.col("input_price_per_million_tokens_usd").round(4)).rows(), key=str)


def regions_are_conditions(seen: Seen) -> None:
    rows = priced(seen, "model_name", "service_tier", "region")
    plain = {(m, price) for m, tier, region, price in rows
             if tier == "standard" and region in (None, "any", "global")}
    assert any(m.endswith("gpt-4o-2024-08-06") and price == 2.5 for m, price in plain)
    assert not any(m.endswith("gpt-4o-2024-08-06") and price == 2.75 for m, price in plain)
    assert {price for m, price in plain if m.endswith("community")} == {4.0, 0.89}
    assert len({m for m, _ in plain if m.endswith("community")}) == 2, "two models, two names"


def tiers_have_their_own_sizes(seen: Seen) -> None:
    sizes = seen.of_the_day().filter(pl.col("model_name").is_in(["gpt-5.4", "qwen3-max"]))
    steps = {name: set(rows["min_prompt_token_count"])
             for (name,), rows in sizes.group_by("model_name")}
    assert max(steps["gpt-5.4"]) in (272_000, 272_001)
    assert len(steps["qwen3-max"]) == 3
    assert max(steps["qwen3-max"]) in (128_000, 128_001)


def windows_have_their_hours(seen: Seen) -> None:
    hours = seen.of_the_day().filter(pl.col("model_name").str.ends_with("deepseek-v4-pro"))
    assert hours.height > 1
    prices = ["input_price_per_million_tokens_usd", "output_price_per_million_tokens_usd"]
    always = hours.filter(pl.col("time_of_day") == "any").select(prices)
    assert always.null_count().row(0) == (always.height,) * 2, "no price of some hours is one of all"


def one_list_is_missing(seen: Seen) -> None:
    assert seen.outcome.status == FOLDED
    assert seen.outcome.removed == 0
    assert seen.rows.height == 25_917, "what the file does not speak of stands"


def held_for(words: str) -> Callable[[Seen], None]:
    def check(seen: Seen) -> None:
        assert (seen.outcome.status, words in seen.outcome.message) == (HELD, True), seen.outcome
    return check


def the_first_entry_counts(seen: Seen) -> None:
    said = f"{seen.outcome.message} {seen.rejected['check_name'].to_list()}"
    assert "a model listed before; the first entry counts" in said


def a_negative_price_is_no_row(seen: Seen) -> None:
    assert seen.outcome.status == FOLDED
    assert seen.rejected["value"].str.contains("-1000000").any()
    assert (seen.of_the_day()["input_price_per_million_tokens_usd"].drop_nulls() >= 0).all()


def slips_are_emptied(*columns: str) -> Callable[[Seen], None]:
    def check(seen: Seen) -> None:
        assert seen.outcome.status == FOLDED
        assert set(columns) <= set(seen.aside["column_name"])
    return check


def a_sliced_chip_keeps_what_is_believed(seen: Seen) -> None:
    slips_are_emptied("die_size_mm2")(seen)
    waiting = {c["column_name"] for c in seen.outcome.cells if c["subject"] == "NVIDIA H200 SXM"}
    assert waiting >= {"memory_size_gb", "tensor_fp16_bf16_flop_per_s"}
    rows = dict(seen.rows.select("hardware_name", "memory_size_gb").rows())
    assert rows["NVIDIA H200 SXM"] == 141


def no_rule_is_set_forth(seen: Seen) -> None:
    assert seen.outcome.status == FOLDED
    law = seen.rows.filter((pl.col("observed_date") == LATER) & (pl.col("entry") == "3A090"))
    assert law.height
    assert not law["text"].str.contains("9600").any()
    assert set(law["is_complete"]) == {True}


def nobody_moves(seen: Seen) -> None:
    assert (seen.outcome.status, seen.outcome.changed, seen.outcome.removed) == (FOLDED, 0, 0)


def names_are_stripped(seen: Seen) -> None:
    names = seen.rows["model_name"]
    assert names.equals(names.str.strip_chars())


def a_price_of_one_cent_is_a_row_of_its_day(seen: Seen) -> None:
    """Which row it is that cannot be, the check rental_listing_is_of_its_scale says."""
    assert seen.outcome.status == FOLDED
    assert (seen.of_the_day()["price_per_gpu_hour_usd"] == 0.01).any()


def a_price_of_nothing_is_none(seen: Seen) -> None:
    assert seen.rejected["check_name"].to_list() == ["greater_than(0)"]


def words_are_named(seen: Seen) -> None:
    held_for("'Operational' (55)")(seen)
    assert seen.outcome.unmapped["certainty"] == {"Confirmed (public)": 100}


CSL = "screening_lists/consolidated_screening_list_full__2026-07-31.json"
WIKIPEDIA = "gpu_specs_wikipedia/gpu_info_api__2025-06-16.json"
READ = [
    Case("02-litellm-regional-and-global", "litellm_prices", LITELLM, regions_are_conditions,
         is_accepted=True),
    Case("03-litellm-per-1k-and-per-1m", "litellm_prices", LITELLM,
         held_for("16 of 20 rows hold values that cannot be")),
    Case("04-models-dev-context-tiers", "models_dev", "models_dev_api.json",
         tiers_have_their_own_sizes),
    Case("06-litellm-map-lost-most-entries", "litellm_prices", LITELLM, held_for("drops 57")),
    Case("10-csl-sdn-list-missing", "consolidated_screening_list", "", one_list_is_missing, CSL),
    Case("11-csl-entity-list-cut-short", "consolidated_screening_list", "",
         held_for("drops 2051 of 3419 records of Entity List"), CSL),
    Case("15-epoch-name-with-line-end", "epoch_notable_models", "notable_ai_models.csv",
         names_are_stripped, is_accepted=True),
    Case("20-rental-bid-floor-price", "gpu_rental_prices", "gpu_rental_prices__2026-08-12.json",
         a_price_of_one_cent_is_a_row_of_its_day),
    Case("21-rental-odd-memory-and-zero-price", "gpu_rental_prices",
         "gpu_rental_prices__2026-08-11.json", a_price_of_nothing_is_none),
    Case("23-ecfr-effective-date-note", "ecfr_part774", "", no_rule_is_set_forth),
    Case("26-wikipedia-cells-run-together", "wikipedia_gpu", "",
         slips_are_emptied("tdp_w", "memory_size_gb", "peak_fp16_boost_flop_per_s"), WIKIPEDIA),
    Case("28-wikipedia-row-inserted", "wikipedia_gpu", "", nobody_moves, WIKIPEDIA),
    Case("29-litellm-model-twice", "litellm_prices", LITELLM, the_first_entry_counts),
    Case("30-negative-price", "models_dev", "models_dev_api.json", a_negative_price_is_no_row),
    Case("31-hardware-unit-slip", "epoch_ml_hardware", "", a_sliced_chip_keeps_what_is_believed),
    Case("32-litellm-off-peak-windows", "litellm_prices", LITELLM, windows_have_their_hours,
         is_accepted=True),
    Case("40-cell-beyond-core-bounds", "epoch_all_models",
         "epoch_all_ml_systems/all_ml_systems_full_view__2025-06-20.csv", slips_are_emptied("mfu_share"),
         is_accepted=True),
    Case("41-words-outside-the-vocabulary", "epoch_gpu_clusters", "gpu_clusters__2026-09-02.csv",
         words_are_named),
]
REFUSED = [
    ("12-csl-download-cut-off", "consolidated_screening_list", "", r"is not JSON.*fetch it again"),
    ("13-fred-value-header", "fred_ppi_data_processing", "fred.csv", "VALUE"),
    ("13-fred-value-header", "fred_ppi_data_processing", "fred_html.csv", "is a web page"),
    ("14-csv-quote-never-closed", "fred_ppi_data_processing", "fred.csv", r"quote that opens on line"),
    ("14-csv-quote-never-closed", "epoch_hardware_prices", "hardware_prices.csv",
     r"quote that opens on line 122"),
    ("16-csv-semicolons", "epoch_notable_models", "notable_cp1252.csv", r"cp1252.*save it as UTF-8"),
]


@pytest.fixture(scope="module")
def field_cases() -> Path:
    if not CASES.is_dir():
        pytest.skip(f"needs the cases from the field in {CASES}")
    return CASES


@pytest.fixture
def seen(request: pytest.FixtureRequest, field_cases: Path, tmp_path: Path) -> Iterator[Seen]:
    """The file of a case, taken in after what stands before it."""
    case: Case = request.param
    world = FieldWorld(tmp_path, source(case.source_id))
    if case.before:
        world.see(end_of_day(date(2026, 7, 31)), (SHARED_DATA / case.before).read_bytes())
    data = bytes_of(field_cases / case.folder, case.file, tmp_path)
    sighting = world.see(end_of_day(LATER), data)
    if case.is_accepted:
        world.accept(sighting)
    belief = world.belief()
    outcome = next(o for o in belief.outcomes if o.sighting.sha256 == sighting.sha256)
    told = [get_frame(world.store, found) if found else pl.DataFrame()
            for found in (outcome.rejected_hash, outcome.set_aside_hash)]
    rows = pl.concat([get_frame(world.store, part.content_hash) for part in belief.parts])
    yield Seen(outcome, rows, *told)


class FieldWorld(World):
    """A source with the snapshots that come with the code."""

    @property
    def folder(self) -> Folder:
        return Folder(self.store, self.snapshots, self.source, BUNDLES[self.source.source_id])


def bytes_of(folder: Path, file: str, target: Path) -> bytes:
    """A case's own file, or the one that its program makes of a kept release."""
    if (folder / "make.py").exists():
        made = target if file else target / "made"
        subprocess.run([sys.executable, "make.py", str(made)], cwd=folder, check=True)
        return (made / file if file else made).read_bytes()
    return (folder / file).read_bytes()


@pytest.mark.soak
@pytest.mark.parametrize(("seen", "case"), [(case, case) for case in READ], indirect=["seen"],
                         ids=[case.name for case in READ])
def test_what_becomes_of_a_file_is_what_its_case_asks(seen: Seen, case: Case) -> None:
    case.expected(seen)


@pytest.mark.parametrize(("folder", "source_id", "file", "said"), REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    folder: str, source_id: str, file: str, said: str, field_cases: Path, tmp_path: Path
) -> None:
    with pytest.raises(Unreadable, match=said):
        source(source_id).parse(bytes_of(field_cases / folder, file, tmp_path))


@pytest.mark.parametrize("file", ["notable_ai_models.csv", "notable_utf16.csv"])
def test_another_delimiter_and_utf_16_are_read(file: str, field_cases: Path) -> None:
    found = source("epoch_notable_models").parse((field_cases / "16-csv-semicolons" / file).read_bytes())
    assert found.frame.height == 11


def test_every_case_is_tested(field_cases: Path) -> None:
    """By a file above, or where the kind of it is tested."""
    elsewhere = {"22-october-2025-has-no-cpi", "25-bls-wants-an-address-in-the-user-agent"}
    tested = {case.folder for case in READ} | {folder for folder, *_ in REFUSED}
    folders = {path.name for path in field_cases.iterdir() if path.is_dir()}
    assert folders - tested - {"16-csv-semicolons"} == elsewhere
