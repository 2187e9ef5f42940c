"""CONTRIBUTING.md, followed block by block in a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.support.homes import BEGIN, copied
from warehouse.paths import REPOSITORY

BLOCK = re.compile(r"<!-- (file|append): (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
ACCELERATORS = "Name,Power (kW)\nAlpha,0.7\nBeta,\n"


def followed(folder: Path, before: Path, about: str = "") -> Path:
    """A copy of the repository with the blocks of some recipe where they say, and a warehouse before."""
    copy = folder / "copy"
    kept = shutil.ignore_patterns(".git", ".venv", "data", "*.egg-info", ".*_cache")
    shutil.copytree(REPOSITORY, copy, ignore=kept)
    blocks = BLOCK.findall((REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(blocks) == 9
    for how, name, text in blocks:
        if about not in name:
            continue
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text(encoding="utf-8") + text if how == "append" else text,
                        encoding="utf-8")
    copied(before, copy / "data")
    (copy / "accelerators.csv").write_text(ACCELERATORS, encoding="utf-8")
    return copy


def run(copy: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(copy), "CHIPLEDGER_HOME": str(copy / "data"),
                   BEGIN: str(copy / "data")}
    done = subprocess.run([sys.executable, *arguments], cwd=copy, env=environment, text=True,
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


CLI = ("-c", "from pipelines.cli import main; main()")


@pytest.mark.soak
def test_the_recipes_give_a_source_a_metric_a_claim_and_a_row(tmp_path: Path, first_refresh: Path) -> None:
    copy = followed(tmp_path, first_refresh)
    run(copy, *CLI, "ingest", "example_accelerator", "accelerators.csv",
        "--known-at", "2026-01-31")
    run(copy, *CLI, "refresh", "--no-fetch")
    with duckdb.connect(str(copy / "data" / "warehouse.duckdb"), read_only=True) as con:
        rows = con.execute("select row_count from meta.table_version where table_name ="
                           " 'raw.example_accelerator'").fetchone()
        metric = con.execute("select count(*) from metric.power_per_bandwidth_by_chip").fetchone()
        price = con.execute("select price_usd from core.chip_price where chip_price_id ="
                            " 'nvidia-l40s-2024-01-15-list'").fetchone()
        verdict = con.execute("select round(value, 2), verdict from claim_ledger"
                              " where claim_id = 'X01'").fetchall()
    assert (rows, price) == ((2,), (9999.0,))
    assert verdict == [(6.69, "contradicted")]
    assert metric is not None and metric[0] > 50


def test_the_worked_test_of_the_recipe_passes(tmp_path: Path, first_refresh: Path) -> None:
    copy = followed(tmp_path, first_refresh, about="power_per_bandwidth")
    shown = run(copy, "-m", "pytest", "tests/dbt_like_sql/metric/test_power_per_bandwidth.py")
    assert "1 passed" in shown
