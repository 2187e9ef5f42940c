"""Bring the bytes of one public address, or say in one line why they did not come.

How long and how often is tried; the wire itself stands in attempt.py. Parsing does not belong here,
nor storage: a body is only held to look like the kind asked for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from datetime import UTC, datetime
from typing import Any

from pipelines.fetching.attempt import Attempt
from pipelines.fetching.exchange import (
    PATIENCE,
    Failure,
    FetchError,
    PassingError,
    Policy,
    Request,
    Response,
    offline,
    too_slow,
)
from pipelines.fetching.reach import Peers

LOG = logging.getLogger(__name__)
_MOST_AT_ONCE = 8


def fetch_one(request: Request, policy: Policy = PATIENCE) -> Response:
    """Ask one source, again after a passing trouble, but never beyond the total time."""
    deadline = time.monotonic() + policy.total_timeout_s
    opened: Future[None] = Future()
    peers = Peers()
    tries = 0
    while True:
        try:
            return _run_in_time(Attempt(request, policy, deadline, opened, peers))
        except PassingError as error:
            pause = min(max(policy.backoff_s * 2**tries, error.asked_pause_s), policy.max_pause_s)
            tries += 1
            if tries > policy.retries or time.monotonic() + pause >= deadline:
                raise
            time.sleep(pause)


def fetch_many(
    requests: Sequence[Request],
    policy: Policy = PATIENCE,
    on_done: Callable[[Response | Failure], None] | None = None,
) -> list[Response | Failure]:
    """Ask several sources at once; on_done is called in the caller's thread as each one ends."""
    with ThreadPoolExecutor(_MOST_AT_ONCE, thread_name_prefix="fetch") as pool:
        running = [pool.submit(_outcome, request, policy) for request in requests]
        for ended in as_completed(running):
            if on_done is not None:
                on_done(ended.result())
    return [ended.result() for ended in running]


def _outcome(request: Request, policy: Policy) -> Response | Failure:
    """Keep one source's trouble, even an unforeseen one, from its neighbours."""
    try:
        return fetch_one(request, policy)
    except FetchError as error:
        return Failure(request, datetime.now(UTC), str(error), error.is_offline)
    except Exception as error:
        LOG.exception("%s could not be asked", request.source_id)
        happened = f"unforeseen {type(error).__name__}: {error}"
        told = FetchError(request, happened, "please report this as a bug of chipledger")
        return Failure(request, datetime.now(UTC), str(told), is_offline=False)


def _run_in_time(one_try: Attempt) -> Response:
    """Wait no longer than allowed even where sockets know no limit: name lookup, slow headers."""
    outcome: Future[Response] = Future()

    def work() -> None:
        try:
            outcome.set_result(one_try.run())
        except BaseException as error:  # raised again in the waiting thread
            outcome.set_exception(error)

    threading.Thread(target=work, daemon=True, name=one_try.request.source_id).start()
    either: list[Future[Any]] = [one_try.opened, outcome]
    if not wait(either, one_try.policy.connect_timeout_s, FIRST_COMPLETED).done:
        raise offline(one_try.request, f"nothing within {one_try.policy.connect_timeout_s} s")
    if not wait([outcome], max(0, one_try.deadline - time.monotonic())).done:
        raise too_slow(one_try.request, one_try.policy)
    return outcome.result()
