"""The charts of revisions, on rows made by hand: a waterfall that adds up, vintages over what is now."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.report import gather
from pipelines.report.chart import Answer
from pipelines.report.charts import headline_vintage, why_it_moved
from tests.support.made_frames import create_table
from tests.support.tiny import frame
from warehouse.paths import SQL_ROOT
from warehouse.project import engine
from warehouse.project.loading import load_files

SAID = {"attribution_number": 1, "question": "largest-run-gap", "from_release_id": "2025", "to_release_id":
        "2026", "before": 14.0, "now": 15.0, "is_exact": True}
HEADLINES = [{"headline_id": "largest-run-gap", "question": "How much larger?"}]
SHARES = {"code": 0.5, "new_rows": 0.0, "changed_values": 1.5, "removed_rows": -1.0}


def asked(name: str, *tables: tuple[str, list[dict[str, Any]]]) -> Answer:
    """What a chart's query answers to tables made by hand."""
    chart = {c.name: c for c in (headline_vintage.CHART, why_it_moved.CHART)}[name]
    with engine.connect() as con:
        for table, rows in tables:
            con.execute(f"create schema if not exists {table.split('.')[0]}")
            create_table(con, table, frame(table, *rows))
        return gather.answer(con, chart, load_files(SQL_ROOT, gather.FOLDER)[name].text)


def moved(shares: dict[str, float], row: float | None = None) -> list[tuple[str, list[dict[str, Any]]]]:
    """The tables of one answer, with the row that moved the number if there is one."""
    told = [SAID | {"place": n, "cause": cause, "moved_by": share}
            for n, (cause, share) in enumerate(shares.items(), 1)]
    if row is not None:
        told.append(SAID | {"place": 9, "cause": "row", "moved_by": row, "row_key": "GPT-4.5|1",
                            "table_name": "raw.t", "row_source": "s", "row_said": "x"})
    return [("core.headline", HEADLINES), ("meta.revision_attribution", told)]


def test_a_waterfall_goes_from_what_was_to_what_is() -> None:
    found = asked("why_it_moved", *moved(SHARES, row=1.5))
    bars = why_it_moved.bars(found.told).select("cause", "begin", "number_after", "did").rows()
    assert bars == [
        ("before", 0.0, 14.0, "stood at"), ("code", 14.0, 14.5, "raised it"),
        ("changed_values", 14.5, 16.0, "raised it"), ("removed_rows", 16.0, 15.0, "lowered it"),
        ("now", 0.0, 15.0, "stood at")]
    assert found.finding == (
        "How much larger? 14.0 in the release 2025, 15.0 in 2026. What moved it most is values revised "
        "(+1.5), most of all the row GPT-4.5.")
    [panel] = why_it_moved.draw(found.told)
    assert panel.title == "How much larger? 2025 to 2026"


def test_a_number_that_nothing_moved_has_two_bars() -> None:
    found = asked("why_it_moved", *moved({"code": 0.0}))
    assert found.told["cause"].to_list() == ["before", "now"]
    assert found.finding.endswith("nothing moved it.")


def test_nobody_asked_is_said() -> None:
    found = asked("why_it_moved", ("core.headline", []), ("meta.revision_attribution", []))
    assert "Nobody has asked" in found.why_empty


def vintage(headline: str, day: int, value: float | None, **more: Any) -> dict[str, Any]:
    return {"headline_id": headline, "belief": f"r{day}", "belief_date": date(2026, 1, day), "value": value,
            "is_now": False, "is_same_method": True, "unit": "ratio"} | more


def test_vintages_stand_over_what_is_answered_now_the_most_revised_first() -> None:
    found = asked("headline_vintage", ("core.headline", []), ("meta.metric_vintage", [
        vintage("calm", 1, 2.0), vintage("calm", 9, 2.0, is_now=True),
        vintage("moved", 1, 8.0), vintage("moved", 2, 3.0, is_same_method=False),
        vintage("moved", 9, 4.0, is_now=True), vintage("lost", 1, 5.0),
        vintage("lost", 9, None, is_now=True)]))
    assert found.told.select("headline_id", "ratio_to_now").rows() == [
        ("moved", 2.0), ("moved", 0.75), ("calm", 1.0)]
    assert found.finding == (
        "Two numbers are known from earlier beliefs too; one of them stood otherwise, most of all moved, "
        "8.00 on 1 January 2026 and 4.00 now.")
    assert len(headline_vintage.draw(found.told)) == 1


@pytest.mark.parametrize("name", ["headline_vintage", "why_it_moved"])
def test_poor_rows_break_neither_sentence_nor_drawing(name: str) -> None:
    """The rows of the bundled warehouse are none, so that these are poorer than any there."""
    whole = asked("why_it_moved", *moved(SHARES, 1.5)) if name[0] == "w" \
        else asked("headline_vintage", ("core.headline", []), ("meta.metric_vintage", [
            vintage("a", 1, 2.0), vintage("a", 9, 2.5, is_now=True)]))
    for column, kind in whole.rows.schema.items():
        found = Answer(whole.chart, whole.query, whole.rows.with_columns(pl.lit(None, kind).alias(column)))
        assert "None" not in found.finding
        if not found.why_empty:
            whole.chart.draw(found.told)
