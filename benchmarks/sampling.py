"""Where time goes while something is measured: what a process is doing, looked at a hundred times a second.

Looking costs next to nothing, so that the shares are those of the very run that is told. What is
measured, and what it is held against, does not belong here.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import FrameType

EVERY_S = 0.01
REST = "the rest"
LEAST_SHARE = 0.03

Places = Mapping[str, str]
"""What a piece of code does, by the end of its module's name, or of its module and function."""


class Sampler:
    """Counts what the thread that made it is doing; `about` chooses which of it is counted."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.is_about = True
        self.counts: Counter[str] = Counter()
        self._thread = threading.get_ident()
        self._ended = threading.Event()

    def look_on(self, work: Callable[[], object]) -> None:
        """Do some work, looked at."""
        looking = threading.Thread(target=self._look, daemon=True)
        looking.start()
        try:
            work()
        finally:
            self._ended.set()
            looking.join()

    def told(self) -> str:
        """Shares of the time, largest first."""
        total = self.counts.total() or 1
        large = [(what, count / total) for what, count in self.counts.most_common()
                 if count / total >= LEAST_SHARE]
        return ", ".join(f"{what} {share:.0%}" for what, share in large)

    def _look(self) -> None:
        while not self._ended.wait(EVERY_S):
            frame = sys._current_frames().get(self._thread)
            if self.is_about:
                self.counts[self._doing(frame)] += 1

    def _doing(self, frame: FrameType | None) -> str:
        """What the innermost frame that is known does."""
        known = (self.places[name] for found in _outwards(frame) for name in found if name in self.places)
        return next(known, REST)


def _outwards(frame: FrameType | None) -> Iterator[tuple[str, str]]:
    while frame is not None:
        module = str(frame.f_globals.get("__name__"))
        yield f"{module}.{frame.f_code.co_name}", module
        frame = frame.f_back
