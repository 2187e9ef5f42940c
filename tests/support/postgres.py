"""A PostgreSQL server of a test's own, which only this machine's socket reaches."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def as_postgres(*command: str) -> None:
    """The server refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, capture_output=True, cwd="/")


@contextmanager
def served() -> Iterator[str]:
    """Its address, while it runs."""
    folder = Path(tempfile.mkdtemp(prefix="chipledger-postgres-"))
    folder.chmod(0o777)
    data, pg_ctl = str(folder / "data"), str(BINARIES[-1] / "pg_ctl")
    as_postgres(str(BINARIES[-1] / "initdb"), "-D", data, "-A", "trust", "-U", "chipledger")
    as_postgres(pg_ctl, "-D", data, "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -h ''", "start")
    try:
        yield f"postgresql://chipledger@/postgres?host={folder}"
    finally:
        as_postgres(pg_ctl, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
