"""One try at one public address: what happens on the wire, and what of it is no answer.

How often and how long is tried stands in fetch.py.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin

import urllib3
from requests import RequestException, Session
from requests import Response as Reply
from requests.adapters import HTTPAdapter
from requests.exceptions import SSLError

from pipelines.fetching.body import complaint
from pipelines.fetching.exchange import (
    CONTACT,
    USER_AGENT,
    FetchError,
    NotThereError,
    PassingError,
    Policy,
    Request,
    Response,
    asked_pause_s,
    headers,
    offline,
    refuse_unsafe,
    refused,
    too_slow,
    user_agent,
)
from pipelines.fetching.reach import Peers

_READ_BYTES = 1 << 16
_PASSING = frozenset({429, 500, 502, 503, 504})


class _Adapter(HTTPAdapter):
    """Tells when a connection opens, and with whom: what fails before that is being offline."""

    def __init__(self, opened: Future[None], met: Callable[[str], None]) -> None:
        super().__init__(max_retries=0)
        self._opened, self._met = opened, met

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """Give requests a pool whose connections announce themselves."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        plain: Any = type(pool).ConnectionCls

        def _new_conn(connection: Any) -> Any:
            sock = plain._new_conn(connection)
            if not self._opened.done():
                self._opened.set_result(None)
            if connection.proxy is None:
                self._demand_peer(sock)
            return sock

        pool.ConnectionCls = type(plain.__name__, (plain,), {"_new_conn": _new_conn})
        return pool

    def _demand_peer(self, sock: Any) -> None:
        """Say nothing to a machine that must not be asked, whatever name led there."""
        try:
            self._met(sock.getpeername()[0])
        except FetchError:
            sock.close()
            raise


class _Session(Session):
    """A session that leaves redirects alone, even their bodies, which requests would read whole."""

    def get_redirect_target(self, resp: Reply) -> None:
        """Every redirect is followed by hand, after a check."""


@dataclass(frozen=True)
class Attempt:
    """One try at one request, made on a thread that its caller may have to leave behind."""

    request: Request
    policy: Policy
    deadline: float
    opened: Future[None]
    peers: Peers

    def run(self) -> Response:
        """Turn whatever goes wrong on the wire into an error that says what to do."""
        try:
            with _Session() as session:
                for scheme in ("http://", "https://"):
                    session.mount(scheme, _Adapter(self.opened, self._met))
                return self._follow(session)
        except SSLError as error:
            advice = "check this machine's clock and certificates, then the publisher's"
            raise FetchError(self.request, f"no safe connection: {_root(error)}", advice) from error
        except ValueError as error:
            happened = f"an address or header is not valid: {error}"
            raise FetchError(self.request, happened, "correct the source's address") from error
        except (RequestException, urllib3.exceptions.HTTPError, OSError, zlib.error) as error:
            if not self.opened.done():
                raise offline(self.request, _root(error)) from error
            happened = f"the transfer broke off: {_root(error)}"
            raise PassingError(self.request, happened, "try again later") from error

    def _met(self, address: str) -> None:
        """Refuse a connection into a private network that a public address led to."""
        if self.peers.leads_inside(address):
            raise refused(self.request, f"a name led from a public address to {address} in a private network")

    def _follow(self, session: Session) -> Response:
        """Follow redirects by hand, since each target is as untrusted as the first."""
        url, seen = self.request.url, {self.request.url}
        refuse_unsafe(self.request, url, url)
        for _ in range(self.policy.max_redirects + 1):
            with session.get(
                url,
                headers=headers(self.request),
                timeout=(self.policy.connect_timeout_s, self.policy.read_timeout_s),
                stream=True,
                allow_redirects=False,
            ) as reply:
                if not reply.is_redirect:
                    return self._answer(reply, url)
                target = _target(url, reply)
            refuse_unsafe(self.request, url, target)
            if target in seen:
                happened = f"redirects run in a circle at {target}"
                raise FetchError(self.request, happened, "look up the publisher's new address")
            seen.add(target)
            url = target
        happened = f"more than {self.policy.max_redirects} redirects, the last to {url}"
        raise FetchError(self.request, happened, "look up the publisher's new address")

    def _answer(self, reply: Reply, url: str) -> Response:
        """Accept only a whole body of the right kind, or word that nothing changed."""
        _check_status(self.request, reply)
        is_unchanged = reply.status_code == 304
        body = None if is_unchanged else b"".join(self._chunks(reply))
        wanted = self.request
        fault = None if body is None else complaint(wanted.media, body, wanted.min_bytes)
        if fault:
            advice = "open the address in a browser and see what the publisher sends"
            raise FetchError(self.request, fault, advice)
        return Response(
            request=self.request,
            retrieved_at=datetime.now(UTC),
            body=body,
            etag=reply.headers.get("ETag", self.request.etag if is_unchanged else None),
            last_modified=reply.headers.get(
                "Last-Modified", self.request.last_modified if is_unchanged else None
            ),
            final_url=url,
        )

    def _chunks(self, reply: Reply) -> Iterator[bytes]:
        """Count the decoded bytes, whatever length was declared, and never outstay the deadline."""
        encoding = reply.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            happened = f"the body is encoded as {encoding}, which was not asked for"
            raise FetchError(self.request, happened, "ask the publisher for gzip or plain bodies")
        raw = iter(lambda: reply.raw.read1(_READ_BYTES, decode_content=False), b"")
        size = 0
        for chunk in _gunzipped(raw) if "gzip" in encoding else raw:
            size += len(chunk)
            if size > self.request.max_bytes:
                happened = f"the body is larger than {self.request.max_bytes} bytes"
                raise FetchError(self.request, happened, "raise max_bytes if that is right")
            if time.monotonic() > self.deadline:
                raise too_slow(self.request, self.policy)
            yield chunk


def _root(error: BaseException) -> str:
    """The innermost cause, since the outer layers only repeat it at length."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    return f"{type(error).__name__} {error}".strip()


def _target(url: str, reply: Reply) -> str:
    """Resolve a redirect, reading its bytes as UTF-8, which is what publishers really send."""
    location = reply.headers.get("Location", "").encode("latin-1").decode("utf-8")
    return urldefrag(urljoin(url, location)).url


def _check_status(request: Request, reply: Reply) -> None:
    """Only 200, and 304 where it was asked for, are answers."""
    status = reply.status_code
    happened = f"the server answered {status} {reply.reason or ''}".strip()
    if status in _PASSING:
        pause = asked_pause_s(reply.headers.get("Retry-After", ""))
        raise PassingError(request, happened, "try again later", pause)
    is_conditional = request.etag is not None or request.last_modified is not None
    if status == 200 or (status == 304 and is_conditional):
        return
    if status in (404, 410):
        raise NotThereError(request, happened, "look up the publisher's new address")
    advice = "open the address in a browser and see what the publisher wants"
    if status in (401, 403) and user_agent() == USER_AGENT:
        advice += (f"; some answer only who names an e-mail address: set {CONTACT} to yours, which "
                   "goes into the User-Agent")
    raise FetchError(request, happened, advice)


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack in small bites against bombs, and notice a cut-off stream, which urllib3 does not."""
    decoder = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        packed = chunk
        while packed:
            if decoder.eof:
                decoder = zlib.decompressobj(wbits=31)
            yield decoder.decompress(packed, _READ_BYTES)
            packed = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    if not decoder.eof:
        raise zlib.error("the gzip stream is cut off")
