"""An explanation written down as a lawyer could follow it: the answer, the item, the sources.

Rows are gathered in gather.py; how the law itself is told stands in law.py, what is uncertain in
uncertain.py.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.explain import deciding, law, uncertain
from pipelines.explain.answer import Explanation, Row

WIDTH, NARROWEST = 102, 40
SUPPORT = {
    "confirmed": "in the maker's document or by two named publishers",
    "single": "by one publisher",
    "disputed": "disputed and judged",
    "unread": "by nobody but the register",
}
TRANSACTIONS = {"export": "export from the United States",
                "export_us": "export from the United States", "reexport": "reexport",
                "transfer": "transfer within the country",
                "deemed": "deemed export: a release of technology, not of the item",
                "remote": "use of the item from afar"}
NOT_ADVICE = ("This is not legal advice. Looked at are 3A090, 4A090, letters on them, the embargoes "
              "of part 746, and the party and end use that were named; for model weights 4E091 instead "
              "of 3A090 and 4A090. Ask counsel or BIS.")


def render(found: Explanation, width: int = WIDTH) -> str:
    """The whole explanation in lines of a width."""
    sections = (
        ("", _question(found)),
        ("", [NOT_ADVICE]),
        ("ANSWER", _answer(found)),
        ("ITEM", _item(found)),
        ("RULE IN FORCE", _version(found)),
        ("TESTS", law.tests(found)),
        ("DESTINATION AND END USER", law.places(found)),
        ("PARTY, END USE AND TRANSACTION", law.parties(found)),
        ("LICENCE REQUIREMENT, EXCEPTIONS, REVIEW", law.provisions(found)),
        ("LETTERS, ANNOUNCEMENTS, ENFORCEMENT", law.events([*found.events, *found.authorised])),
        ("DUTIES ON A WAY THROUGH THE UNITED STATES (they change no status)",
         law.events(found.duties)),
        ("MEASURES OF OTHER COUNTRIES (they change no status)", law.foreign(found)),
        ("READINGS CHOSEN WHERE THE TEXT IS OPEN", law.ambiguities(found)),
        ("WHAT IS UNCERTAIN", uncertain.lines(found)),
        ("CITATIONS", _citations(found)),
    )
    return "\n\n".join(_section(title, list(lines), width) for title, lines in sections)


def _section(title: str, lines: Sequence[str], width: int) -> str:
    inside = width - 2 if title else width
    body = [wrapped for line in lines or ["none"] for wrapped in _wrapped(line, inside)]
    return "\n".join([title, *(f"  {line}" for line in body)] if title else body)


def _wrapped(line: str, width: int) -> list[str]:
    indent = "  " + " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False) or [""]


def _question(found: Explanation) -> Iterator[str]:
    question = found.question
    yield (f"{found.item['item_name']} ({found.item['item_id']}) to "
           f"{found.destination.country_name} on {question.day}: "
           f"{TRANSACTIONS[question.transaction]}, end user headquartered in "
           f"{found.headquarters.country_name}"
           + (f", {question.party}" if question.party else "")
           + (f", end use {question.end_use}" if question.end_use else "")
           + (f", exported by {question.exporter}" if question.exporter else ""))
    if len(found.family) > 1:
        yield f"{question.item} is {', '.join(found.family)}; the answer is the same for all of them"
    if found.belief:
        yield f"as it could be believed by the end of {found.belief}"


def _answer(found: Explanation) -> Iterator[str]:
    final = found.final
    yield from deciding.embargo_lines(found)
    yield from _required(found)
    for label, value, members in (
        ("by the text  ", final.status_text, final.held_text),
        ("as enforced  ", final.status_enforced, final.held_enforced),
    ):
        yield f"{label} {value}: {found.words[value]}"
        if len(members) > 1 and value in ("undetermined", "licence_policy_unknown"):
            yield f"              it is one of {', '.join(members)}"
    yield from deciding.because(found)
    if place := deciding.deciding(found):
        yield f"decided by    {place}"
    first, end = found.same_days
    yield f"unchanged     since {first}, " + (f"until {end}" if end else "and still so")
    yield from (f"  freed by    {act}" for act in found.freed_by)
    yield from (f"authorized    {row['title']}, by name and on conditions of its own: {row['rule_event_id']}"
                for row in found.authorised)
    yield from law.later(found)


def _required(found: Explanation) -> Iterator[str]:
    """Whether a licence is required at all, before how an application would be judged."""
    final, status = found.final, found.status
    said = final.required_enforced.replace("_", " ")
    by_text = final.required_text.replace("_", " ")
    if said != by_text:
        said = f"{said} in fact; by the text {by_text}"
    count = status["reading_count"]
    is_own = final.required_enforced == status["licence_required_enforced"]
    asking = f" (under {status['licence_reading_enforced_count']} of {count} readings of what is open)"
    open_readings = asking if count > 1 and is_own else ""
    yield f"licence needed {said}{open_readings}"


def _item(found: Explanation) -> Iterator[str]:
    if found.item_told:
        yield from found.item_told
        return
    item, values = found.item, found.parameters
    yield f"{item['item_kind']} of {item['maker']} ({item['maker_country_code']}), " + (
        f"announced {item['release_date']}" if item["release_date"] else "announcement not known")
    if item["release_date"] and item["release_date"] > found.question.day:
        yield "it was not yet announced on that day"
    yield from law.jurisdiction(found)
    if values:
        yield from _values(values)
    yield from _sources(found)


def _sources(found: Explanation) -> Iterator[str]:
    """Each document once, with the cells read in it."""
    cells: dict[str, list[str]] = {}
    for fact in found.facts:
        known = fact["value"] if fact["value_number"] is None else _number(fact["value_number"])
        value = f"unknown, {fact['reason_code']}" if fact["value"] is None else known
        cells.setdefault(_cited(fact), []).append(f"{fact['attribute']} {value}")
    for document, read in cells.items():
        yield f"source of {'; '.join(read)}: {document}"
    if not cells:
        yield f"source: {found.item['citation']}"
    yield from _support(found)


def _support(found: Explanation) -> Iterator[str]:
    """How many of the numbers somebody besides the register states."""
    counts = Counter(fact["confirmation_status"] for fact in found.facts)
    del counts[None]
    if counts:
        said = "; ".join(f"{counts[status]} {means}" for status, means in SUPPORT.items()
                         if counts[status])
        yield f"support of these {counts.total()} numbers: {said}"


def _values(values: Row) -> Iterator[str]:
    shown = (
        ("total processing performance", "total_processing_performance_tpp", "TPP"),
        ("performance density", "performance_density_tpp_per_mm2", "TPP per mm2"),
        ("I/O bandwidth", "io_bandwidth_gb_per_s", "GB/s"),
        ("DRAM bandwidth", "dram_bandwidth_gb_per_s", "GB/s"),
        ("memory bandwidth density", "memory_bandwidth_density_per_mm2_gb_per_s", "GB/s per mm2"),
    )
    for label, name, unit in shown:
        low, high = values.get(f"{name}_low"), values.get(f"{name}_high")
        if values[name] is None and low is None and high is None:
            continue
        basis = values.get(f"{name}_basis")
        how = f" ({basis})" if basis and basis != "reported" else ""
        yield f"{label}: {_interval(low, values[name], high)} {unit}{how}"
    if values["tpp_number_format"]:
        yield (f"counted at {values['tpp_number_format']}, operands of "
               f"{_number(values['operand_length_bit'])} bits, dense")
    unknown = [said for said in (values["unknown"] or "").split("; ")
               if said.partition(":")[2].startswith(("not_disclosed", "not_found"))]
    if unknown:
        yield f"not known: {'; '.join(unknown)}"


def _interval(low: float | None, value: float | None, high: float | None) -> str:
    if value is not None and low in (None, value) and high in (None, value):
        return _number(value)
    ends = f"{_number(low) if low is not None else '?'} to {_number(high) if high else '?'}"
    return f"{_number(value)} ({ends})" if value is not None else ends


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.10g}"


def _cited(fact: Row) -> str:
    if fact["source_id"] == "seed":
        return str(fact["citation"])
    return f"{fact['source_id']}, {fact['source_locator']}"


def _version(found: Explanation) -> Iterator[str]:
    version = found.version
    if version is None:
        entry = "4E091" if found.item_told else "3A090"
        yield f"no version of {entry} was in force on that day"
        return
    yield f"{version['rule_version_id']}: {version['title']}"
    yield version["summary"]
    until = (f"; carried on, as amended, by {version['superseded_by_id']} from "
             f"{version['superseded_date']}" if version["superseded_date"] else "")
    comply = (f"; to be complied with from {version['compliance_date']}"
              if version["compliance_date"] else "")
    yield f"{version['citation']}; in force from {version['effective_date']}{until}{comply}"
    for row in found.amendments:
        yield f"as amended {row['effective_date']}: {row['title']} ({row['citation']})"


def _citations(found: Explanation) -> Iterator[str]:
    named: list[Any] = [found.version, *found.amendments, *found.provisions, *found.events,
                        *found.authorised, *found.foreign, *found.ambiguities, *found.parties,
                        *found.conducts]
    cited = dict.fromkeys(row["citation"] for row in named if row)
    cited |= dict.fromkeys(row["citation"] for row in found.tests if row["result"] != "no")
    for row in law.texts(found):
        cited[f"{row['locator']}: {row['source_id']}, {row['source_locator']}"] = None
    yield from cited
