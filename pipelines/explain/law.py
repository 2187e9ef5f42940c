"""How an explanation tells of the law: tests, places, provisions, events, readings.

The frame around it, the answer and the item stand in text.py.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from pipelines.explain.abroad import HOME
from pipelines.explain.answer import Explanation, Place, Row
from pipelines.explain.deciding import since

HQ_GROUPS = {"macau_or_d5": "Macau or group D:5", "supp5a": "Supplement No. 5(a) to part 740",
             "supp8": "Supplement No. 8 to part 740", "other": "none that the rules name"}
BASES = {"us_designed": "designed in the United States, and so wherever it is",
         "foreign_direct_product": "made abroad with tools of the United States, a foreign-direct-product",
         "general_prohibition_10": "a foreign-direct-product by the presumption of General Prohibition 10"}
CONFIDENCE = {"VT": "read in the text", "VS": "secondary source", "K": "not verified",
              "unverified": "not known whether it happened"}


def tests(found: Explanation) -> Iterator[str]:
    """Each paragraph with what decides it, then every number, then the words of the law."""
    for row in (r for r in found.paragraphs if _is_of_kind(found, r["control_paragraph"])):
        yield (f"{row['control_paragraph']}: {row['result']}"
               + (f", decided by {row['deciding_paragraph']}" if row["deciding_paragraph"] else ""))
        if row["trigger_values"]:
            yield f"  {row['trigger_values']}"
        if row["unknown_inputs"]:
            yield f"  open because of {row['unknown_inputs']}"
    if found.tests:
        yield "every number, met or not:"
    for row in found.tests:
        is_of_kind = (row["metric"] == "memory_bandwidth_density") == _is_memory(found)
        if row["role"] not in ("restatement", "definition") and is_of_kind:
            yield f"  {_test(row)}"
    for row in texts(found):
        words = textwrap.shorten(row["text"], 240, placeholder=" ...")
        yield f'text of {row["locator"]}, in force from {row["valid_from_date"]}: "{words}"'


def texts(found: Explanation) -> list[Row]:
    """Words of the law that are about this kind of item."""
    return [row for row in found.texts if _is_of_kind(found, row["locator"])]


def _is_memory(found: Explanation) -> bool:
    return bool(found.item["item_kind"] == "hbm_stack")


def _is_of_kind(found: Explanation, locator: str) -> bool:
    """3A090.c asks about memory alone, the other paragraphs about processors alone."""
    return locator.startswith("3A090.c") == _is_memory(found)


def _test(row: Row) -> str:
    for_whom = "" if row["applies_to"] == "any" else f", {row['applies_to'].replace('_', ' ')}"
    said = (f"{row['paragraph_locator']} ({row['role'].replace('_', ' ')}{for_whom}): "
            f"{row['test']} -> {row['result']}")
    if row["evidence"] != "text":
        return f"{said} [citation only]"
    return f"{said} [text, {row['text_locator']}, last seen {row['text_last_seen_date']}]"


def jurisdiction(found: Explanation) -> Iterator[str]:
    """Whether the item is subject to the EAR, and by which rules what was made abroad may be reached."""
    item = found.item
    yield ("whether it is subject to the EAR is not known: the tools that made it decide, and with them "
           "whether the EAR ask for anything, unless it leaves the United States (734.3(a)(1))"
           if item["is_subject_to_ear"] is None else f"subject to the EAR: {BASES[item['ear_basis']]}")
    if item["designer_country_code"] != HOME:
        reached = [f"{row['locator']} {row['note']}" for row in found.abroad]
        yield f"reached from abroad by {'; '.join(reached) or 'no foreign-direct-product rule'}"


def places(found: Explanation) -> Iterator[str]:
    """What the rules call the two countries on the day."""
    yield _place("destination", found.destination)
    yield _place("headquarters", found.headquarters)
    yield f"headquarters group: {HQ_GROUPS[found.headquarters.hq_group]}"
    yield from _seat(found)


def _seat(found: Explanation) -> Iterator[str]:
    """How it is known where the party is headquartered; what is not known is to be asked."""
    if found.headquarters.is_of_register:
        yield f"{found.question.party} is headquartered there as registers have it"
    elif found.question.party and not found.question.headquarters and not found.headquarters.named_group:
        yield (f"where {found.question.party} or its parent is headquartered is not known here, and the "
               "destination is taken; ask with --headquarters")


def _place(label: str, place: Place) -> str:
    codes = ", ".join(place.codes) or "in no group the rules name"
    treated = (f", treated as {place.treated_as}" if place.treated_as != place.country_code
               else "")
    carried = "; the latest table carried back" if place.basis == "imputed" else ""
    return f"{label}: {place.country_name} ({place.country_code}){treated}: {codes}{carried}"


def provisions(found: Explanation) -> Iterator[str]:
    """Rows of the law that ask, excuse and judge; those that are text only say so."""
    status = found.status
    if not found.provisions:
        yield "no row of the text asks for a licence for this item, destination and end user"
    in_fact = {*status["review_policy_enforced_ids"], *status["requirement_ids"]}
    in_fact |= {*status["exception_enforced_ids"]}
    for row in found.provisions:
        name = row["exception_code"] or row["provision_id"]
        leads = f" -> {row['resulting_status']}" if row["resulting_status"] else ""
        only = "" if {name, row["provision_id"]} & in_fact else " (by text only)"
        note = f"; {row['note']}" if row["note"] else ""
        how = f"read in {row['read_in']}" if row["read_in"] else CONFIDENCE[row["confidence"]]
        yield (f"{row['provision_kind'].replace('_', ' ')} {name}{leads}{only}{note} "
               f"[{row['citation']}; {how}]")


def later(found: Explanation) -> Iterator[str]:
    """What is said of a day beyond the law that is known, and what runs out by then."""
    day, known = found.question.day, found.law_known_to
    if known is None or day <= known:
        return
    yield f"as known on   {known}; the law may have changed since"
    for clock in found.clocks:
        if clock["last_date"] >= known:
            ended = "has run out by then" if clock["last_date"] < day else "is running"
            yield (f"  {clock['title']}: to {clock['last_date']}, {ended}"
                   + (f"; {clock['note']}" if clock["note"] else "") + f" [{clock['citation']}]")


def parties(found: Explanation) -> Iterator[str]:
    """How lists stand to the party, and what its end use and the kind of transaction change."""
    if found.question.party and not found.parties:
        yield (f"{found.question.party} stands on no list held here that reaches the destination; a list "
               "that is not held says nothing")
    for row in found.parties:
        days = since(row)
        stands = "" if row["is_in_force"] else ", not in force on the day"
        mark = (f"; footnote {row['footnote']} since {row['footnote_from_date']}"
                if row["footnote"] else "")
        leads = f" -> {row['resulting_status']}" if row["resulting_status"] else ""
        yield (f"{row['party_name']}: {row['list_name']}, {row['locator']}, {days}{stands}{mark}{leads}"
               + (f"; {row['note']}" if row["note"] else "") + f" [{row['citation']}]")
    if found.affiliates:
        act = found.affiliates
        yield (f"firms owned to half by listed ones: {act['title']}, from {act['effective_date']}; ask "
               f"who owns the party [{act['citation']}; {CONFIDENCE[act['confidence']]}]")
    yield from found.presumed
    for row in found.conducts:
        yield (f"{row['conduct']}: {row['locator']} -> {row['resulting_status']}; {row['note']} "
               f"[{row['citation']}; {CONFIDENCE[row['confidence']]}]")


def events(acts: Iterable[Row]) -> Iterator[str]:
    """Acts with their days, sources and how well they are known."""
    for row in acts:
        until = f" to {_day(row, 'ended')}" if row["ended_date"] else ""
        since = _day(row, "effective" if row["effective_date"] else "announced") + until
        yield (f"{since}: {row['title']}: {row['summary']} [{row['rule_event_id']}; "
               f"{row['citation']}; {CONFIDENCE[row['confidence']]}]")
        if row["note"]:
            yield f"  {row['note']}"


def _day(row: Row, name: str) -> str:
    """A date as exactly as it is known."""
    day, precision = row[f"{name}_date"], row[f"{name}_date_precision"]
    return str(day) if precision in (None, "day") else f"{precision} of {day}"


def foreign(found: Explanation) -> Iterator[str]:
    """Measures of other countries, also those that bind goods on their way."""
    for row in found.foreign:
        if row["origin_country_codes"]:
            yield f"if the goods leave or pass through {', '.join(row['origin_country_codes'])}:"
        yield from events([row])
    leaves = found.item.get("maker_country_code")
    where = f"{leaves}, where the maker is, and " if leaves not in (None, HOME) else ""
    yield (f"not judged: what the law of {where}of any other country from which the goods leave asks for; "
           "told are the measures that were found")


def ambiguities(found: Explanation) -> Iterator[str]:
    """Readings taken where the text is open, with what another would change."""
    for row in found.ambiguities:
        yield f"{row['ambiguity_id']}: {row['question']} We take: {row['default_choice']}."
        yield f"  otherwise: {row['alternatives']}; it changes: {row['effect']}"
