"""Buckets for tests: one in memory, and a server that speaks S3 on this machine's loopback."""

from __future__ import annotations

import hashlib
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MemoryBucket:
    """Objects in a dictionary, under the rules of conditional requests."""

    def __init__(self) -> None:
        """Begin empty."""
        self.objects: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> tuple[bytes, str] | None:
        """An object and its tag."""
        data = self.objects.get(name)
        return None if data is None else (data, hashlib.md5(data).hexdigest())

    def put_new(self, name: str, data: bytes) -> bool:
        """Write unless it is there."""
        return self.swap(name, data, None)

    def swap(self, name: str, data: bytes, tag: str | None) -> bool:
        """Write over the version with this tag."""
        with self._lock:
            held = self.get(name)
            if (held[1] if held else None) != tag:
                return False
            self.objects[name] = data
            return True

    def names(self, prefix: str) -> set[str]:
        """All names below a folder."""
        return {name for name in self.objects if name.startswith(f"{prefix}/")}


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """A server with one bucket, called `bucket`; what an SDK must find in its environment."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        connection = http.client.HTTPConnection(host, port, timeout=30)
        for method, path in (("POST", "/moto-api/reset"), ("PUT", "/bucket")):
            connection.request(method, path, headers={"Content-Length": "0"})
            answer = connection.getresponse()
            assert answer.status == 200 and answer.read() is not None
        connection.close()
        yield {"AWS_ENDPOINT": f"http://{host}:{port}", "AWS_ALLOW_HTTP": "true",
               "AWS_ACCESS_KEY_ID": "tester", "AWS_SECRET_ACCESS_KEY": "nothing",
               "AWS_REGION": "us-east-1"}
    finally:
        server.stop()
