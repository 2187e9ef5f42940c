"""Writing the generated pages. What each page says stands in pipelines/documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines import faults
from pipelines.documents import citation, cookbook, dictionary, methods, names
from pipelines.project import project
from warehouse.paths import REPOSITORY, Home
from warehouse.releasing.reading import open_published

PAGES: dict[str, Callable[[], str]] = {
    "CITATION.cff": citation.render,
    "docs/dictionary.md": lambda: dictionary.render(project()),
    "docs/methods.md": lambda: methods.render(project()),
    "docs/names.md": names.render,
}
"""By place in the repository: what the page says today."""


COOKBOOK = "docs/cookbook.md"


def write(folder: Path = REPOSITORY, home: Home | None = None) -> list[Path]:
    """Write every generated page; the paths of those that changed.

    `home` is a warehouse of what comes with the code alone, whose answers the cookbook then shows.
    """
    pages = PAGES | ({COOKBOOK: lambda: cook(home)} if home else {})
    changed = []
    for name, render in pages.items():
        path, text = folder / name, render()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            with faults.writing(path):
                path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def cook(home: Home) -> str:
    """The cookbook, from the published file of a home."""
    with open_published(home) as con:
        return cookbook.render(con)
