"""Epoch AI's files of AI chips sold and owned: quarters and running totals, by maker, chip and owner.

One file says of one maker what another says of the next, so a release is many snapshots of one
register, each covering its own makers and owners. Inputs of the publisher's model, such as revenue,
do not belong here, nor which estimate is believed.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from pipelines.formats.json_document import read_json
from pipelines.formats.tabular import field, read_csv
from pipelines.source import Get, Source
from schemas.stock.epoch_chip_sales import RawEpochChipSales
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.printed import read_day
from warehouse.rows.records import Parsed, Rejected, TextRow, Unreadable

REPOSITORY = "https://raw.githubusercontent.com/epoch-research/ai-chip-counts/HEAD"
FILES = (
    *(f"csv_export/{name}.csv" for name in (
        "amd_chip_timelines", "amd_cumulative_by_chip", "amd_cumulative_totals",
        "nvidia_calendar_quarter_chip_timelines", "nvidia_cumulative_by_chip",
        "nvidia_cumulative_totals", "nvidia_fiscal_quarter_chip_timelines",
        "tpu_calendar_quarter_chip_timelines", "tpu_cumulative_by_chip", "tpu_cumulative_totals",
        "tpu_fiscal_quarter_chip_timelines", "trainium_chip_timelines",
        "trainium_cumulative_by_chip", "trainium_cumulative_totals",
    )),
    *(f"owners_csv_export/{name}.csv" for name in (
        "amd_owners_cumulative_by_chip", "amd_owners_cumulative_totals", "amd_owners_quarters",
        "amd_owners_quarters_by_chip", "coreweave/coreweave_owners_cumulative_by_chip",
        "coreweave/coreweave_owners_cumulative_totals",
        "coreweave/coreweave_owners_quarters_by_chip", "nvidia_owners_OTHER_cumulative_by_chip",
        "nvidia_owners_OTHER_cumulative_totals", "nvidia_owners_OTHER_quarters_by_chip",
        "nvidia_owners_cumulative_by_chip", "nvidia_owners_cumulative_totals",
        "nvidia_owners_quarters", "nvidia_owners_quarters_by_chip", "tpu_owners_cumulative_by_chip",
        "tpu_owners_cumulative_totals", "tpu_owners_quarters_by_chip",
        "trainium_owners_cumulative_by_chip", "trainium_owners_cumulative_totals",
        "trainium_owners_quarters_by_chip",
    )),
    "data_inputs/named_other_owners_cumulative_by_chip.csv",
)
"""What the publisher's repository holds. The file of named owners' quarters repeats running totals,
and the inputs named `nvidia_other` precede the export that leaves two more owners out: neither is read."""

ALL = "all"
CUMULATIVE = re.compile(r"\bcumulative\b|\bto Q\d \d{4}$|\bthrough Q\d \d{4}$")
STAMP = re.compile(r"(?:Date estimates were generated|(?:Estimates g|G)enerated on):? ?[\d-]+ [\d:]+")
RENAMED = {"H100": "H100/H200"}
BRANDS = ("Instinct ",)
MARKS = ("checked", "True")
US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})")


def _iso(text: str) -> str:
    """`1/31/2026` and `1/31/26` as ISO dates; anything else stays, to be refused if it is none."""
    found = US_DATE.fullmatch(text.strip())
    if not found:
        return text
    month, day, year = (int(part) for part in found.groups())
    return f"{year + 2000 if year < 100 else year:04d}-{month:02d}-{day:02d}"


def _without_stamp(text: str) -> str:
    """A note without the time at which the estimates were generated, which changes every run."""
    return STAMP.sub("", text).strip()


FIELDS = {
    "record_name": field("Name", "name"),
    "chip_manufacturer": field("Chip manufacturer", "designer"),
    "owner_name": field("Owner", "owner", optional=True),
    "chip_type": field("Chip type", "chip_type", optional=True),
    "start_date": field("Start date", "start_date", "series_start", clean=_iso),
    "end_date": field("End date", "end_date", clean=_iso),
    "unit_count_low": field("Number of units (5th percentile)", "Number of Units (5th percentile)",
                            "units_p5"),
    "unit_count": field("Number of units (median)", "Number of Units (median)", "Number of Units",
                        "units_med"),
    "unit_count_high": field("Number of units (95th percentile)",
                             "Number of Units (95th percentile)", "units_p95"),
    "h100e_count_low": field("Compute estimate in H100e (5th percentile)", "H100e (5th percentile)",
                             "h100e_p5", optional=True),
    "h100e_count": field("Compute estimate in H100e (median)", "h100e_med", optional=True),
    "h100e_count_high": field("Compute estimate in H100e (95th percentile)",
                              "H100e (95th percentile)", "h100e_p95", optional=True),
    "power_mw_low": field("Power in MW (5th percentile)", "power_mw_p5", optional=True),
    "power_mw": field("Power in MW (median)", "power_mw_med", optional=True),
    "power_mw_high": field("Power in MW (95th percentile)", "power_mw_p95", optional=True),
    "tdp_w_low": field("Total TDP (W) (5th percentile)", optional=True),
    "tdp_w": field("Total TDP (W)", optional=True),
    "tdp_w_high": field("Total TDP (W) (95th percentile)", optional=True),
    "is_incomplete": field("Incomplete", "incomplete", optional=True),
    "note": field("Notes", "notes", optional=True, clean=_without_stamp),
    "source_link": field("Source / Link", "source", optional=True),
}


def gather(get: Get) -> tuple[bytes, None]:
    """Every file of the repository, in one JSON object by path."""
    files = {path: get(f"{REPOSITORY}/{path}", "csv").decode("utf-8-sig") for path in FILES}
    return json.dumps(files, sort_keys=True).encode(), None


def parse(data: bytes) -> Parsed:
    """Records of raw.epoch_chip_sales from one file, or from all of them as `gather` packs them."""
    if not data.removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        return _one_file(data)
    files = read_json(data)
    if not isinstance(files, dict) or not files or not all(isinstance(t, str) for t in files.values()):
        raise Unreadable("is neither one CSV file nor all of them as JSON; look at the file")
    return _joined([_one_file(text.encode()) for _, text in sorted(files.items())])


def _one_file(data: bytes) -> Parsed:
    return read_csv(data, FIELDS, RawEpochChipSales, _completed)


def _joined(files: list[Parsed]) -> Parsed:
    """Several files as one: rows are numbered on through all of them, in order of their paths."""
    frames, rejected, start = [], [], 0
    for parsed in files:
        frames.append(parsed.frame.with_columns(pl.col("row_number") + start))
        rejected += [replace(cell, row_number=cell.row_number + start) for cell in parsed.rejected]
        numbers = [*parsed.frame["row_number"], *(cell.row_number for cell in parsed.rejected), 0]
        start += max(numbers)
    unread: Counter[str] = Counter()
    for parsed in files:
        unread.update(parsed.unread)
    return Parsed(pl.concat(frames), rejected, unread)


def _completed(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Say of each row which series it belongs to, and `all` where its file does not divide."""
    for row in rows:
        yield row if row.fault else replace(row, cells={**row.cells, **_told(row)},
                                            fault=_undivided(row))


