"""Dagster's SQLite event log, written once a step instead of once an event.

The tables, their place and their readers are Dagster's own: the UI reads what stands here as it
would read what Dagster had written. What events say does not belong here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from dagster import AssetKey, DagsterEventType
from dagster._core.events import ASSET_CHECK_EVENTS, ASSET_EVENTS
from dagster._core.events.log import EventLogEntry
from dagster._core.instance import RUNLESS_RUN_ID
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.base import AssetRecord
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME
from dagster._core.storage.sql import create_engine
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import StaticPool

MOST_WAITING = 2000
ENDS = {
    DagsterEventType.STEP_SUCCESS, DagsterEventType.STEP_FAILURE, DagsterEventType.STEP_SKIPPED,
    DagsterEventType.RUN_START, DagsterEventType.RUN_SUCCESS, DagsterEventType.RUN_FAILURE,
    DagsterEventType.RUN_CANCELED, DagsterEventType.RUN_CANCELING,
}
"""Events that whoever looks on should see at once, with all that came before them."""
UNHURRIED = "pragma synchronous = normal"
"""With a write-ahead log, a power cut may take the last steps from the history, and harms nothing."""
INDEXED = {*ENDS, *ASSET_EVENTS, *ASSET_CHECK_EVENTS}
"""Events that Dagster also writes to the index over all runs."""


class StepwiseEventLog(SqliteEventLogStorage):
    """Keeps events until their step ends, then writes them in one transaction a file.

    Dagster opens a file, compiles its statements and commits for every single event, which took
    more time than our models. Here each file is opened once. A killed process loses the events of
    the step it was in, and no others.
    """

    @classmethod
    def from_config_value(cls, inst_data: Any, config_value: Any) -> StepwiseEventLog:
        """As Dagster makes a storage of its settings; the class above makes itself instead."""
        return cls(inst_data=inst_data, **config_value)

    def __init__(self, base_dir: str, inst_data: Any = None) -> None:
        self._waiting: list[EventLogEntry] = []
        self._written: dict[str, Connection] | None = None
        self._engines: dict[str, Engine] = {}
        self._known_indexes: dict[str, bool] = {}
        self._records: dict[AssetKey, AssetRecord | None] = {}
        self._lock = threading.RLock()
        super().__init__(base_dir, inst_data)

    def store_event(self, event: EventLogEntry) -> None:
        """Keep an event; write it with those before it when its step or run ends, or has none."""
        with self._lock:
            self._waiting.append(event)
            self._forget_record(event)
            is_end = event.dagster_event_type in ENDS or event.run_id == RUNLESS_RUN_ID
            if is_end or len(self._waiting) >= MOST_WAITING:
                self._write()

    def _forget_record(self, event: EventLogEntry) -> None:
        told = event.dagster_event
        if told is not None and told.event_type in ASSET_EVENTS and told.asset_key:
            self._records.pop(told.asset_key, None)

    def get_asset_records(
        self, asset_keys: Sequence[AssetKey] | None = None
    ) -> Sequence[AssetRecord]:
        """Each record is read once until an event changes it: every step asks for all its inputs.

        What another process writes meanwhile is not seen: a run works on the inputs that it read.
        """
        with self._lock:
            if asset_keys is None:
                return super().get_asset_records()
            unread = [key for key in asset_keys if key not in self._records]
            if unread:
                self._records |= dict.fromkeys(unread)
                self._records |= {record.asset_entry.asset_key: record
                                  for record in super().get_asset_records(unread)}
            found = (self._records[key] for key in dict.fromkeys(asset_keys))
            return [record for record in found if record is not None]

    @property
    def supports_asset_checks(self) -> bool:
        """The pinned version does; asking costs a look at the tables for every check."""
        return True

    def _write(self) -> None:
        events, self._waiting = self._waiting, []
        with ExitStack() as stack:
            self._written, self._stack = {}, stack
            try:
                for event in events:
                    super().store_event(event)
            finally:
                self._written = None

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        """A transaction on a file: one for all that is written at once, else one for each reader."""
        with self._lock:
            if self._written is None and self._is_awaited(shard):
                self._write()
            if self._written is None:
                with self._begun(shard) as connection:
                    yield connection
            else:
                if shard not in self._written:
                    self._written[shard] = self._stack.enter_context(self._begun(shard))
                yield self._written[shard]

    def _is_awaited(self, shard: str) -> bool:
        """Whether events wait that a reader of this file must see."""
        if shard == INDEX_SHARD_NAME:
            return any(event.dagster_event_type in INDEXED for event in self._waiting)
        return bool(self._waiting)

    @contextmanager
    def _begun(self, shard: str) -> Iterator[Connection]:
        if shard not in self._engines:
            self._engines[shard] = create_engine(
                self.conn_string_for_shard(shard), poolclass=StaticPool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            self._initdb(self._engines[shard])
            with self._engines[shard].connect() as connection:
                connection.exec_driver_sql(UNHURRIED)
        with self._engines[shard].connect() as connection, connection.begin():
            yield connection

    def has_secondary_index(self, name: str) -> bool:
        """Whether an index was made; asked for every step, and never unmade."""
        if not self._known_indexes.get(name):
            self._known_indexes[name] = super().has_secondary_index(name)
        return self._known_indexes[name]

    def has_asset_key_col(self, column_name: str) -> bool:  # noqa: ARG002
        """The columns are those of the version of Dagster that is pinned; asking costs a query."""
        return True

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:  # noqa: ARG002
        """The same, for who holds a connection already."""
        return True

    def dispose(self) -> None:
        """Write what waits, and close the files."""
        with self._lock:
            self._write()
            for engine in self._engines.values():
                engine.dispose()
            self._engines.clear()
        super().dispose()
