"""Consumer price index series of the Bureau of Labor Statistics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pipelines.formats.calendar import end_of_month_after
from pipelines.formats.tabular import field, read_csv
from pipelines.source import Source
from schemas.prices.bls_cpi import RawBlsCpi
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.printed import read_day
from warehouse.rows.records import Parsed, TextRow

FINAL_SERIES = ("CUUR0000SA0",)
"""Series that were never revised: neither seasonally adjusted nor moved to another base."""
ANNUAL = "M13"
FIELDS = {
    "series_id": field("series_id", "series"),
    "year": field("year"),
    "period": field("period"),
    "index_value": field("value", clean=lambda text: text.strip().removeprefix("-")),
    "published_date": field("published_date", optional=True),
}
"""The file has no published_date: of final series it is told from the month. A hyphen stands for a
value that was never collected."""


def parse(data: bytes) -> Parsed:
    """Records of raw.bls_cpi, from the BLS's tab-separated file or a comma-separated extract."""
    return read_csv(data, FIELDS, RawBlsCpi, prepare=_with_published)


def _with_published(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    for row in rows:
        cells = {name: (text or "").strip() for name, text in row.cells.items()}
        final = _final_day(cells) if cells.get("series_id") in FINAL_SERIES else None
        yield row if final is None else replace(
            row, cells={**row.cells, "published_date": final.isoformat()})


def _final_day(cells: dict[str, str]) -> date | None:
    """The end of the month after a month; of the year's mean, January of the next year; none of others."""
    period = cells["period"]
    month = "M12" if period == ANNUAL else period
    try:
        return end_of_month_after(read_day(f"{cells['year']}-{month.removeprefix('M')}-01"), 1)
    except ValueError:
        return None


SOURCE = Source(
    source_id="bls_cpi",
    title="Consumer Price Index, all items and selected series",
    publisher="U.S. Bureau of Labor Statistics",
    url="https://download.bls.gov/pub/time.series/cu/cu.data.1.AllItems",
    licence="Public domain (17 U.S.C. 105)",
    citation="U.S. Bureau of Labor Statistics, consumer price index",
    table=RawBlsCpi,
    is_bundled=True,
    parse=parse,
    register=Register(key=("series_id", "year", "period"), coverage=("series_id",),
                      published_column="published_date",
                      limits=Limits(rebased=("index_value",), unbased=FINAL_SERIES)),
    archive_globs=("deflators/bls_cpi_selected__*.csv",),
    media="text",
    cadence_days=7.0,
)
