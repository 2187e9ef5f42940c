"""What a refresh never lets out, and what it says of it: on a small project, from the console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.homes import child_environment, opened
from tests.support.small_project import CONSOLE, SOURCE, Small
from warehouse.paths import FILE_NAME
from warehouse.storage.store import Store

PUBLISH_ONLY = """
from pipelines.orchestration.assets import PUBLISHED
from pipelines.definitions import defs
from pipelines.orchestration.run import instance_of
from pipelines.workspace import Workspace
with instance_of(Workspace.open()) as instance:
    result = defs.resolve_job_def("refresh").execute_in_process(
        instance=instance, asset_selection=[PUBLISHED], raise_on_error=False)
for event in result.all_events:
    if event.is_step_failure:
        print(event.step_failure_data.user_failure_data.description)
"""


def link_of(small: Small) -> Path:
    """Where the published link points."""
    return (small.home / FILE_NAME).readlink()


def test_blocked_release_stays_blocked_for_the_same_reason(small: Small) -> None:
    before = link_of(small)
    small.edit_cell("small_item", "b", "limit", "1")
    reasons = small.refuse()
    assert len(reasons) == 1
    assert "check small_item_is_within_its_limit: 1 rows fail" in reasons[0]
    assert "item_id = b, number = 4" in reasons[0]
    checked = Store(small.home / "store").list("checked")
    assert small.refuse() == reasons
    assert Store(small.home / "store").list("checked") == checked, "no check was run again"
    told = small.run(PUBLISH_ONLY).stdout
    assert told.strip() == reasons[0].removeprefix("not published: ")
    assert link_of(small) == before


def test_table_that_fails_its_class_blocks_for_the_same_reason(small: Small) -> None:
    before = link_of(small)
    small.edit("dbt_like_sql/core/small/small_item.sql",
               lambda text: text.replace("seen.number", "-seen.number as number"))
    reasons = small.refuse()
    assert len(reasons) == 1
    assert "core.small_item: " in reasons[0] and "column number" in reasons[0]
    assert small.refuse() == reasons
    assert small.run(PUBLISH_ONLY).stdout.strip() == reasons[0].removeprefix("not published: ")
    assert link_of(small) == before


def test_bad_cell_of_a_bundled_table_is_named(small: Small) -> None:
    small.edit_cell("small_item", "b", "limit", "seven hundred")
    reasons = small.refuse()
    assert len(reasons) == 1
    assert "seed/small_item.csv: row 3, column limit: 'seven hundred'" in reasons[0]
    small.edit_cell("small_item", "b", "known_from_date", "2022-13-01")
    run = small.run(CONSOLE, "refresh", "--no-fetch")
    assert run.returncode == 1
    assert "column known_from_date: '2022-13-01'" in run.stderr
    assert "Traceback" not in run.stdout + run.stderr


def test_correction_alone_is_built_before_what_reads_it(small: Small) -> None:
    row = f"{SOURCE},b,number,4,5,a test,a test,2025-01-01\n"
    small.edit("dbt_like_sql/seed/correction.csv", lambda text: text + row)
    assert "seed.correction: built" in small.console("refresh", "--no-fetch").stdout
    with opened(small.home / FILE_NAME) as con:
        assert con.execute("select status from meta.correction where reason = 'a test'").fetchall()
        assert con.execute("select number from metric.small_total").fetchall() == [(8,)]


def test_second_refresh_at_once_names_the_holder_or_waits(small: Small) -> None:
    command = [sys.executable, "-c", CONSOLE, "refresh", "--no-fetch"]
    environment = child_environment(small.home, small.code) | {"PYTHONUNBUFFERED": "1"}
    with Store(small.home / "store").lock("refresh"):
        impatient = subprocess.run([*command, "--wait", "0"], env=environment, cwd=small.code,
                                   text=True, capture_output=True, timeout=300, check=False)
        waiting = subprocess.Popen(command, env=environment, cwd=small.code, text=True,
                                   stdout=subprocess.PIPE)
        assert waiting.stdout
        line = waiting.stdout.readline()
    assert impatient.returncode == 1
    holder = f"process {os.getpid()} "
    assert holder in impatient.stderr
    assert "waiting for the refresh lock" in line and holder in line
    told, _ = waiting.communicate(timeout=300)
    assert waiting.returncode == 0
    assert "nothing changed" in told
