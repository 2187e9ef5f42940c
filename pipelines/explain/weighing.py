"""What ECCN 4E091 leads to for model weights, day by day, in rows like those of the status matrix.

Weights are no item of the matrix; its words and provisions are used all the same. How the rest of the
answer is gathered stands in weights.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import duckdb

from pipelines.explain.answer import FIRST_DAY, READ_IN, Place, Question, Row, rows
from pipelines.explain.beside import one, place
from pipelines.explain.overlay import MOVES

ECCN = "4E091"
ACCESS = {"open": True, "api": False, "hosted": False, "unreleased": False}
"""Whether the register's word for access means published; `restricted` and `unknown` leave it open."""
REACHING = f"""select provision.*, {READ_IN}, enforced_from_date <= $day as is_complied
    from core.legal_provision as provision join core.destination_scope_member as member
    using (scope_id) where list_has_any(control_paragraphs, [$eccn, 'any'])
    and member.destination_group_id = $group_id and member.end_user_hq_group = $hq_group
    and list_contains(transactions, $transaction)
    and text_from_date <= $day and (text_to_date is null or $day < text_to_date)
    order by provision_kind, provision_id"""
WAIVED = """from core.rule_event where effect = 'not_enforced' and list_contains(paragraphs, $eccn)
    and effective_date <= $day order by rule_event_id"""
NUMBER = """from core.rule_threshold where paragraph_locator = $eccn and effective_from_date <= $day
    and (effective_to_date is null or $day < effective_to_date)"""
CUTS = """select distinct day from (select unnest([text_from_date, text_to_date, enforced_from_date]) as day
    from core.legal_provision where list_has_any(control_paragraphs, [$eccn, 'any']) union all
    select unnest([valid_from_date, valid_to_date]) from core.destination_group_member
    where country_code in ($place, $home) union all select effective_date from core.rule_event
    where list_contains(paragraphs, $eccn) union all select unnest([effective_from_date,
    effective_to_date]) from core.rule_threshold where paragraph_locator = $eccn)
    where day > $first order by day"""


@dataclass(frozen=True)
class Named:
    """Whether 4E091 names the weights (yes, no, unknown), and why."""

    result: str
    why: str
    locator: str = ECCN
    unknown: str | None = None


def number(con: duckdb.DuckDBPyConnection, day: date) -> Row | None:
    """The number of operations that 4E091 states on the day; None before there was one."""
    return one(rows(con, NUMBER, eccn=ECCN, day=day))


def named(model: Row, stated: Row | None) -> Named:
    """Whether the entry names the weights: by publication, then by the operations, then by descent."""
    if stated is None:
        return Named("no", f"{ECCN} did not exist on that day")
    least = f"{stated['value']:g} operations"
    if "weights_access" not in model:
        return Named("yes", f"asked of weights that {ECCN} names: not published, of a model trained "
                     f"with {least} or more")
    if ACCESS.get(model["weights_access"]):
        return Named("no", "the weights are published, and Note 1 leaves such out", f"{ECCN}.note-1")
    reached = is_reached(model, stated["value"])
    if reached is None:
        return Named("unknown", f"whether {least} were reached is not known", unknown="training operations")
    return _closed(model, least) if reached else Named("no", f"trained with fewer than {least}")


def is_reached(model: Row, least: float) -> bool | None:
    """Whether a model was surely trained with so many operations; None where that is open."""
    low, high = (model[f"compute_flop_{end}"] or model["compute_flop"] for end in ("low", "high"))
    if low is not None and low >= least:
        return True
    return False if high is not None and high < least else None


def _closed(model: Row, least: str) -> Named:
    """Of a model with as many operations: whether its weights, or those it comes from, are published."""
    if model["weights_access"] not in ACCESS:
        return Named("unknown", "whether the weights are published is not known", f"{ECCN}.note-1",
                     "weights open or closed")
    if model["base_access"] == "open":
        return Named("unknown", f"derived from the published {model['base_name']}, and how many operations "
                     "were added is not known", f"{ECCN}.note-1", "additional operations")
    return Named("yes", f"trained with {least} or more, and not published")


def reaching(
    con: duckdb.DuckDBPyConnection, question: Question, destination: Place, headquarters: Place, day: date
) -> list[Row]:
    """Provisions on weights, and on every item, that reach the two places on a day."""
    return rows(con, REACHING, eccn=ECCN, day=day, group_id=destination.group_id,
                hq_group=headquarters.hq_group,
                transaction=MOVES.get(question.transaction, question.transaction))


