"""What may be sold where: the status of well-known chips, destination by destination."""

from __future__ import annotations

import altair as alt
import polars as pl

from pipelines.report import marks, words
from pipelines.report.chart import Chart, Panel

WORDS = {
    "not_controlled": "no licence needed",
    "exception_available": "exception, or after notice",
    "notify_only": "exception, or after notice",
    "licence_presumption_approval": "licence, may be granted",
    "licence_case_by_case": "licence, may be granted",
    "licence_policy_unknown": "licence, policy not known",
    "licence_presumption_denial": "licence presumed denied, or barred",
    "prohibited": "licence presumed denied, or barred",
}
TONES = {
    "no licence needed": "free", "exception, or after notice": "excepted",
    "licence, may be granted": "maybe", "licence, policy not known": "unclear",
    "licence presumed denied, or barred": "denied", "cannot be said": "unknown",
}
ROW = 20


def finding(rows: pl.DataFrame) -> str:
    """How many of the chips may go to China freely now, or after notice, and which could at first."""
    china = rows.filter(pl.col("destination") == "China")
    start, day = words.known(china["from_date"].min()), words.known(china["to_date"].max())
    now = china.filter(pl.col("is_still_so"))
    free, noticed = _with(now, "no licence needed"), _with(now, "exception, or after notice")
    was = _with(china.filter(pl.col("from_date") == start), "no licence needed")
    return (
        f"On {words.day_of(day)}, {_counted(free)} of these {words.count(now.height)} chips may be sold "
        f"freely to an ordinary buyer in China, and {_counted(noticed)} under an exception or "
        f"after notice; in {words.month(start)} every one on the market ({words.listed(was)}) could be."
    )


def _counted(names: list[str]) -> str:
    return f"{words.count(len(names))} ({words.listed(names)})" if names else "none"


def _with(rows: pl.DataFrame, meaning: str) -> list[str]:
    meant = [status for status, said in WORDS.items() if said == meaning]
    return rows.filter(pl.col("status_enforced").is_in(meant))["chip"].unique(
        maintain_order=True).to_list()


def draw(rows: pl.DataFrame) -> list[Panel]:
    """One drawing a destination, with the same chips in the same order."""
    said = rows.with_columns(
        pl.col("status_enforced").replace_strict(WORDS, default="cannot be said").alias("meaning"))
    chips = rows["chip"].unique(maintain_order=True).to_list()
    bars = _joined(said)
    return [_one(bars.filter(pl.col("destination") == place), str(place), chips)
            for place in rows["destination"].drop_nulls().unique(maintain_order=True)]


def _joined(rows: pl.DataFrame) -> pl.DataFrame:
    """One bar where only the text changed and not what is enforced, lest its seam look like an event."""
    same = ("destination", "chip", "meaning", "status_in_words")
    return rows.group_by(pl.struct(same).rle_id().alias("turn"), *same, maintain_order=True).agg(
        pl.col("from_date").min(), pl.col("to_date").max())


def _one(rows: pl.DataFrame, place: str, chips: list[str]) -> Panel:
    bars = alt.Chart(rows).mark_bar(height={"band": 0.78}).encode(
        x=marks.years("from_date"), x2="to_date:T",
        y=alt.Y("chip:N", sort=chips, title=None, scale=alt.Scale(domain=chips)),
        color=marks.coloured("meaning", TONES),
        tooltip=[alt.Tooltip("chip:N"), alt.Tooltip("status_in_words:N", title="status"),
                 alt.Tooltip("from_date:T", title="from", format="%d %b %Y"),
                 alt.Tooltip("to_date:T", title="to", format="%d %b %Y")],
    )
    return marks.panel(bars, height=ROW * len(chips), title=place)


CHART = Chart(
    name="status_by_destination",
    title="What may be sold where",
    leaves_out=(
        "An ordinary civilian buyer, located and headquartered in the country; listed parties, military "
        "and supercomputer uses, remote access and reexports have rules of their own. The status is that "
        "enforced: letters to makers and announced non-enforcement count, licences granted one by one do "
        "not. Bars begin with a chip's release. Whether a maker in fact sells, or the buyer's own "
        "government lets it buy, is not shown. Not legal advice."
    ),
    finding=finding,
    draw=draw,
    needs=("destination", "chip", "from_date", "to_date", "status_enforced"),
    legend=TONES,
)
