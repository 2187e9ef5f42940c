"""How things stand, for a monitor. What they are and how a person reads them stands in status.py."""

from __future__ import annotations

import json
from dataclasses import asdict

from pipelines.commands.status import Status
from pipelines.fetching import cadence
from pipelines.unattended import health
from pipelines.workspace import Workspace


def as_json(workspace: Workspace, status: Status) -> str:
    """All of it in one document, with the age of the release and the alerts that stand."""
    found = {"is_well": not status.problems, **health.health(workspace.home, cadence.now()),
             **asdict(status)}
    return json.dumps(found, indent=2, ensure_ascii=False)
