"""What a chart of the report is: a query, a drawing, a sentence and what it leaves out.

What charts there are stands in charts/, how they look in marks.py, the page in page.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

Spec = dict[str, Any]


class NoFinding(Exception):
    """A sentence needs a value that is not known."""


@dataclass(frozen=True)
class Panel:
    """One drawing; its title tells it from others of the same chart."""

    spec: Spec
    title: str = ""


@dataclass(frozen=True)
class Chart:
    """One chart; its query is the file of its name."""

    name: str
    title: str
    leaves_out: str
    finding: Callable[[pl.DataFrame], str]
    draw: Callable[[pl.DataFrame], Sequence[Panel]]
    needs: tuple[str, ...]
    """Columns without which a row can be neither told nor drawn; the table shows it all the same."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What to write above a column of the table where its name in words does not do."""
    legend: Mapping[str, str] = field(default_factory=dict)
    """What colours mean, for a chart of several panels: words and names of colours."""
    nothing: str = "The warehouse holds no rows for this chart."


@dataclass(frozen=True)
class Section:
    """Charts that answer one question."""

    title: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class Answer:
    """What the warehouse says to a chart's query, or why it says nothing."""

    chart: Chart
    query: str
    rows: pl.DataFrame
    fault: str = ""
    before: str = ""
    """The sentence that the release before gave; empty where there is none."""

    @property
    def why_empty(self) -> str:
        """Why there is nothing to draw; empty if there is."""
        return self.fault or ("" if self.told.height else self.chart.nothing)

    @property
    def told(self) -> pl.DataFrame:
        """The rows that sentence and drawing are made of."""
        return self.rows.drop_nulls(self.chart.needs) if self.rows.width else self.rows

    @property
    def finding(self) -> str:
        """The sentence above the chart; empty where the data do not support one."""
        if self.why_empty:
            return ""
        try:
            return self.chart.finding(self.told)
        except NoFinding:
            return ""