def _told(row: TextRow) -> dict[str, str | None]:
    cells = row.cells
    owner, chip = cells.get("owner_name"), cells.get("chip_type")
    note = cells.get("note") or ""
    is_marked = (cells.get("is_incomplete") or "").strip() in MARKS
    return {
        "owner_name": ALL if owner is None else owner,
        "chip_type": ALL if chip is None else chip,
        "chip_key": ALL if chip is None else _called_today(chip),
        "detail": "total" if chip is None else "by_chip",
        "series": _series(cells),
        "is_incomplete": "true" if is_marked or "Incomplete:" in note else "false",
    }


def _called_today(chip_type: str) -> str:
    """The name a chip type has in the latest release, so that a rename is not a new chip."""
    plain = chip_type.strip()
    for brand in BRANDS:
        plain = plain.removeprefix(brand)
    return RENAMED.get(plain, plain)


def _series(cells: Mapping[str, str | None]) -> str:
    """Which count a record is; one whose dates are no dates is refused for them later."""
    if CUMULATIVE.search(cells.get("record_name") or ""):
        return "cumulative"
    try:
        start, end = (read_day(cells.get(name) or "") for name in ("start_date", "end_date"))
    except ValueError:
        return "calendar_quarter"
    return "calendar_quarter" if _is_quarter(start, end) else "fiscal_quarter"


def _is_quarter(start: date, end: date) -> bool:
    """Whether two days are the first and the last of one calendar quarter."""
    after = end + timedelta(days=1)
    months = 12 * (after.year - start.year) + after.month - start.month
    return start.day == after.day == 1 and start.month % 3 == 1 and months == 3


def _undivided(row: TextRow) -> Rejected | None:
    """An empty owner or chip in a file that has the column is a fault, not the sum of all."""
    for name in ("owner_name", "chip_type"):
        if row.cells.get(name) == "":
            return Rejected(row.row_number, name, "", "not empty where the file has the column")
    return None


SOURCE = Source(
    source_id="epoch_chip_sales",
    title="AI Chip Sales and AI Chip Owners",
    publisher="Epoch AI",
    url="https://github.com/epoch-research/ai-chip-counts",
    licence="CC BY 4.0 (data), MIT (repository)",
    citation="Epoch AI, Data on AI Chip Sales, epoch.ai/data/ai-chip-sales; Data on AI Chip Owners, "
             "epoch.ai/data/ai-chip-owners",
    table=RawEpochChipSales,
    is_bundled=True,
    parse=parse,
    gather=gather,
    media="json",
    cadence_days=7.0,
    register=Register(
        key=("series", "detail", "chip_manufacturer", "owner_name", "chip_key", "end_date"),
        coverage=("series", "detail", "chip_manufacturer", "owner_name"),
        # each run of the model restates every estimate, and from when on it counts
        limits=Limits(changed=1.0, volatile=("start_date",)),
        prose=("note",),
    ),
    archive_globs=(
        "epoch_ai_chip_sales/csv_export__*.csv",
        "epoch_ai_chip_sales/canonical_export__*.csv",
        "epoch_ai_chip_sales/owners_csv_export__*.csv",
        "epoch_ai_chip_sales/data_inputs__named_other_owners_cumulative_by_chip__*.csv",
        "epoch_ai_chip_sales_history/*__*.csv",
    ),
)