def stays(
    con: duckdb.DuckDBPyConnection, question: Question, model: Row, words: Mapping[str, Row],
    home: str, to: str,
) -> list[Row]:
    """The answer on the weights alone from day to day, through every group the countries have been in."""
    cuts = [row["day"] for row in rows(con, CUTS, eccn=ECCN, place=to, home=home, first=FIRST_DAY)]
    return [{**_status(con, question, model, words, home, to, day), "valid_from_date": day,
             "valid_to_date": end} for day, end in pairwise([FIRST_DAY, *cuts, None]) if day]


def _status(
    con: duckdb.DuckDBPyConnection, question: Question, model: Row, words: Mapping[str, Row],
    home: str, to: str, day: date,
) -> Row:
    """What the provisions of a day lead to, and in fact: where it need be complied with, nor is waived."""
    destination, headquarters = place(con, to, day), place(con, home, day)
    found = reaching(con, question, destination, headquarters, day)
    own = [row for row in found if ECCN in row["control_paragraphs"]]
    embargoes, readings = _of_the_place(row for row in found if row not in own)
    waived = rows(con, WAIVED, eccn=ECCN, day=day)
    is_enforced = not waived and all(row["is_complied"] for row in own)
    decided = named(model, number(con, day))
    sets = [_answers(decided.result, rule, embargoes, words) for rule in
            (own, own if is_enforced else [])]
    free = ["part-744-left-aside"] if "not_controlled" in sets[0] + sets[1] else []
    return {
        **_sides(sets, words), **_grounds(own, is_enforced),
        "destination_group_id": destination.group_id, "end_user_hq_group": headquarters.hq_group,
        "requirement_ids": [row["provision_id"] for row in [*embargoes, *(own if is_enforced else [])]
                            if row["provision_kind"] == "requirement"],
        "deciding_paragraph": decided.locator if own else None,
        "overlay_event_ids": [row["rule_event_id"] for row in waived], "overlay_basis": None,
        "foreign_measure_ids": [],
        "ambiguity_ids": [*(["model-weights-floor"] if own else []), *readings, *free],
        "reason": "; ".join([decided.why, *_later(own)]), "reason_code": "embargo" if embargoes else None,
        "enforced_reason_code": "not_enforced" if waived else "before_compliance_date"}


def _of_the_place(provisions: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """Embargoes, and the readings under which a text does not reach the place."""
    found = list(provisions)
    free = [row for row in found if row["resulting_status"] == "not_controlled"]
    return ([row for row in found if row not in free],
            [name for row in free for name in row["ambiguity_ids"]])


def _later(own: Sequence[Row]) -> list[str]:
    """From which day the entry must be complied with, where that is still to come."""
    days = sorted({row["enforced_from_date"] for row in own if not row["is_complied"]})
    return [f"to be complied with from {day}" for day in days]


def _grounds(own: Sequence[Row], is_enforced: bool) -> Row:
    """The exceptions and policies of the entry by the text, and in fact where it is enforced."""
    codes = [row["exception_code"] for row in own if row["exception_code"]]
    policies = [row["provision_id"] for row in own if row["provision_kind"] == "review_policy"]
    return {"exception_ids": codes, "exception_enforced_ids": codes if is_enforced else [],
            "review_policy_ids": policies, "review_policy_enforced_ids": policies if is_enforced else []}


def _answers(
    result: str, own: Sequence[Row], embargoes: Sequence[Row], words: Mapping[str, Row]
) -> list[str]:
    """What may hold: one answer where 4E091 names the weights, another where it does not.

    An embargo reaches every item subject to the EAR; of two demands the stricter holds, and no
    exception of the entry excuses from it.
    """
    barred = [row["resulting_status"] for row in embargoes]
    free = "other_controls_apply" if barred else "not_controlled"
    leads = [row["resulting_status"] for row in own if row["resulting_status"]
             and not (barred and row["exception_code"])]
    if own and not leads:
        leads = ["licence_policy_unknown"]
    strict = max([*leads, *barred] or [free], key=lambda word: words[word]["strictest_strictness"])
    return sorted({"yes": {strict}, "no": {free}, "unknown": {free, strict}}[result])


def _sides(sets: Sequence[list[str]], words: Mapping[str, Row]) -> Row:
    """One word of each side and whether a licence is needed; where several may hold, both stay open."""
    found: Row = {"reading_count": 1, "licence_reading_enforced_count": 0,
                  "status_set": sets[0], "status_enforced_set": sets[1]}
    for side, options in zip(("text", "enforced"), sets, strict=True):
        asked = {words[word]["licence_requirement"] for word in options}
        found[f"status_{side}"] = options[0] if len(options) == 1 else "undetermined"
        found[f"licence_required_{side}"] = asked.pop() if len(asked) == 1 else "not_knowable"
    return found
