"""The producer price index of data processing and hosting, as FRED serves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipelines.formats.calendar import end_of_month_after
from pipelines.formats.tabular import field, read_csv
from pipelines.source import Source
from schemas.prices.fred_ppi_data_processing import RawFredSeries
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.printed import read_day
from warehouse.rows.records import Parsed, TextRow

SERIES = "PCU518210518210"
PROVISIONAL_MONTHS = 4
FIELDS = {
    "month_start_date": field("observation_date", "DATE"),
    "index_value": field(SERIES, unknown=(".",)),
    "published_date": field("published_date", optional=True),
}
"""The file has no published_date: it is told from how far behind the latest month a row stands."""


def parse(data: bytes) -> Parsed:
    """Records of raw.fred_ppi_data_processing."""
    return read_csv(data, FIELDS, RawFredSeries, prepare=_with_published)


def _with_published(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """A value becomes final when its month has left the provisional ones, with the release of the next."""
    months = [(row, _month(row)) for row in rows]
    provisional = sorted({month for _, month in months if month})[-PROVISIONAL_MONTHS:]
    for row, month in months:
        if month is None or month in provisional:
            yield row
        else:
            final = end_of_month_after(month, PROVISIONAL_MONTHS + 1)
            yield row.saying({"published_date": final.isoformat()})


def _month(row: TextRow) -> date | None:
    """The month of a row; none where that is no date."""
    try:
        return read_day(row.cells.get("month_start_date") or "")
    except ValueError:
        return None


SOURCE = Source(
    source_id="fred_ppi_data_processing",
    title="Producer Price Index: Data Processing, Hosting, and Related Services",
    publisher="U.S. Bureau of Labor Statistics, via FRED, Federal Reserve Bank of St. Louis",
    url=f"https://fred.stlouisfed.org/graph/fredgraph.csv?id={SERIES}",
    licence="Public domain (17 U.S.C. 105)",
    citation=f"U.S. Bureau of Labor Statistics, producer price index, series {SERIES}",
    table=RawFredSeries,
    is_bundled=True,
    parse=parse,
    register=Register(key=("month_start_date",), published_column="published_date",
                      limits=Limits(close=("index_value",))),
    archive_globs=(f"deflators/fred_{SERIES}__*.csv",),
    cadence_days=7.0,
)
