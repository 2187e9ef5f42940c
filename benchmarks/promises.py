"""What `make bench` measures: each promise, what it is held against, and the ratio aimed at.

How any of it is measured does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST = "first build"
DAGSTER = "importing Dagster and an instance"
IN_MEMORY = "the same in memory"
BY_HAND = "a DuckDB script by hand, without validation or intervals"
MILLION = 1_000_000
RENTAL_ROWS = (MILLION,)
LARGE_RENTAL_ROWS = (10 * MILLION, 50 * MILLION)
MOST_MB = 4000.0


@dataclass(frozen=True)
class Promise:
    """One promise; without an aim the ratio is only told. Its name is all that a page is held to."""

    name: str
    baseline: str
    aim: float | None = None
    unit: str = "ms"
    is_large: bool = False
    """Whether it is measured only when asked for, as it takes far longer than all others."""


def rental(rows: int) -> tuple[Promise, Promise, Promise]:
    """What a rental history of so many offers promises: time, memory, and one more day."""
    name, is_large = f"rental history of {rows:,} offers", rows in LARGE_RENTAL_ROWS
    return (
        Promise(f"{name}, daily JSON to metric", BY_HAND, 1.5, is_large=is_large),
        Promise(f"{name}, peak memory", "4 GB", 1.0, "MB", is_large),
        Promise(f"{name}, one new day", "the whole of it", 1 / 50, is_large=is_large),
    )


SQL_MODELS = Promise("SQL models, built, validated and stored", "`dbt run` of the same, one thread", 0.75)
PLAIN_MODELS = Promise("SQL models beside DuckDB alone", "the same in plain DuckDB, one by one")
SLOWEST_MODEL = Promise("slowest SQL model in plain DuckDB", "all of them")
SECOND_BUILD = Promise("second build, nothing changed", FIRST)
PLAN = Promise("plan, nothing changed", FIRST)
VINTAGES = Promise("vintages of six months by one command", "as many builds from nothing", 0.25)
PUBLISH = Promise("publish", "plain CREATE TABLE AS of the same Parquet", 1.3)
STATUS = Promise("control_status_all for a day", "as many rows of the table read")
EXPLAIN = Promise("chipledger explain", "chipledger sql 'select 1'")
QUESTION = Promise("slowest worked question", "the middle one")
IDLE = Promise("refresh, nothing to do", DAGSTER, 1.5)
TICK = Promise("tick, nothing to do", "refresh, nothing to do")
VALIDATION = Promise(f"validation of {MILLION:,} rows", "native polars expressions", 1.3)
JOURNAL = Promise("sightings of 44 sources from 20,000 lines", "json.loads of each line")
OUR_EVENTS = Promise("run of 50 assets, our event log", IN_MEMORY)
DAGSTER_EVENTS = Promise("run of 50 assets, Dagster's event log", IN_MEMORY)

PROMISES = (
    SQL_MODELS, PLAIN_MODELS, SLOWEST_MODEL, SECOND_BUILD, PLAN, VINTAGES, PUBLISH, STATUS, EXPLAIN,
    QUESTION, IDLE, TICK, VALIDATION, JOURNAL, OUR_EVENTS, DAGSTER_EVENTS,
    *(promise for rows in (*RENTAL_ROWS, *LARGE_RENTAL_ROWS) for promise in rental(rows)),
)
"""In the order of the page."""
