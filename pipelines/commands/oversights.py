"""What status says of snapshots that are believed: fields and words without a rule, lists that stay away.

What keeps the newest snapshot from being believed stands in status.py; earlier ones that wait, here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse.folding.outcomes import FOLDED, HELD, Outcome

SHOWN = 6
"""So many names are told in a line; all stand in meta.unread_field and meta.unmapped_word."""


SHOWN_HELD = 3
"""So many earlier files of a source that wait are told one by one; all stand in meta.snapshot."""


@dataclass(frozen=True)
class Oversight:
    """A line for a person, and whether the file before did not call for it yet."""

    said: str
    is_new: bool


def oversights(source_id: str, outcomes: Sequence[Outcome]) -> Iterator[Oversight]:
    """A line for each kind of thing of a source that a person should look at."""
    folded = [outcome for outcome in outcomes if outcome.status == FOLDED]
    if not folded:
        return
    yield from _unread(source_id, folded)
    before = folded[-2].unmapped if folded[1:] else {}
    for column, words in folded[-1].unmapped.items():
        told = ", ".join(f"{word!r} ({count})" for word, count in [*words.items()][:SHOWN])
        yield Oversight(
            f"{source_id}: words of {column} that no mapping knows: {told}; see meta.unmapped_word",
            bool(folded[1:]) and not words.keys() <= before.get(column, {}).keys())
    yield from _missing(source_id, folded)


def passed_by(source_id: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Earlier files that are still held: what they said, no day's belief has, until a person decides."""
    waiting = [outcome for outcome in outcomes[:-1] if outcome.status == HELD]
    for held in waiting[-SHOWN_HELD:]:
        seen, reason = held.sighting, held.message.split("; folded when", maxsplit=1)[0]
        yield (f"{source_id}: held, and later files came: {seen.snapshot_id} of {seen.known_at:%Y-%m-%d} "
               f"{reason}; `chipledger accept {source_id} {seen.snapshot_id}` believes it as of its day, "
               f"`chipledger reject {seen.snapshot_id} --reason TEXT` keeps it out for good")
    if len(waiting) > SHOWN_HELD:
        yield (f"{source_id}: {len(waiting) - SHOWN_HELD} more earlier files are held; "
               "see meta.snapshot where status = 'held'")


def _unread(source_id: str, folded: Sequence[Outcome]) -> Iterator[Oversight]:
    unread = folded[-1].unread
    if not unread:
        return
    before = {name for outcome in folded[:-1] for name in outcome.unread}
    new = [name for name in unread if name not in before] if folded[:-1] else []
    told = f", new since the file before: {', '.join(new[:SHOWN])}" if new else ""
    more = " ..." if len(new) > SHOWN else ""
    uses = sum(unread.values())
    yield Oversight(
        f"{source_id}: {len(unread)} fields that nobody reads, filled {uses:,} times{told}{more}; "
        "see meta.unread_field", bool(new))


def _missing(source_id: str, folded: Sequence[Outcome]) -> Iterator[Oversight]:
    """Parts that earlier files covered: their records stand, since the last file says nothing of them."""
    last_seen = {part: outcome.sighting.known_at for outcome in folded for part in outcome.covers}
    gone = {part: at for part, at in last_seen.items() if part not in folded[-1].covers}
    always = set.intersection(*(set(outcome.covers) for outcome in folded[:-1])) if gone else set()
    for at in dict.fromkeys(gone.values()):
        parts = [part for part, seen in gone.items() if seen == at]
        more = f" and {len(parts) - SHOWN} more" if len(parts) > SHOWN else ""
        is_new = at == folded[-2].sighting.known_at and not always.isdisjoint(parts)
        yield Oversight(
            f"{source_id}: the last file has no {', '.join(parts[:SHOWN])}{more}; what is known of it stands "
            f"as of {at:%Y-%m-%d}, when it was last seen", is_new)
