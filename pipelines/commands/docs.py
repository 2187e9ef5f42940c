"""Writing the generated pages. What each page says stands in pipelines/documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines.documents import citation, dictionary, methods, names
from pipelines.project import project
from warehouse.paths import REPOSITORY

PAGES: dict[str, Callable[[], str]] = {
    "CITATION.cff": citation.render,
    "docs/dictionary.md": lambda: dictionary.render(project()),
    "docs/methods.md": lambda: methods.render(project()),
    "docs/names.md": names.render,
}
"""By place in the repository: what the page says today."""


def write(folder: Path = REPOSITORY) -> list[Path]:
    """Write every generated page; the paths of those that changed."""
    changed = []
    for name, render in PAGES.items():
        path, text = folder / name, render()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed
