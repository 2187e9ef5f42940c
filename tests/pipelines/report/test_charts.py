"""Every chart: its query is its own, its sentence comes from its rows, and poor rows break nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import polars as pl
import pytest

from pipelines.report.chart import Answer, Chart
from pipelines.report.charts import SECTIONS
from pipelines.report.gather import FOLDER, Release
from warehouse.paths import SQL_ROOT
from warehouse.project.loading import load_files

Asked = tuple[Release, dict[str, Answer]]
CHARTS = {chart.name: chart for section in SECTIONS for chart in section.charts}
MANY = 100
"""Rows enough to draw; poor ones break nothing more when there are thousands."""
HUES = {"blue", "red", "green", "purple", "gold", "yellow", "orange", "grey", "gray"}
MAY_BE_EMPTY = {"release_change", "headline_vintage", "why_it_moved"}
"""Nothing is compared where no release came before, and nobody asked why a number moved."""


def test_every_query_is_that_of_one_chart() -> None:
    assert sorted(load_files(SQL_ROOT, FOLDER)) == sorted(CHARTS)
    assert len(CHARTS) == sum(len(section.charts) for section in SECTIONS)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_finds_something_in_the_bundled_warehouse(name: str, answered: Asked) -> None:
    answer = answered[1][name]
    if name in MAY_BE_EMPTY and answer.why_empty:
        pytest.skip(answer.why_empty)
    assert not answer.why_empty and answer.finding
    assert "None" not in answer.finding and "nan" not in answer.finding


@pytest.mark.parametrize("name", CHARTS)
def test_a_sentence_changes_with_the_numbers(name: str, answered: Asked) -> None:
    answer = answered[1][name]
    if name in MAY_BE_EMPTY and answer.why_empty:
        pytest.skip(answer.why_empty)
    moved = answer.rows.gather_every(2).with_columns(
        pl.col(pl.Float64) * 1.37, pl.col(pl.Int64) * 3, pl.col(pl.Date).dt.offset_by("400d"))
    assert Answer(answer.chart, answer.query, moved).finding != answer.finding


def poorer(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The same rows with fewer of them, or with less in them."""
    yield rows.clear()
    yield rows.head(1)
    yield rows.tail(1)
    yield rows.gather_every(3)
    for name, kind in rows.schema.items():
        yield rows.with_columns(pl.lit(None, dtype=kind).alias(name))
    for name in rows.select(pl.col(pl.Float64)).columns:
        yield rows.with_columns(pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.col(name)))


@pytest.mark.parametrize("name", CHARTS)
def test_poor_rows_break_neither_sentence_nor_drawing(name: str, answered: Asked) -> None:
    answer = answered[1][name]
    few = answer.rows.gather_every(1 + answer.rows.height // MANY)
    for rows in poorer(few):
        found = Answer(answer.chart, answer.query, rows)
        assert "None" not in found.finding and "nan" not in found.finding.split()
        if not found.why_empty:
            json.dumps([panel.spec for panel in drawn(answer.chart, rows)], default=str)


def drawn(chart: Chart, rows: pl.DataFrame) -> list[object]:
    """The panels of a chart, as many as it has titles for."""
    panels = list(chart.draw(rows))
    assert len({panel.title for panel in panels}) == len(panels)
    return panels  # type: ignore[return-value]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_says_what_it_leaves_out(chart: Chart) -> None:
    assert len(chart.leaves_out) > 100 and chart.leaves_out.endswith(".")


def test_no_sentence_needs_colours(answered: Asked) -> None:
    """The dark look has other ones, and a printed page may have none."""
    said = " ".join(f"{chart.leaves_out} {answered[1][name].finding}" for name, chart in CHARTS.items())
    assert set(re.findall(r"[a-z]+", said.lower())) & HUES == set()


def test_no_claim_is_drawn_in_two_parts(answered: Asked) -> None:
    """Titles name the claims from which to which a part goes."""
    titles = [panel.title for panel in CHARTS["claim_verdict"].draw(answered[1]["claim_verdict"].rows)]
    ends = [end for title in titles for end in set(re.findall(r"[A-Z]\d\d(?=[ )])", title))]
    assert len(ends) == len(set(ends)) > 4
