"""A long rental history from daily files to the metric, beside a script written for nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from benchmarks.measuring import Measured, median_s, timed
from benchmarks.promises import MOST_MB, rental
from benchmarks.rental_days import DAYS, day_files, write_days
from benchmarks.rental_run import Ran
from pipelines.formats.json_document import read_json
from pipelines.sources.gpu_rental_prices import SOURCE

SERIES = {"chip": "chip_id", "tier": "provider_tier", "term": "term", "region": "region",
          "week": "week_start_date"}
SHOWN = 3
SAME = 1e-6
"""Two prices that differ by less are the same: published ones are rounded."""


def measure_rental(home: Path, rows: int) -> list[Measured]:
    """Three processes, one after the other, over the same generated files."""
    whole, memory, new_day = rental(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_days(folder, rows)
        hand, ours, after = (run(how, home, folder) for how in ("by_hand", "whole", "new_day"))
        note = (f"{DAYS} days; {agreeing(ours, hand)}; the script held {hand.peak_mb:,.0f} MB; "
                f"{slowest(ours)}; {of_a_day(day_files(folder)[-1])}")
    return [
        timed(whole, ours.seconds, hand.seconds, note),
        Measured(memory, ours.peak_mb, MOST_MB),
        timed(new_day, after.seconds, ours.seconds, slowest(after)),
    ]


def run(how: str, home: Path, folder: Path) -> Ran:
    """One of them in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rental_run", how, str(home), str(folder)],
        env={**os.environ, "CHIPLEDGER_HOME": str(home)}, check=True, stdout=subprocess.PIPE)
    return Ran(**json.loads(done.stdout))


def slowest(ran: Ran) -> str:
    """Where the time goes: the tables that take most of it."""
    found = sorted(ran.by_table.items(), key=lambda table: -table[1])[:SHOWN]
    return "most of it is " + ", ".join(f"{name} ({seconds:,.1f} s)" for name, seconds in found)


def of_a_day(file: Path) -> str:
    """Where the time of the raw table goes: what it takes to read one day, and to make records of it."""
    data = file.read_bytes()
    read, parsed = median_s(lambda: read_json(data)), median_s(lambda: SOURCE.parse(data))
    return f"one day is parsed in {parsed * 1e3:,.1f} ms, {read * 1e3:,.1f} of these for its JSON"


def agreeing(ours: Ran, hand: Ran) -> str:
    """How many levels both say alike: a script that does something else would prove nothing."""
    metric = pl.read_parquet(ours.paths)
    both = metric.join(pl.read_parquet(hand.paths).rename(SERIES), on=list(SERIES.values()))
    differs = (both["price_per_gpu_hour_usd"] / both["price"] - 1).abs() > SAME
    return f"{both.height - differs.sum():,} of {metric.height:,} levels are the script's too"
