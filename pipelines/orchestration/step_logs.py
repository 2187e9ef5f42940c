"""Dagster's copies of what steps print, whose helper processes leave a Ctrl-C to the run itself.

Where the copies lie and who reads them is Dagster's own; what steps print does not belong here.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.compute_log_manager import CapturedLogContext
from dagster._core.storage.local_compute_log_manager import LocalComputeLogManager


class QuietStepLogs(LocalComputeLogManager):
    """A terminal tells a Ctrl-C to every process of a command; the helpers answered with tracebacks."""

    @classmethod
    def from_config_value(cls, inst_data: Any, config_value: Any) -> QuietStepLogs:
        """One of these, where Dagster's would make one of its own."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def capture_logs(self, log_key: Sequence[str]) -> Iterator[CapturedLogContext]:
        """What starts while the signal is ignored ignores it for good, and ends with the copying."""
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            with super().capture_logs(log_key) as context:
                signal.signal(signal.SIGINT, before)
                yield context
        finally:
            signal.signal(signal.SIGINT, before)
