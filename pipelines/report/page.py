"""The page: one file of HTML with its charts, tables, styles and scripts inside, and no way out.

What charts show stands in charts/; the words and the look of the page in templates/.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import vl_convert
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipelines.report import cells, palette
from pipelines.report.chart import Answer, Chart
from pipelines.report.charts import SECTIONS
from pipelines.report.gather import Release
from warehouse.project import sql

TEMPLATES = Path(__file__).with_name("templates")
LIBRARIES = "window.vegaEmbed = vegaEmbed;"


def render(release: Release, answers: Mapping[str, Answer]) -> str:
    """The page; the same release gives the same bytes."""
    style, script = _style(), _read("report.js")
    libraries = _libraries()
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    environment.filters["coded"] = coded
    return environment.get_template("report.html.j2").render(
        release=release, style=style, script=script, libraries=libraries,
        policy=policy([libraries, script], style),
        sections=[{"title": section.title, "id": f"part-{number}",
                   "figures": [figure(answers[chart.name]) for chart in section.charts]}
                  for number, section in enumerate(SECTIONS, 1)],
    )


def policy(scripts: list[str], style: str) -> str:
    """What the page may do: run these scripts and wear this style; fetch and send nothing."""
    allowed = " ".join(map(_hash, scripts))
    return (f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
            "base-uri 'none'; form-action 'none'")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def coded(text: str) -> Markup:
    """Words of which those between backticks are to be typed."""
    parts = [Markup("<code>{}</code>").format(part) if n % 2 else escape(part)
             for n, part in enumerate(text.split("`"))]
    return Markup("").join(parts)


def figure(answer: Answer) -> dict[str, object]:
    """All that the page says about one chart."""
    chart, rows = answer.chart, answer.rows
    panels = [] if answer.why_empty else chart.draw(answer.told)
    return {
        "name": chart.name, "title": chart.title, "leaves_out": chart.leaves_out,
        "finding": answer.finding,
        "before": answer.before if answer.before != answer.finding else "", "why_empty": answer.why_empty,
        "panels": [{"title": p.title, "spec": _inline(p.spec)} for p in panels],
        "legend": chart.legend,
        "query": sql.bare(answer.query).strip(),
        "csv": cells.csv_link(rows) if rows.width else "",
        "table": _table(chart, rows),
    }


def _table(chart: Chart, rows: pl.DataFrame) -> dict[str, object]:
    return {
        "headers": [{"text": cells.header(name, chart.headers), "is_number": kind.is_numeric()}
                    for name, kind in rows.schema.items()],
        "rows": [[cells.shown(value) for value in row] for row in rows.iter_rows()],
    }


def _inline(spec: Any) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(spec, separators=(",", ":"), default=str).replace("<", "\\u003c")


@cache
def _libraries() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that does not end the element it stands in."""
    return str(vl_convert.javascript_bundle(LIBRARIES)).replace("</script", "<\\/script")


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _style() -> str:
    """The style sheet, with the colours of both looks."""
    swatches = "\n".join(f".tone-{name} {{ background: var(--{name}); }}" for name in palette.LIGHT)
    return f"{palette.sheet()}{swatches}\n{_read('report.css')}"
