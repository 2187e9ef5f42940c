"""Files of releases beside the published one: earlier beliefs and releases, for who asks for them.

What is published, and when the link moves, stands in publish.py; nothing here touches either.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from warehouse.paths import FILE_NAME
from warehouse.releasing.publish import Publisher
from warehouse.storage import waits
from warehouse.storage.manifest import Manifest

MOST_KEPT = 24
"""Two years of months lie open at once; what was asked for longest ago goes first."""


def beside(publisher: Publisher, manifest: Manifest) -> Path:
    """The file of a release, made from the store unless it is there undamaged; the link stays."""
    if publisher.is_sound(manifest):
        return publisher.folder / manifest.release_id / FILE_NAME
    others = Publisher(publisher.home, publisher.store, publisher.home.opened)
    with publisher.store.lock("opened", waits.PERSON_S):
        path = others.assemble(manifest)
        os.utime(path.parent)
        _forget_oldest(others.folder)
    return path


def _forget_oldest(folder: Path) -> None:
    there = sorted(folder.iterdir(), key=lambda release: release.stat().st_mtime, reverse=True)
    for release in there[MOST_KEPT:]:
        shutil.rmtree(release)
