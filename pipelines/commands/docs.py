"""Writing the generated pages of docs/. What each page says stands in pipelines/documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines.documents import names
from warehouse.paths import REPOSITORY

PAGES: dict[str, Callable[[], str]] = {"names.md": names.render}
FOLDER = REPOSITORY / "docs"


def write(folder: Path = FOLDER) -> list[Path]:
    """Write every generated page; the paths of those that changed."""
    changed = []
    for name, render in PAGES.items():
        path, text = folder / name, render()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed
