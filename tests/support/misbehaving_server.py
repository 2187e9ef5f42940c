"""A real HTTP server on this machine that misbehaves in the ways publishers do.

What does NOT belong here: assertions, or anything about chipledger's own code.
Each function below gives a behaviour: what the server does with one request.
"""

import contextlib
import gzip
import itertools
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Visit:
    """One request as it arrived, so that tests can see what was really sent."""

    path: str
    headers: Mapping[str, str]
    arrived_s: float


def loopback_fault() -> str | None:
    """Why no server can be visited on this machine, as in a network namespace whose lo is down."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            socket.create_connection(listening.getsockname(), timeout=2).close()
    except OSError as error:
        return f"127.0.0.1 cannot be bound and connected: {error}"
    return None


class _Handler(BaseHTTPRequestHandler):
    """Passes each request to the behaviour its path was given."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # small answers leave at once
    owner: "MisbehavingServer"

    def do_GET(self) -> None:
        """Never keep a connection: many behaviours leave it in an unusable state."""
        self.close_connection = True
        visit = Visit(self.path, dict(self.headers), time.monotonic())
        self.owner.visits.append(visit)
        with contextlib.suppress(OSError):  # the client gave up, often the point of a test
            self.owner.routes.get(self.path, page(b"not here", 404))(self)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


Behaviour = Callable[[_Handler], None]


@dataclass
class MisbehavingServer:
    """Serves on a free port of 127.0.0.1, or of another address, while in use as a context manager."""

    certificate: Path | None = None
    address: str = "127.0.0.1"
    routes: dict[str, Behaviour] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = ThreadingHTTPServer((self.address, 0), handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        serve = threading.Thread(target=self._server.serve_forever, args=(0.002,), daemon=True)
        serve.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/") -> str:
        """The address of a path of this server."""
        scheme = "http" if self.certificate is None else "https"
        return f"{scheme}://{self.address}:{self._server.server_address[1]}{path}"

    def on(self, path: str, *behaviours: Behaviour) -> str:
        """Let a path behave in these ways, one a visit, the last one for good; gives its URL."""
        turns = itertools.chain(behaviours, itertools.repeat(behaviours[-1]))

        def take_turn(handler: _Handler) -> None:
            next(turns)(handler)

        self.routes[path] = take_turn
        return self.url(path)


def page(body: bytes, status: int = 200, headers: Mapping[str, str] = NO_HEADERS) -> Behaviour:
    """An orderly answer."""

    def behave(handler: _Handler) -> None:
        _start(handler, {"Content-Length": str(len(body)), **headers}, status)
        handler.wfile.write(body)

    return behave


def redirect(location: str, status: int = 302) -> Behaviour:
    """Sends the visitor elsewhere."""
    return page(b"", status, {"Location": location})


def choosy(body: bytes) -> Behaviour:
    """Answers 406 to programs, as some statistics offices do."""

    def behave(handler: _Handler) -> None:
        is_browser_like = handler.headers.get("User-Agent", "").startswith("Mozilla/5.0 ")
        page(body, 200 if is_browser_like else 406)(handler)

    return behave


def wanting_an_address(body: bytes) -> Behaviour:
    """Answers 403 to whoever names no e-mail address, as the BLS does."""

    def behave(handler: _Handler) -> None:
        page(body, 200 if "@" in handler.headers.get("User-Agent", "") else 403)(handler)

    return behave


def conditional(body: bytes, etag: str, last_modified: str) -> Behaviour:
    """Answers 304, without validators, to whoever already has this body."""

    def behave(handler: _Handler) -> None:
        same_etag = handler.headers.get("If-None-Match") == etag
        if same_etag and handler.headers.get("If-Modified-Since") == last_modified:
            _start(handler, NO_HEADERS, 304)
        else:
            page(body, 200, {"ETag": etag, "Last-Modified": last_modified})(handler)

    return behave


def reset(handler: _Handler) -> None:
    """Tears the connection down instead of answering."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.rfile.close()
    handler.connection.close()


def truncated(body: bytes) -> Behaviour:
    """Declares ten bytes more than it sends."""
    return page(body, headers={"Content-Length": str(len(body) + 10)})


def cut_chunks(body: bytes) -> Behaviour:
    """Sends one whole chunk and leaves without the last one."""

    def behave(handler: _Handler) -> None:
        _start(handler, {"Transfer-Encoding": "chunked"})
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))

    return behave


def endless(headers: Mapping[str, str] = NO_HEADERS) -> Behaviour:
    """Sends rows without end, under whatever length is declared."""

    def behave(handler: _Handler) -> None:
        _start(handler, headers)
        while True:
            handler.wfile.write(b"1,2\n" * 4096)

    return behave


def endless_chunks(handler: _Handler) -> None:
    """Sends chunks without end."""
    _start(handler, {"Transfer-Encoding": "chunked"})
    while True:
        handler.wfile.write(b"4000\r\n" + b"1,2\n" * 4096 + b"\r\n")


def gzipped(body: bytes, cut: int = 0) -> Behaviour:
    """Packs the body; a cut takes bytes off its end without any other sign."""
    packed = gzip.compress(body)

    def behave(handler: _Handler) -> None:
        _start(handler, {"Content-Encoding": "gzip"})
        handler.wfile.write(packed[: len(packed) - cut])

    return behave


def drip_body(handler: _Handler) -> None:
    """Sends a byte of the body now and then, for ever, so that no read ever times out."""
    _start(handler, {"Content-Length": "1000000"})
    _drip(handler, b"1")


def drip_headers(handler: _Handler) -> None:
    """Never comes to the end of its headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler, b"x")


def silence(handler: _Handler) -> None:
    """Takes the request and says nothing until the visitor leaves."""
    handler.connection.recv(1)


def _drip(handler: _Handler, drop: bytes) -> None:
    """Ends with the server, or when the visitor has left, as writing fails then."""
    while not handler.owner.closing.wait(0.02):
        handler.wfile.write(drop)


def _start(handler: _Handler, headers: Mapping[str, str], status: int = 200) -> None:
    """Send the status and headers; without a length the body ends with the connection."""
    handler.send_response(status)
    for name, value in {"Connection": "close", **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
