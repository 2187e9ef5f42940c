"""docs/reliability.md: commands that are killed, readers while releases change, files that are broken.

`python -m tests.support.reliability FOLDER` writes it; FOLDER holds the kept files of publishers. What
is tried stands in kills.py, standing_by.py and mutants.py; `make soak` demands what the page says.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.support import kills, mutants, standing_by
from tests.support.mini import fresh

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


def page(killed: str, read: str, broken: str) -> str:
    """The page from its three findings."""
    return "\n".join([
        "# How hard it is to break", "", "Made by `python -m tests.support.reliability FOLDER`.", "",
        "## A process that dies", "",
        "Each command is killed at random moments of its run; then it is run again, every byte is "
        "verified, and what is published is held against an undisturbed run. Each named moment at which "
        "a crash would hurt most has a test of its own.", "", killed,
        "## Readers while releases change", "", read,
        "## Files that are broken", "", broken])


def main(kept: Path) -> None:
    """Try everything, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        scene = kills.Scene(Path(folder) / "scene")
        killed = kills.table(trial for deed in kills.DEEDS for trial in scene.trials(deed))
        with fresh(Path(folder) / "mini") as mini:
            read = standing_by.sentence(standing_by.asked_while_publishing(
                mini, standing_by.MANY_READERS, standing_by.MANY_PUBLISHES))
    broken = mutants.section(list(mutants.outcomes(kept, mutants.ALL)))
    PAGE.write_text(page(killed, read, broken), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
