"""Who supports a believed cell: copies count once, the register not at all, the maker is enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from pipelines.conform.quality.publishers import COUNTED_FOR, PRICED_BY
from pipelines.conform.quality.strength import UNNAMED
from pipelines.project import source
from schemas.quality.cell_confirmation import STATUSES
from tests.support.tiny import frame, made

CELL = {"table_name": "core.chip", "row_key": "acme-one", "column_name": "tdp_w"}


def fact(value: str, source_id: str, attribute: str = "tdp_w", **more: object) -> dict[str, object]:
    """A statement about the one chip, believed where the register makes it."""
    number = None if "-" in value or value.isalpha() else float(value)
    return {"chip_id": "acme-one", "attribute": attribute, "source_id": source_id,
            "source_key": "one", "value": value, "value_number": number, "source_locator": "x",
            "is_chosen": source_id == "seed", **more}


def reading(value: str, publisher: str, how_read: str = "secondary", **more: object) -> dict[str, object]:
    """What one document says of the cell."""
    return {**CELL, "value_as_printed": f"{value} W", "value": value, "document_title": "t",
            "publisher": publisher, "place": "table", "read_in": f"stored page of {publisher}",
            "read_date": date(2026, 1, 1), "how_read": how_read, **more}


def confirmation(
    facts: list[dict[str, object]], *readings: dict[str, object],
    adjudications: tuple[dict[str, object], ...] = (),
) -> dict[str, object]:
    """The confirmation of the first fact's cell."""
    rows = made("core.cell_confirmation", ("core.chip_fact", frame("core.chip_fact", *facts)),
                ("core.evidence", frame("core.evidence", *readings)),
                ("core.adjudication", frame("core.adjudication", *adjudications)))
    return rows.filter(pl.col("column_name") == facts[0]["attribute"]).row(0, named=True)


REGISTER = fact("700", "seed")


def test_what_nobody_else_says_is_unread() -> None:
    assert confirmation([REGISTER])["confirmation_status"] == "unread"


def test_one_publisher_is_single_and_two_confirm_within_five_percent() -> None:
    assert confirmation([REGISTER], reading("735", "A"))["confirmation_status"] == "single"
    cell = confirmation([REGISTER], reading("735", "A"), reading("665", "B"))
    assert (cell["confirmation_status"], cell["agreeing_publisher_count"]) == ("confirmed", 2)


def test_a_publisher_that_copies_another_counts_with_it() -> None:
    copy = reading("700", "B", copied_from="A")
    assert confirmation([REGISTER], reading("700", "A"), copy)["confirmation_status"] == "single"


@pytest.mark.parametrize("source_id", COUNTED_FOR)
def test_a_source_counts_for_the_publisher_that_it_declares_to_copy(source_id: str) -> None:
    declared = source(source_id)
    assert COUNTED_FOR[source_id] == (declared.copies or declared.publisher)


@pytest.mark.parametrize("source_id", PRICED_BY)
def test_prices_are_the_publishers_own(source_id: str) -> None:
    assert PRICED_BY[source_id] == source(source_id).publisher


def test_a_database_counts_with_the_one_it_copies() -> None:
    facts = [REGISTER, fact("700", "epoch_ml_hardware")]
    assert confirmation(facts, reading("700", "TechPowerUp"))["confirmation_status"] == "single"
    assert confirmation(facts, reading("700", "A"))["confirmation_status"] == "confirmed"


def test_the_makers_own_document_is_enough_and_a_repetition_of_it_is_not() -> None:
    maker = fact("Acme", "seed", "designer")
    for how_read in ("document", "converted"):
        own = confirmation([REGISTER, maker], reading("700", "Acme", how_read), reading("500", "A"))
        assert (own["confirmation_status"], own["best_strength"]) == ("confirmed", "makers_document")
    assert confirmation([REGISTER, maker], reading("700", "Acme"))["confirmation_status"] == "single"


FORMULA, UNNAMED_FILE = reading("700", "A", "derived"), reading("700", UNNAMED)


