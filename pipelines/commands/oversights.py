"""What status says of snapshots that are believed: fields and words without a rule, lists that stay away.

What keeps a snapshot from being believed stands in status.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from warehouse.outcomes import FOLDED, Outcome

SHOWN = 6
"""So many names are told in a line; all stand in meta.unread_field and meta.unmapped_word."""


def oversights(source_id: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each kind of thing of a source that a person should look at."""
    folded = [outcome for outcome in outcomes if outcome.status == FOLDED]
    if not folded:
        return
    yield from _unread(source_id, folded)
    for column, words in folded[-1].unmapped.items():
        told = ", ".join(f"{word!r} ({count})" for word, count in [*words.items()][:SHOWN])
        yield f"{source_id}: words of {column} that no mapping knows: {told}; see meta.unmapped_word"
    yield from _missing(source_id, folded)


def _unread(source_id: str, folded: Sequence[Outcome]) -> Iterator[str]:
    unread = folded[-1].unread
    if not unread:
        return
    before = {name for outcome in folded[:-1] for name in outcome.unread}
    new = [name for name in unread if name not in before] if folded[:-1] else []
    told = f", new since the file before: {', '.join(new[:SHOWN])}" if new else ""
    more = " ..." if len(new) > SHOWN else ""
    uses = sum(unread.values())
    yield (f"{source_id}: {len(unread)} fields that nobody reads, filled {uses:,} times{told}{more}; "
           "see meta.unread_field")


def _missing(source_id: str, folded: Sequence[Outcome]) -> Iterator[str]:
    """Parts that earlier files covered: their records stand, since the last file says nothing of them."""
    last_seen = {part: outcome.sighting.known_at for outcome in folded for part in outcome.covers}
    for part, at in last_seen.items():
        if part not in folded[-1].covers:
            yield (f"{source_id}: the last file has no {part}; its records stand as of {at:%Y-%m-%d}, "
                   "when it was last seen")
