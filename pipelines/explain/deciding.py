"""What decides an answer: the embargo, the listing, the end use, the paragraph, or the act in fact.

How the rest of the law is told stands in law.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.explain.answer import FIRST_DAY, Explanation, Row
from pipelines.explain.overlay import FOUNDRY, demand, moves_nothing, replacement

EMBARGOES = ("746", "Executive Order 14065")
"""How the places of embargoes begin: part 746, and the order on which its paragraph (a)(2) of 746.6 rests."""
KINDS = {"deemed": "transaction", "remote": "transaction", FOUNDRY: "exporter"}
"""What a control on conduct is about, where it is no end use."""
ACTS = {"letter": ("licence_required",), "in_force_early": ("effective_early",),
        "general_prohibition": ("violation_presumed",),
        "not_enforced": ("not_enforced", "exception_not_counted")}
"""Effects of the acts that decide in fact, by the step that decided."""
POLICIES = ("licence_presumption", "licence_case")
"""How the words begin that a review policy sets; an act that sets one without a paragraph is named itself."""


def embargoes(found: Explanation) -> list[Row]:
    """The requirements of part 746 that bear on the destination or the end user.

    One that leaves out the kind of transaction does not bear on it, and none does where nothing is exported.
    """
    if moves_nothing(found.conducts):
        return []
    excepted = {row["locator"] for row in found.conducts if row["effect"] == "excepts"}
    return [row for row in found.provisions if row["provision_kind"] == "requirement"
            and str(row["locator"]).startswith(EMBARGOES) and row["locator"] not in excepted]


def embargo_lines(found: Explanation) -> Iterator[str]:
    """Each embargo with its first day; our tables begin with 2022 and some stood before."""
    for row in embargoes(found):
        stood = "before " if row["text_from_date"] == FIRST_DAY else ""
        yield f"embargo       {row['locator']}, since {stood}{row['text_from_date']}: {row['citation']}"


def deciding(found: Explanation) -> str | None:
    """What decides the case by the text and, where that is something else, in fact."""
    if not is_items_own(found):
        return ", ".join(dict.fromkeys(str(row["locator"]) for row in grounds(found)))
    is_own = found.final.status_enforced == found.status["status_enforced"]
    text, fact = _deciding_text(found), _deciding_fact(found) if is_own else ", ".join(
        dict.fromkeys(str(row["locator"]) for row in grounds(found)))
    return "; in fact ".join(dict.fromkeys(said for said in (text, fact) if said)) or None


def _deciding_text(found: Explanation) -> str | None:
    """The paragraph of an embargo that asks for as much, of the exception, of the policy, of the item."""
    status = found.status
    is_excused = status["status_text"] in ("exception_available", "notify_only")
    embargo = [row["provision_id"] for row in embargoes(found)
               if row["resulting_status"] == status["status_text"]]
    place = _locator(found, embargo, status["exception_ids"] if is_excused else [],
                     status["review_policy_ids"], status["exception_ids"])
    return place or status["deciding_paragraph"]


def _deciding_fact(found: Explanation) -> str | None:
    """What decides in fact where the answer is another one: letters, announcements, or another policy."""
    status = found.status
    if status["status_enforced"] == status["status_text"]:
        return None
    effects = ACTS.get(status["enforced_reason_code"], ())
    acts = ", ".join(row["rule_event_id"] for row in found.events
                     if row["changes_status"] and row["effect"] in effects)
    policy = _locator(found, status["review_policy_enforced_ids"])
    return (policy if status["status_enforced"].startswith(POLICIES) else None) or acts or None


def _locator(found: Explanation, *named: Sequence[str]) -> str | None:
    """The paragraph of the first provision that is named by id or by the code of its exception."""
    for names in named:
        for row in found.provisions:
            if row["locator"] and {row["provision_id"], row["exception_code"]} & {*names}:
                return str(row["locator"])
    return None


def grounds(found: Explanation) -> list[Row]:
    """The listings, end uses and kinds of transaction that make the answer, by text or in fact."""
    held = {*found.final.held_text, *found.final.held_enforced}
    return [row for row in standing(found) if (
        "conduct" not in row and row["end_user_hq_group"]) or any(
        demand(row, side) in held for side in ("text", "enforced"))]


def standing(found: Explanation) -> list[Row]:
    """Every listing in force that asks or approves, and every control on the end use and the kind."""
    return [row for row in found.parties if row["is_in_force"] and (
        row["resulting_status"] or row["end_user_hq_group"])] + list(found.conducts)


def ground(row: Row) -> str:
    """One of them in words, with its paragraph."""
    if "conduct" in row:
        what = KINDS.get(row["conduct"], "end use")
        return f"{what} {row['conduct']}: {row['locator']}"
    stands = "is named in" if row["end_user_hq_group"] else "is on the"
    return f"{row['party_name']} {stands} {row['list_name']} {since(row)}: {row['locator']}"


def is_items_own(found: Explanation) -> bool:
    """Whether the item and the place alone lead to the answer, by text or in fact."""
    own, final = found.status, found.final
    is_replaced = replacement(own, found.conducts) is not None
    holds = (final.status_text == own["status_text"]
             or final.status_enforced == own["status_enforced"])
    return not grounds(found) or (holds and not is_replaced)


def because(found: Explanation) -> Iterator[str]:
    """What decides: listing, end use and kind of transaction by name; then what the item alone gives."""
    own = found.status["reason"]
    deciders = grounds(found)
    yield from (f"because       {said}" for said in dict.fromkeys(map(ground, deciders)))
    yield from (f"beside it     {ground(row)} -> {row['resulting_status']}" for row in standing(found)
                if row not in deciders)
    if is_items_own(found):
        yield f"because       {own}"
    else:
        yield f"item alone    {found.status['status_enforced']}: {own}"


def since(row: Row) -> str:
    """The days of a listing, as exactly as they are known."""
    start = {"day": f"from {row['listed_from_date']}", "unknown": "from a day that is not known"}
    said = start.get(row["listed_from_date_precision"], f"from {row['listed_from_date']:%Y}")
    return said + (f" to before {row['listed_to_date']}" if row["listed_to_date"] else "")
