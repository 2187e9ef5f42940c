"""Telling a person what has happened, once: by a command of theirs, or in a file.

What is an incident does not belong here.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
from collections.abc import Sequence
from datetime import datetime

from pipelines.unattended.incidents import Incident
from warehouse.paths import Home
from warehouse.storage.journal import Journal, Record

LOG = logging.getLogger(__name__)
COMMAND = "CHIPLEDGER_ALERT"
"""Names a shell command that is given each alert as one line of JSON on its standard input."""
FILE_NAME = "alerts.jsonl"
TIMEOUT_S = 60
KEY = ("source_id", "snapshot_id", "kind")


def tell(home: Home, found: Sequence[Incident], at: datetime) -> list[str]:
    """Tell which incidents are new and which are over; those that were told and stand stay quiet."""
    journal = _journal(home)
    before = {_key(record): record for record in standing(home)}
    now = {incident.key: incident for incident in found}
    records: list[Record] = [{"event": "began", **vars(incident), "line": incident.line()}
                             for key, incident in now.items() if key not in before]
    records += [{**record, "event": "over", "line": f"over: {record['line'].partition('; next: ')[0]}"}
                for key, record in before.items() if key not in now]
    for record in records:
        dated = {**record, "at": at.isoformat(timespec="seconds")}
        journal.append(dated)
        _pass_on(dated)
    return [record["line"] for record in records]


def say(home: Home, incident: Incident, at: datetime) -> None:
    """Tell what happened at one moment and stands no longer, as a run that failed."""
    record = {"event": "happened", **vars(incident), "line": incident.line(),
              "at": at.isoformat(timespec="seconds")}
    _journal(home).append(record)
    _pass_on(record)


def standing(home: Home) -> list[Record]:
    """The alerts that were told and are not over."""
    last = {_key(record): record for record in _journal(home).read()}
    return [record for record in last.values() if record["event"] == "began"]


def _journal(home: Home) -> Journal:
    return Journal(home.root / FILE_NAME)


def _key(record: Record) -> tuple[str, ...]:
    return tuple(record[name] for name in KEY)


def _pass_on(record: Record) -> None:
    """Run the user's command; that it fails must not keep a refresh from going on."""
    command = os.environ.get(COMMAND)
    if not command:
        return
    try:
        subprocess.run(command, shell=True, input=json.dumps(record) + "\n", text=True,  # noqa: S602
                       timeout=TIMEOUT_S, check=True, capture_output=True)
    except (subprocess.SubprocessError, OSError) as error:
        LOG.error("the command in %s failed at %s: %s", COMMAND, record["line"], error)