@pytest.mark.parametrize(("readings", "support"), [
    ((), ("unread", 0, 0, None)),
    ((FORMULA,), ("single", 0, 1, "formula")),
    ((UNNAMED_FILE,), ("single", 0, 1, "unnamed_file")),
    ((FORMULA, UNNAMED_FILE), ("single", 0, 2, "unnamed_file")),
    ((FORMULA, UNNAMED_FILE, reading("700", "B")), ("single", 1, 2, "named_publisher")),
    ((UNNAMED_FILE, reading("700", "A"), reading("700", "B")), ("confirmed", 2, 1, "named_publisher")),
    ((reading("700", "A"), FORMULA), ("single", 1, 0, "named_publisher")),
    ((reading("700", "Acme", "derived"),), ("single", 0, 1, "formula")),
])
def test_formulas_and_unnamed_files_never_confirm(
    readings: tuple[dict[str, object], ...], support: tuple[object, ...]
) -> None:
    """Not by any number of them, nor where the formula runs over the maker's own figures."""
    cell = confirmation([REGISTER, fact("Acme", "seed", "designer")], *readings)
    counts = ("confirmation_status", "agreeing_publisher_count", "weak_agreeing_count", "best_strength")
    assert tuple(cell[name] for name in counts) == support


def test_a_weak_reading_dissents_like_any_other() -> None:
    against = [reading("700", "A"), reading("500", UNNAMED)]
    assert confirmation([REGISTER], *against)["confirmation_status"] == "disputed"


def test_as_many_against_as_for_make_a_dispute_which_a_judgement_settles() -> None:
    against = [reading("700", "A"), reading("500", "B")]
    assert confirmation([REGISTER], *against)["confirmation_status"] == "disputed"
    judged = {**CELL, "believed_value": "700", "reason": "r", "citation": "c"}
    cell = confirmation([REGISTER], *against, adjudications=(judged,))
    assert (cell["confirmation_status"], cell["is_adjudicated"]) == ("disputed", True)
    stale = judged | {"believed_value": "600"}
    assert not confirmation([REGISTER], *against, adjudications=(stale,))["is_adjudicated"]


def test_dates_agree_within_a_month() -> None:
    day = fact("2024-05-15", "seed", "release_date")
    near = fact("2024-06-01", "epoch_ml_hardware", "release_date")
    far = fact("2024-09-01", "wikipedia_gpu", "release_date")
    cell = confirmation([day, near, far])
    assert (cell["agreeing_publisher_count"], cell["dissenting_publisher_count"]) == (1, 1)


def test_the_four_statuses_make_the_whole() -> None:
    facts = [REGISTER, fact("80", "seed", "memory_size_gb"), fact("80", "wikipedia_gpu", "memory_size_gb")]
    cells = made("core.cell_confirmation", ("core.chip_fact", frame("core.chip_fact", *facts)))
    counts = made("metric.cell_confirmation_by_table_column", ("core.cell_confirmation", cells))
    names = [f"{status}_cell_count" for status in STATUSES]
    assert counts.select(pl.sum_horizontal(names).sum()).item() == cells.height


Built = Callable[[str], pl.DataFrame]


def test_every_disputed_cell_of_a_bundled_chip_or_item_is_judged(built: Built) -> None:
    cells = built("core.cell_confirmation")
    open_cells = cells.filter(
        pl.col("table_name").is_in(["core.chip", "core.item"])
        & (pl.col("confirmation_status") == "disputed") & ~pl.col("is_adjudicated"))
    assert open_cells.select("row_key", "column_name", "value").rows() == []


def numbers_of_chips(built: Built) -> pl.DataFrame:
    """Cells of the bundled chips that are no dates."""
    return built("core.cell_confirmation").filter(
        (pl.col("table_name") == "core.chip") & ~pl.col("is_calendar_day"))


def test_four_of_five_numbers_of_chips_are_confirmed(built: Built) -> None:
    """85.3 % in November 2026; reports of one announcement count once."""
    assert (numbers_of_chips(built)["confirmation_status"] == "confirmed").mean() >= 0.853


def test_no_bundled_number_is_confirmed_by_what_is_weak(built: Built) -> None:
    weak = numbers_of_chips(built).filter(pl.col("best_strength").is_in(["unnamed_file", "formula"]))
    assert weak.height > 0
    assert "confirmed" not in weak["confirmation_status"].to_list()


def test_a_price_that_a_database_states_is_no_longer_unread() -> None:
    """Two files of one publisher state it once."""
    price = {"chip_id": "acme-one", "price_date": date(2025, 3, 1), "price_kind": "list",
             "price_usd": 30000.0, "price_basis": "reported", "citation": "x", "source_id": "seed",
             "source_locator": "x"}
    rows = made("core.cell_confirmation", ("core.chip_price", frame(
        "core.chip_price", {**price, "chip_price_id": "told", "stated_in_source_ids": list(PRICED_BY)},
        {**price, "chip_price_id": "alone", "stated_in_source_ids": None})))
    found = rows.filter(pl.col("column_name") == "price_usd").select("row_key", "confirmation_status")
    assert dict(found.iter_rows()) == {"told": "single", "alone": "unread"}
