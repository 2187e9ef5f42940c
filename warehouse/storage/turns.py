"""The order of runs, which no clock decides: each draws a turn, in whichever process it begins.

What a turn allows is for publish.py to say.
"""

from __future__ import annotations

from collections.abc import Callable

from warehouse.paths import Home
from warehouse.storage import waits
from warehouse.storage.journal import Journal, Record
from warehouse.storage.store import Store


class Turns:
    """The turns that were drawn in a home."""

    def __init__(self, home: Home, store: Store) -> None:
        """Bind to the journal of a home."""
        self._store, self._journal = store, Journal(home.root / "turns.jsonl")

    def draw(self) -> int:
        """The turn of a run that begins now: later turns publish over earlier ones, whatever clocks say."""
        with self._store.lock("publish", waits.SWAP_S):
            return int(self._append({})["turn"])

    def join(self, run_id: str, look: Callable[[], dict[str, object]]) -> Record:
        """The turn of a run of several processes, with what it saw as it began.

        The first of them to ask draws the turn and looks; the others go by what it saw.
        """
        with self._store.lock("publish", waits.SWAP_S):
            known = (turn for turn in reversed(self._journal.read()) if turn.get("run") == run_id)
            return next(known, None) or self._append({"run": run_id, **look()})

    def _append(self, about: dict[str, object]) -> Record:
        turn = {"turn": len(self._journal.read()) + 1, **about}
        self._journal.append(turn)
        return turn
