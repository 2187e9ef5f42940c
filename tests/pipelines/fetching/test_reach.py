"""A publisher may lead to another public address, never into the network of who asks."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from pipelines.fetching.exchange import FetchError, Request, refuse_unsafe

NAMES = {"publisher.example": "93.184.215.14", "mirror.example": "93.184.215.15",
         "office.example": "10.0.0.7", "localhost": "127.0.0.1"}
ORIGIN = "https://publisher.example/file.csv"
INSIDE = ["127.0.0.1", "[::1]", "localhost", "10.0.0.8", "192.168.1.1", "169.254.169.254", "[fe80::1]",
          "[::ffff:127.0.0.1]", "[fd00::1]", "office.example", "0.0.0.0", "2130706433"]


@pytest.fixture(autouse=True)
def resolved_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = socket.getaddrinfo

    def known(host: str, port: Any) -> Any:
        if host.endswith(".example") and host not in NAMES:
            raise socket.gaierror(f"no name {host}")
        return plain(NAMES.get(host, host), port)

    monkeypatch.setattr(socket, "getaddrinfo", known)


@pytest.mark.parametrize("host", INSIDE)
def test_a_redirect_into_a_network_of_ones_own_is_refused(host: str) -> None:
    request = Request("some", ORIGIN, media="csv")
    with pytest.raises(FetchError) as refused:
        refuse_unsafe(request, ORIGIN, f"https://{host}/latest/meta-data")
    assert "private network" in str(refused.value)


@pytest.mark.parametrize(("origin", "target"), [
    (ORIGIN, "https://mirror.example/file.csv"),
    (ORIGIN, "https://only-the-proxy-knows.example/file.csv"),
    (ORIGIN, ORIGIN),
    ("http://127.0.0.1:8000/file.csv", "http://localhost:8000/file.csv"),
    ("https://office.example/file.csv", "https://10.0.0.9/file.csv"),
])
def test_other_public_hosts_and_ways_inside_a_network_are_open(origin: str, target: str) -> None:
    refuse_unsafe(Request("some", origin, media="csv"), origin, target)
