"""Charts as pictures for pages that run no scripts, such as the README.

No browser is needed: the library that brings the page its scripts draws them. A picture follows the
look of its reader, as the page does, since it carries the same colours for light and dark.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

import vl_convert

from pipelines.report import palette
from pipelines.report.chart import Answer, Spec
from pipelines.report.palette import tone
from warehouse.errors import ChipledgerError

SHOWN = ("compute_gap", "best_legal_chip")
WIDTH = 860
LINE_LENGTH = 84
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif"


def write(answers: Mapping[str, Answer], folder: Path) -> list[Path]:
    """Write a picture of each chart shown; raises ChipledgerError for one without data."""
    return [_picture(answers[name], folder / f"report_{name}.svg") for name in SHOWN]


def _picture(answer: Answer, path: Path) -> Path:
    if answer.why_empty:
        raise ChipledgerError(f"no picture of {answer.chart.name}: {answer.why_empty}")
    spec = titled(answer.chart.draw(answer.told)[0].spec, answer.finding)
    head, tag, body = vl_convert.vegalite_to_svg(spec).partition(">")
    path.write_text(f"{head}{tag}<style>{palette.sheet()}</style>{body}\n", encoding="utf-8")
    return path


def titled(spec: Spec, finding: str) -> Spec:
    """A drawing of fixed width on the colour of the page, with its finding above."""
    title = {"text": textwrap.wrap(finding, LINE_LENGTH), "anchor": "start", "fontSize": 16,
             "fontWeight": 600, "lineHeight": 22, "offset": 34, "color": tone("ink"), "frame": "bounds"}
    config = {**spec["config"], "background": tone("page"), "font": FONT, "title": {"font": FONT}}
    return {**spec, "width": WIDTH, "title": title, "config": config,
            "padding": {"left": 16, "right": 16, "top": 16, "bottom": 12}}
