"""Claims of public documents, and what the warehouse says of them."""

from __future__ import annotations

from math import ceil

import altair as alt
import polars as pl

from pipelines.report import labels, marks, words
from pipelines.report.chart import Chart, Panel
from pipelines.report.palette import tone

TONES = {"supported": "free", "contradicted": "denied", "undecidable": "unknown"}
LEGEND = {"supported": "free", "contradicted": "denied", "cannot be decided": "unknown"}
SAID = {"supported": "supported", "contradicted": "contradicted", "partly": "held in part",
        "undecidable": "undecided on the data held"}
BAR = 9
UNJUDGED = "given as a number, not judged"
LONGEST = 12
"""Claims in one drawing, which fits a printed sheet; a document with more of them is drawn in several."""


def finding(rows: pl.DataFrame) -> str:
    """How many claims have which verdict."""
    claims = rows.unique("claim_id", maintain_order=True)
    found = {verdict: claims.filter(pl.col("overall_verdict") == verdict).height for verdict in SAID}
    shown = [f"{words.count(n)} {SAID[verdict]}" for verdict, n in found.items() if n]
    return (
        f"Of {words.count(claims.height)} claims tested, from "
        f"{words.several(claims['document'].n_unique(), 'public document')}: {words.listed(shown)}."
    )


def draw(rows: pl.DataFrame) -> list[Panel]:
    """Drawings of documents, long ones in parts: a bar a claim, split by the verdicts of its scopes."""
    documents = rows.group_by("document", maintain_order=True)
    by_length = sorted(documents, key=lambda found: -found[1].height)
    return [_document(part, title) for (name,), claims in by_length
            for part, title in _parts(claims, str(name))]


def _parts(rows: pl.DataFrame, title: str) -> list[tuple[pl.DataFrame, str]]:
    """The claims of a document as they are drawn, no claim in two parts, each part with its title."""
    if rows.height <= LONGEST:
        return [(rows, title)]
    each = ceil(rows.height / ceil(rows.height / LONGEST))
    whole = rows.group_by("claim_id", maintain_order=True).len().with_columns(
        part=(pl.col("len").cum_sum() - 1) // each)
    parts = rows.join(whole, on="claim_id", maintain_order="left").partition_by("part", maintain_order=True)
    return [(part, f"{title} ({part['claim_id'][0]} to {part['claim_id'][-1]})") for part in parts]


def _document(rows: pl.DataFrame, title: str) -> Panel:
    texts = rows.select(pl.format("{}{} {}", "claim_id", "conjunct", "claim_text")).to_series()
    head = labels.headed(texts.to_list(), bar=BAR)
    named = rows.with_columns(pixel=pl.Series(head.places))
    long = pl.concat([named.select("pixel", "claim_text", "findings", pl.lit(kind).alias("verdict"),
                                   pl.lit(n).alias("place"), pl.col(f"{kind}_scope_count").alias("scopes"))
                      for n, kind in enumerate(TONES)])
    y = labels.placed("pixel")
    bars = alt.Chart(long).mark_bar(orient="horizontal", size=BAR).encode(
        y=y, x=alt.X("scopes:Q", stack="normalize", axis=None), order="place:Q",
        color=marks.coloured("verdict", TONES),
        tooltip=["claim_text:N", "verdict:N", "scopes:Q", "findings:N"])
    unjudged = alt.Chart(named.filter(pl.sum_horizontal(f"{kind}_scope_count" for kind in TONES) == 0))
    silent = unjudged.mark_text(align="left", color=tone("soft"), fontSize=11).encode(
        y=y, x=alt.value(0), text=alt.value(UNJUDGED), tooltip=["claim_text:N", "findings:N"])
    return marks.panel(bars, silent, head.names, height=head.height, title=title)


CHART = Chart(
    name="claim_verdict",
    title="Claims and verdicts",
    leaves_out=(
        "Claims are in our words, and a verdict follows from a rule and the data held, not from opinion; "
        "it is as good as those. A claim is tested in several scopes, such as with and without smuggling, "
        "and holds in part where they differ. What cannot be decided may still be true: the table names "
        "what is missing. A quotation is tested for having been said, a motive for having been stated."
    ),
    finding=finding,
    draw=draw,
    needs=("claim_id", "conjunct", "document", "claim_text", "overall_verdict"),
    legend=LEGEND,
)
