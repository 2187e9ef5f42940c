"""An explanation written down as a lawyer could follow it. Rows are gathered in explain.py."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipelines.explain import Explanation, Place, Row

WIDTH = 100
MEANINGS = {
    "not_controlled": "no licence is asked for by 3A090, 4A090 or a letter on them",
    "exception_available": "a licence exception may be used",
    "notify_only": "licence exception after notice to BIS, which may object",
    "licence_presumption_approval": "licence needed; presumption of approval",
    "licence_case_by_case": "licence needed; judged case by case",
    "licence_presumption_denial": "licence needed; presumption of denial",
    "licence_policy_unknown": "licence needed; how an application is judged is not known",
    "prohibited": "prohibited",
    "undetermined": "cannot be said from what is known",
}
TRANSACTIONS = {"export_us": "export from the United States", "reexport": "reexport",
                "transfer": "transfer within the country"}
HQ_GROUPS = {"macau_or_d5": "Macau or group D:5", "supp5a": "Supplement No. 5(a) to part 740",
             "supp8": "Supplement No. 8 to part 740", "other": "none that the rules name"}
CONFIDENCE = {"VT": "read in the text", "VS": "secondary source", "K": "not verified",
              "unverified": "not known whether it happened"}
NOT_ADVICE = ("This is not legal advice. Only 3A090, 4A090 and letters on them are looked at: no "
              "embargo, no listed party, no end use under part 744. Ask counsel or BIS.")


def render(found: Explanation) -> str:
    """The whole explanation for a terminal."""
    sections = (
        ("", _question(found)),
        ("ANSWER", _answer(found)),
        ("ITEM", _item(found)),
        ("RULE IN FORCE", _version(found)),
        ("TESTS", _tests(found)),
        ("DESTINATION AND END USER", _places(found)),
        ("LICENCE REQUIREMENT, EXCEPTIONS, REVIEW", _provisions(found)),
        ("LETTERS, ANNOUNCEMENTS, ENFORCEMENT", _events(found.events)),
        ("MEASURES OF OTHER COUNTRIES (they change no status)", _foreign(found)),
        ("READINGS CHOSEN WHERE THE TEXT IS OPEN", _ambiguities(found)),
        ("WHAT IS UNCERTAIN", _uncertain(found)),
        ("CITATIONS", _citations(found)),
        ("", [NOT_ADVICE]),
    )
    return "\n\n".join(_section(title, list(lines)) for title, lines in sections)


def _section(title: str, lines: Sequence[str]) -> str:
    body = [wrapped for line in lines or ["none"] for wrapped in _wrapped(line)]
    return "\n".join([title, *(f"  {line}" for line in body)] if title else body)


def _wrapped(line: str) -> list[str]:
    indent = "  " + " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False) or [""]


def _question(found: Explanation) -> Iterator[str]:
    question = found.question
    yield (f"{found.item['item_name']} ({found.item['item_id']}) to "
           f"{found.destination.country_name} on {question.day}: "
           f"{TRANSACTIONS[question.transaction]}, end user headquartered in "
           f"{found.headquarters.country_name}")
    if found.belief:
        yield f"as it could be believed by the end of {found.belief}"


def _answer(found: Explanation) -> Iterator[str]:
    status = found.status
    for label, name, members in (("by the text  ", "status_text", "status_set"),
                                 ("as enforced  ", "status_enforced", "status_enforced_set")):
        value = status[name]
        yield f"{label} {value}: {MEANINGS[value]}"
        if value == "undetermined":
            yield f"              it is one of {', '.join(status[members])}"
    yield f"because       {status['reason']}"
    until = status["valid_to_date"] or "further notice"
    yield f"holds         from {status['valid_from_date']} until {until}"


def _item(found: Explanation) -> Iterator[str]:
    item, values = found.item, found.parameters
    yield f"{item['item_kind']} of {item['maker']} ({item['maker_country_code']}), " + (
        f"announced {item['release_date']}" if item["release_date"] else "announcement not known")
    if item["release_date"] and item["release_date"] > found.question.day:
        yield "it was not yet announced on that day"
    if values:
        yield from _values(values)
    for fact in found.facts:
        value = fact["value"] if fact["value"] is not None else f"unknown ({fact['reason_code']})"
        yield f"source: {fact['attribute']} = {value} [{_cited(fact)}]"
    if not found.facts:
        yield f"source: {item['citation']}"


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
    if values["unknown"]:
        yield f"not known: {values['unknown']}"


def _interval(low: float | None, value: float | None, high: float | None) -> str:
    if value is not None and low in (None, value) and high in (None, value):
        return _number(value)
    ends = f"{_number(low) if low is not None else '?'} to {_number(high) if high else '?'}"
    return f"{_number(value)} ({ends})" if value is not None else ends


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.10g}"


def _cited(fact: Row) -> str:
    return f"{fact['citation'] or fact['source_id']}, {fact['source_locator']}"


def _version(found: Explanation) -> Iterator[str]:
    version = found.version
    if version is None:
        yield "no version of 3A090 was in force on that day"
        return
    yield f"{version['rule_version_id']}: {version['title']}"
    yield version["summary"]
    ends = version["superseded_date"] or "today"
    yield f"{version['citation']}; in force {version['effective_date']} to {ends}" + (
        f"; to be complied with from {version['compliance_date']}"
        if version["compliance_date"] else "")
    for row in found.amendments:
        yield f"as amended {row['effective_date']}: {row['title']} ({row['citation']})"


def _tests(found: Explanation) -> Iterator[str]:
    for row in found.paragraphs:
        yield (f"{row['control_paragraph']}: {row['result']}"
               + (f", decided by {row['deciding_locator']}" if row["deciding_locator"] else ""))
        if row["trigger_values"]:
            yield f"  {row['trigger_values']}"
        if row["unknown_inputs"]:
            yield f"  open because of {row['unknown_inputs']}"
    if found.tests:
        yield "every number, met or not:"
    for row in found.tests:
        if row["role"] != "restatement" and row["value"] is not None:
            yield f"  {_test(row)}"
    for row in found.texts:
        words = textwrap.shorten(row["text"], 240, placeholder=" ...")
        yield f'text of {row["locator"]}, in force from {row["valid_from_date"]}: "{words}"'


def _test(row: Row) -> str:
    said = f"{row['paragraph_locator']} ({row['role']}): {row['test']} -> {row['result']}"
    proof = f"text, {row['text_locator']}" if row["evidence"] == "text" else "citation only"
    return f"{said} [{proof}]"


def _places(found: Explanation) -> Iterator[str]:
    yield _place("destination", found.destination)
    yield _place("headquarters", found.headquarters)
    yield f"headquarters group: {HQ_GROUPS[found.headquarters.hq_group]}"


def _place(label: str, place: Place) -> str:
    codes = ", ".join(place.codes) or "in no group the rules name"
    treated = (f", treated as {place.treated_as}" if place.treated_as != place.country_code
               else "")
    carried = "; the latest table carried back" if place.basis == "imputed" else ""
    return f"{label}: {place.country_name} ({place.country_code}){treated}: {codes}{carried}"


def _provisions(found: Explanation) -> Iterator[str]:
    status = found.status
    in_fact = {*status["review_policy_enforced_ids"], *status["requirement_ids"]}
    in_fact |= {*status["exception_enforced_ids"]}
    for row in found.provisions:
        name = row["exception_code"] or row["provision_id"]
        leads = f" -> {row['resulting_status']}" if row["resulting_status"] else ""
        only = "" if {name, row["provision_id"]} & in_fact else " (by text only)"
        note = f"; {row['note']}" if row["note"] else ""
        yield (f"{row['provision_kind'].replace('_', ' ')} {name}{leads}{only}{note} "
               f"[{row['citation']}; {CONFIDENCE[row['confidence']]}]")


def _events(events: Iterable[Row]) -> Iterator[str]:
    for row in events:
        until = f" to {row['ended_date']}" if row["ended_date"] else ""
        since = f"{row['effective_date'] or row['announced_date']}{until}"
        yield (f"{since}: {row['title']}: {row['summary']} [{row['rule_event_id']}; "
               f"{row['citation']}; {CONFIDENCE[row['confidence']]}]")
        if row["note"]:
            yield f"  {row['note']}"


def _foreign(found: Explanation) -> Iterator[str]:
    yield from _events(found.foreign)
    for row in found.transit:
        if row not in found.foreign:
            places = ", ".join(row["origin_country_codes"])
            yield f"if the goods leave or pass through {places}:"
            yield from (f"  {line}" for line in _events([row]))


def _ambiguities(found: Explanation) -> Iterator[str]:
    for row in found.ambiguities:
        yield f"{row['ambiguity_id']}: {row['question']} We take: {row['default_choice']}."
        yield f"  otherwise: {row['alternatives']}; it changes: {row['effect']}"


def _uncertain(found: Explanation) -> Iterator[str]:
    status = found.status
    for name in ("status_set", "status_enforced_set"):
        if len(status[name]) > 1:
            yield f"{name.removesuffix('_set').replace('_', ' ')} may be {', '.join(status[name])}"
    open_inputs = dict.fromkeys(
        r["unknown_inputs"] for r in found.paragraphs if r["unknown_inputs"])
    yield from (f"open input: {unknown}" for unknown in open_inputs)
    if status["overlay_basis"] not in (None, "reported"):
        yield f"that the letter binds this item is {status['overlay_basis']}"
    yield from _weak(found.provisions, "provision_id")
    yield from _weak([*found.events, *found.foreign], "rule_event_id")
    if found.version and found.version["confidence"] != "VT":
        yield f"the rule version itself: {CONFIDENCE[found.version['confidence']]}"
    if "imputed" in (found.destination.basis, found.headquarters.basis):
        yield "country groups of that day are the latest table carried back"


def _weak(found: Iterable[Row], key: str) -> Iterator[str]:
    for row in found:
        if row["confidence"] != "VT":
            yield f"{row[key]}: {CONFIDENCE[row['confidence']]}"


def _citations(found: Explanation) -> Iterator[str]:
    named: list[Any] = [found.version, *found.amendments, *found.provisions, *found.events,
                        *found.foreign, *found.ambiguities]
    cited = dict.fromkeys(row["citation"] for row in named if row)
    cited |= dict.fromkeys(row["citation"] for row in found.tests if row["result"] != "no")
    for row in found.texts:
        cited[f"{row['locator']}: {row['source_id']}, {row['source_locator']}"] = None
    yield from cited
