"""Worked questions: several a file, each with a title, a question in a sentence and one query.

What tables and macros say of themselves in their own headers does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import ChipledgerError
from warehouse.project import sql

BEGIN = re.compile(r"^(?=-- title: )", re.MULTILINE)


@dataclass(frozen=True)
class WorkedQuestion:
    """A question that analysts ask, with the query that answers it; its file is its subject."""

    subject: str
    title: str
    question: str
    query: str
    path: Path


def load_questions(root: Path) -> list[WorkedQuestion]:
    """Every question of the files in a folder; raises ChipledgerError naming the file at fault."""
    return [question for path in sorted(root.glob("*.sql"))
            for question in _in_file(path.read_text(encoding="utf-8"), path)]


def _in_file(text: str, path: Path) -> list[WorkedQuestion]:
    before, *blocks = BEGIN.split(text)
    if before.strip() or not blocks:
        raise ChipledgerError(f"{path}: a question begins with `-- title: ...`")
    return [_read(block, path) for block in blocks]


def _read(block: str, path: Path) -> WorkedQuestion:
    said = sql.header(block, path)
    if "question" not in said:
        raise ChipledgerError(f"{path}: {said['title']!r} has no `-- question: ...` line")
    lines = [line for line in block.splitlines() if not line.startswith("--")]
    query = sql.bare("\n".join(lines).strip())
    sql.demand_one(query, path)
    return WorkedQuestion(path.stem, said["title"], said["question"], query, path)
