"""How a warehouse stands, in one small file that a monitor can read without asking anything.

What stands against it, in words, does not belong here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pipelines.unattended import alerts
from pipelines.unattended.incidents import incidents
from warehouse.building.build import Builder
from warehouse.paths import Home
from warehouse.storage.journal import Journal
from warehouse.storage.store import write_durably

FILE_NAME = "health.json"
HOUR_S = 3600


def health(home: Home, now: datetime) -> dict[str, object]:
    """Which release is published, how old it is, and how many alerts stand."""
    last = Journal(home.root / "publications.jsonl").read()[-1:]
    published_at = datetime.fromisoformat(last[0]["published_at"]) if last else None
    age = (now - published_at).total_seconds() / HOUR_S if published_at else None
    return {
        "looked_at": now.isoformat(timespec="seconds"),
        "release_id": last[0]["release_id"] if last else None,
        "published_at": published_at.isoformat() if published_at else None,
        "release_age_hours": None if age is None else round(age, 2),
        "alerts": [record["line"] for record in alerts.standing(home)],
    }


def report(
    home: Home, builder: Builder, refusals: Sequence[str], now: datetime
) -> list[str]:
    """Tell what is new or over, and write how it stands; gives the lines that were told."""
    told = alerts.tell(home, incidents(builder, refusals), now)
    write(home, now)
    return told


def write(home: Home, now: datetime) -> Path:
    """Write the file whole, so that a monitor never reads half of it."""
    path = home.root / FILE_NAME
    temporary = path.with_suffix(".temporary")
    write_durably(temporary, (json.dumps(health(home, now), indent=2) + "\n").encode())
    temporary.replace(path)
    return path
