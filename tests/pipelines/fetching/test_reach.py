"""A publisher may lead to another public address, never into the network of who asks."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from pipelines.fetching import reach
from pipelines.fetching.exchange import FetchError, Policy, Request, refuse_unsafe
from pipelines.fetching.fetch import fetch_one
from tests.support import misbehaving_server as server_does
from tests.support.misbehaving_server import MisbehavingServer, loopback_fault

NAMES = {"publisher.example": "93.184.215.14", "mirror.example": "93.184.215.15",
         "office.example": "10.0.0.7", "localhost": "127.0.0.1"}
ORIGIN = "https://publisher.example/file.csv"
INSIDE = ["127.0.0.1", "[::1]", "localhost", "10.0.0.8", "192.168.1.1", "169.254.169.254", "[fe80::1]",
          "[::ffff:127.0.0.1]", "[fd00::1]", "office.example", "0.0.0.0", "2130706433"]


OUTSIDE = "127.0.0.2"
"""Stands for a public address, since this machine has none that a test may ask."""
CSV = b"a,b\n1,2\n"


@pytest.fixture(autouse=True)
def resolved_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = socket.getaddrinfo

    def known(host: str, *about: Any, **more: Any) -> Any:
        if host.endswith(".example") and host not in NAMES:
            raise socket.gaierror(f"no name {host}")
        return plain(NAMES.get(host, host), *about, **more)

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


@pytest.fixture
def inside() -> Iterator[MisbehavingServer]:
    """What only this machine's own network may ask."""
    if fault := loopback_fault():
        pytest.skip(fault)
    with MisbehavingServer() as server:
        server.on("/secret", server_does.page(CSV))
        yield server


@pytest.fixture
def outside(inside: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingServer]:
    """A publisher, from where a name leads that is looked up twice and says another address each time."""
    plain = socket.getaddrinfo
    answers = iter([OUTSIDE, *["127.0.0.1"] * 9])

    def turning(host: str, *about: Any, **more: Any) -> Any:
        return plain(next(answers) if host == "turncoat.test" else host, *about, **more)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    monkeypatch.setattr(reach, "is_public", lambda address: address == OUTSIDE)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    try:
        with MisbehavingServer(address=OUTSIDE) as server:
            yield server
    except OSError as fault:
        pytest.skip(f"{OUTSIDE} is no address of this machine: {fault}")


def test_a_name_that_turns_inside_after_it_was_looked_at_is_not_asked(
    inside: MisbehavingServer, outside: MisbehavingServer
) -> None:
    secret = inside.url("/secret").replace("127.0.0.1", "turncoat.test")
    url = outside.on("/file.csv", server_does.redirect(secret))
    with pytest.raises(FetchError) as refused:
        fetch_one(Request("some", url, media="csv"), Policy(retries=0))
    assert "a name led from a public address to 127.0.0.1" in str(refused.value)
    assert not inside.visits


def test_an_origin_that_turns_inside_leads_nowhere_inside(
    inside: MisbehavingServer, outside: MisbehavingServer
) -> None:
    """It is outside as it answers, and has an address inside as its redirect is looked at."""
    port = outside.url().rpartition(":")[2].rstrip("/")
    outside.on("/file.csv", server_does.redirect(inside.url("/secret")))
    with pytest.raises(FetchError) as refused:
        fetch_one(Request("some", f"http://turncoat.test:{port}/file.csv", media="csv"), Policy(retries=0))
    assert "private network" in str(refused.value)
    assert not inside.visits


def test_who_lies_inside_is_asked_inside(inside: MisbehavingServer, outside: MisbehavingServer) -> None:
    url = inside.on("/file.csv", server_does.redirect(inside.url("/secret")))
    assert fetch_one(Request("some", url, media="csv"), Policy(retries=0)).body == CSV
