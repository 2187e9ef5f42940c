"""CITATION.cff of the code, as GitHub shows it. Whom to credit for data stands in each export."""

from __future__ import annotations

import json
import tomllib

from warehouse.paths import REPOSITORY

ABOUT = "Cite the release you used, `meta.release` names it, and the sources that `meta.source` lists."


def package() -> dict[str, object]:
    """What pyproject.toml says of the code."""
    said: dict[str, object] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    return said


def render() -> str:
    """The file."""
    said = package()
    return "\n".join([
        "cff-version: 1.2.0", "type: software", f"title: {json.dumps(said['name'])}",
        f"message: {json.dumps(ABOUT)}", f"abstract: {json.dumps(said['description'])}",
        "authors:", "  - name: chipledger contributors",
        f"version: {json.dumps(said['version'])}", f"license: {said['license']}", "",
    ])
