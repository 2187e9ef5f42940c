"""How makers answered a rule: the first product it does not catch, and how long one was legal (M05).

Statuses towards the country decide; formal lags stand in policy_lag.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from pipelines.statistics.status.lag_parts import Day, Event, Row, Spell, lag, status_on

DESIGNER_COUNTRY = "USA"
FREE = "not_controlled"
LICENCE = ("licence_presumption_approval", "licence_case_by_case", "licence_presumption_denial",
           "licence_policy_unknown", "prohibited")

Chips = Mapping[str, Row]
Spells = Mapping[str, Sequence[Spell]]


def caught_anew(event: Event, chips: Chips, spells: Spells) -> list[str]:
    """Chips that the rule itself caught: not controlled towards the country on the day before."""
    before = event.days["effective"].first - timedelta(days=1)
    return sorted(
        c["chip_id"] for c in chips.values() if _is_caught(event, c, spells)
        and status_on(spells.get(c["chip_id"], ()), before, event.side) == FREE)


def first_product_lags(
    found: Iterable[Event], anew: Mapping[str, Sequence[str]], chips: Chips, spells: Spells,
    today: date,
) -> Iterator[dict[str, object]]:
    """From a rule that catches chips anew to the first variant of a caught chip it leaves free."""
    for event in found:
        if not event.bears_on_chips:
            continue
        caught = {c["chip_id"] for c in chips.values() if _is_caught(event, c, spells)}
        answers = [c for c in chips.values() if _is_answer(event, c, caught, spells)]
        is_new = bool(anew[event.event_id])
        first = min(answers, key=lambda c: (c["release_date"], c["chip_id"]), default=None)
        for start in ("announced", "published", "effective"):
            day, answer = event.days.get(start), first if is_new else None
            stop = Day.of(answer["release_date"], answer["release_date_precision"]) if (
                answer and day) else None
            reason = "right_censored" if is_new else "no_controlled_chip"
            yield lag(
                event.event_id, "rule_to_first_sku", start, day, stop,
                reason=reason if day else "no_such_day", today=today,
                stop_chip_id=answer["chip_id"] if answer and day else None,
                count=max(len(caught), 1))


def _is_caught(event: Event, chip: Row, spells: Spells) -> bool:
    """A U.S. chip that the rule binds and does not leave alone on the day it takes effect."""
    is_bound = event.designers is None or chip["designer"] in event.designers
    said = status_on(spells.get(chip["chip_id"], ()), event.days["effective"].first, event.side)
    is_controlled = said not in (None, FREE, "undetermined")
    return chip["designer_country_code"] == DESIGNER_COUNTRY and is_bound and is_controlled


def _is_answer(event: Event, chip: Row, caught: set[str], spells: Spells) -> bool:
    """Made from a caught chip, not caught itself, and announced after the rule was."""
    said = status_on(spells.get(chip["chip_id"], ()), event.days["effective"].first, event.side)
    return (said == FREE and chip["variant_of_chip_id"] in caught
            and chip["release_date"] is not None
            and chip["release_date"] >= event.days["announced"].first)


def legal_windows(
    found: Sequence[Event], chips: Chips, spells: Spells, today: date
) -> Iterator[dict[str, object]]:
    """From the first shipment of an export variant to the first day it needed a licence in fact."""
    for chip in chips.values():
        sold = _first_sale(chip)
        if chip["variant_of_chip_id"] is None or sold is None:
            continue
        if chip["designer_country_code"] == DESIGNER_COUNTRY:
            yield from _window(found, chip, sold, spells.get(chip["chip_id"], ()), today)


def _first_sale(chip: Row) -> tuple[Day, str] | None:
    """Its first shipment; of one not known, from announcement to the first proof that it ships.

    An announcement alone is no sale: such a chip has no window.
    """
    proven = chip["available_by_date"]
    if chip["shipping_date"] and chip["available_basis"] == "shipping_date":
        return Day.of(chip["shipping_date"], chip["shipping_date_precision"]), "reported"
    if proven is None:
        return None
    return Day(min(filter(None, (chip["release_date"], proven))), proven), "imputed"


def _window(
    found: Sequence[Event], chip: Row, sold: tuple[Day, str], spells: Sequence[Spell], today: date
) -> Iterator[dict[str, object]]:
    """The window that a rule or letter closed; one that is open belongs to the version in force."""
    start, basis = sold
    if status_on(spells, start.first, "enforced") in (None, *LICENCE):
        return
    closing = next((s for s in spells if s.first > start.first and s.enforced in LICENCE), None)
    event = _closer(found, chip, closing.first) if closing else _in_force(found, today)
    if event:
        yield lag(
            event.event_id, "sku_legal_window", "shipped", start,
            Day(closing.first, closing.first) if closing else None, chip_id=chip["chip_id"],
            reason="right_censored", today=today, stop_chip_id=None, start_basis=basis,
            count=max(len(spells), 1))


def _closer(found: Sequence[Event], chip: Row, day: date) -> Event | None:
    """What took effect on that day for this maker: an act beside the text before a version."""
    on_day = [e for e in found if e.bears_on_chips
              and (e.designers is None or chip["designer"] in e.designers)
              and day in {d.first for n, d in e.days.items() if n in ("effective", "compliance")}]
    return max(on_day, key=lambda e: (e.side == "enforced", e.event_id), default=None)


def _in_force(found: Sequence[Event], today: date) -> Event | None:
    versions = [e for e in found if e.bears_on_chips and e.side == "text"
                and e.days["effective"].first <= today]
    return max(versions, key=lambda e: (e.days["effective"].first, e.event_id), default=None)
