"""Where a test run may write without a disk: a file system in memory, if this machine has one with room.

What is written there and when it is removed is not decided here.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

TEMPORARY = "TMPDIR"
"""By this name every program is told where it may write for a while."""
IN_MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 * 2**30
"""A whole run leaves about one and a half; what else the machine does keeps the rest."""
MEASURED = Path("/proc/meminfo")


def room_in_memory() -> Path | None:
    """The file system in memory, where it and the memory behind it are free enough."""
    if not (IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK)):
        return None
    has_room = min(shutil.disk_usage(IN_MEMORY).free, available_bytes()) >= ROOM_BYTES
    return IN_MEMORY if has_room else None


def available_bytes() -> int:
    """How much memory programs can still have, as the kernel says."""
    lines = MEASURED.read_text(encoding="ascii").splitlines() if MEASURED.exists() else []
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
