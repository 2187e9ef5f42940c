"""fetch.py against a real server that misbehaves in the ways publishers do."""

import gzip
import shutil
import socket
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipelines.fetching import attempt, exchange
from pipelines.fetching.exchange import Failure, FetchError, Policy, Request, Response
from pipelines.fetching.fetch import fetch_many, fetch_one
from tests.support import misbehaving_server as server_does
from tests.support.misbehaving_server import Behaviour, MisbehavingServer, loopback_fault

CSV = b"year,value\n2024,1\n"
HTML = b"<!DOCTYPE html><html><body>Sorry, we moved; a,b\nnow</body></html>"
ETAG, MODIFIED = '"v1"', "Mon, 06 Jan 2025 10:00:00 GMT"
QUICK = Policy(read_timeout_s=5, total_timeout_s=10, backoff_s=0.002, max_pause_s=0.2)
HASTY = Policy(read_timeout_s=5, total_timeout_s=0.3, backoff_s=0.01)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the proxy of the developer's machine out of the tests."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="session")
def loopback() -> None:
    """Skip what needs the loopback interface where there is none that works."""
    fault = loopback_fault()
    if fault:
        pytest.skip(fault)


@pytest.fixture
def server(loopback: None) -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as running:
        yield running


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of our own, made anew so that no key is kept in the repository."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl command is needed to make a certificate")
    made = tmp_path_factory.mktemp("tls") / "server.pem"
    what = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    who = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    where = ["-keyout", str(made), "-out", str(made.with_suffix(".crt"))]
    subprocess.run(["openssl", *what.split(), *who, *where], check=True, capture_output=True)
    made.write_text(made.read_text() + made.with_suffix(".crt").read_text())
    return made


@pytest.fixture
def safe_server(
    loopback: None, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MisbehavingServer]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.with_suffix(".crt")))
    with MisbehavingServer(certificate) as running:
        yield running


@pytest.fixture
def refused_url() -> Iterator[str]:
    """An address where nothing listens; its port is held, so that nobody else can take it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/data.csv"


def ask(url: str, media: Any = "csv", **details: Any) -> Request:
    return Request("test_source", url, media, **details)


def failure_of(request: Request, policy: Policy = QUICK) -> Failure:
    (outcome,) = fetch_many([request], policy)
    assert isinstance(outcome, Failure), f"was accepted: {outcome}"
    return outcome


def test_a_good_body_arrives_with_its_validators(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(CSV, 200, {"ETag": ETAG, "Last-Modified": MODIFIED}))
    before = datetime.now(UTC)
    response = fetch_one(ask(url), QUICK)
    assert (response.body, response.etag, response.last_modified) == (CSV, ETAG, MODIFIED)
    assert response.final_url == url
    assert before <= response.retrieved_at <= datetime.now(UTC)
    assert response.retrieved_at.tzinfo is UTC


def test_the_user_agent_is_accepted_where_plain_libraries_are_not(
    server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.on("/d", server_does.choosy(CSV))
    assert fetch_one(ask(url), QUICK).body == CSV
    assert "chipledger" in server.visits[0].headers["User-Agent"]
    monkeypatch.setattr(exchange, "USER_AGENT", "python-requests/2.34")
    assert "406" in failure_of(ask(url)).reason


@pytest.mark.parametrize(("contact", "is_answered"), [
    ("someone@example.org", True), ("", False), ("someone", False), ("a b@example.org", False),
    ("a@example.org\r\nX-Other: 1", False)])
def test_an_address_that_a_person_sets_goes_into_the_user_agent(
    server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch, contact: str, is_answered: bool
) -> None:
    monkeypatch.setenv("CHIPLEDGER_CONTACT", contact)
    url = server.on("/d", server_does.wanting_an_address(CSV))
    if is_answered:
        assert fetch_one(ask(url), QUICK).body == CSV
        assert server.visits[0].headers["User-Agent"].endswith("; someone@example.org)")
    else:
        assert "set CHIPLEDGER_CONTACT to yours" in failure_of(ask(url)).reason


def test_an_error_names_source_url_event_and_advice(server: MisbehavingServer) -> None:
    url = server.url("/gone")
    with pytest.raises(FetchError) as caught:
        fetch_one(ask(url), QUICK)
    reason = failure_of(ask(url)).reason
    assert str(caught.value) == reason
    assert reason.startswith(f"test_source: {url}: the server answered 404 Not Found; ")
    assert "\n" not in reason and "new address" in reason


# Redirects


def test_redirects_are_followed_and_resolved(server: MisbehavingServer) -> None:
    server.on("/a/old", server_does.redirect("new?x=1#part", 301))
    server.on("/a/new?x=1", server_does.redirect(server.url("/b"), 307))
    server.on("/b", server_does.page(CSV))
    response = fetch_one(ask(server.url("/a/old")), QUICK)
    assert (response.body, response.final_url) == (CSV, server.url("/b"))


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/d.csv",
        "data:,a",
        "http://me:secret@127.0.0.1/",
        "https:///d",
    ],
)
def test_an_unsafe_target_is_refused(server: MisbehavingServer, location: str) -> None:
    failure = failure_of(ask(server.on("/d", server_does.redirect(location))))
    assert "refused, as" in failure.reason and not failure.is_offline
    assert "secret" not in failure.reason
    assert "refused, as" in failure_of(ask(location)).reason


@pytest.mark.parametrize("url", ["", "no scheme", "http://[::1/d", "http://.", "http://a:port/"])
def test_a_broken_address_is_a_clear_failure(url: str) -> None:
    failure = failure_of(ask(url))
    assert "address" in failure.reason and "unforeseen" not in failure.reason
    assert not failure.is_offline


def test_a_redirect_in_raw_utf8_is_understood(server: MisbehavingServer) -> None:
    server.on("/%C3%A9", server_does.page(CSV))
    url = server.on("/d", server_does.redirect("/é".encode().decode("latin-1")))
    assert fetch_one(ask(url), QUICK).body == CSV


def test_redirects_may_not_run_in_a_circle(server: MisbehavingServer) -> None:
    server.on("/a", server_does.redirect("/b"))
    server.on("/b", server_does.redirect("/a"))
    assert "circle" in failure_of(ask(server.url("/a"))).reason
    assert len(server.visits) == 2


def test_redirects_are_counted(server: MisbehavingServer) -> None:
    for step in range(5):
        server.on(f"/{step}", server_does.redirect(f"/{step + 1}"))
    server.on("/5", server_does.page(CSV))
    assert fetch_one(ask(server.url("/0")), QUICK).body == CSV
    server.on("/5", server_does.redirect("/6"))
    server.on("/6", server_does.page(CSV))
    assert "more than 5 redirects" in failure_of(ask(server.url("/0"))).reason


def test_the_body_of_a_redirect_is_not_read(server: MisbehavingServer) -> None:
    def endless_redirect(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/b")
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    server.on("/b", server_does.page(CSV))
    assert fetch_one(ask(server.on("/a", endless_redirect)), HASTY).body == CSV


def test_https_is_not_left_for_http(
    server: MisbehavingServer, safe_server: MisbehavingServer
) -> None:
    target = server.on("/d", server_does.page(CSV))
    down = safe_server.on("/down", server_does.redirect(target))
    up = server.on("/up", server_does.redirect(safe_server.on("/d", server_does.page(CSV))))
    assert "leaves https" in failure_of(ask(down)).reason
    assert server.visits == []
    assert fetch_one(ask(up), QUICK).body == CSV


def test_an_unknown_certificate_is_refused(
    safe_server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    failure = failure_of(ask(safe_server.on("/d", server_does.page(CSV))))
    assert "no safe connection" in failure.reason and not failure.is_offline


# Retries


PASSING_TROUBLES = {
    **{str(status): server_does.page(b"", status) for status in (429, 500, 502, 503, 504)},
    "reset": server_does.reset,
    "truncated": server_does.truncated(CSV),
    "cut chunks": server_does.cut_chunks(CSV),
    "cut gzip": server_does.gzipped(CSV, cut=5),
}


@pytest.mark.parametrize("trouble", PASSING_TROUBLES.values(), ids=PASSING_TROUBLES)
def test_a_passing_trouble_is_tried_again(server: MisbehavingServer, trouble: Behaviour) -> None:
    url = server.on("/d", trouble, trouble, server_does.page(CSV))
    assert fetch_one(ask(url), QUICK).body == CSV
    lasting = server.on("/lasting", trouble)
    assert not failure_of(ask(lasting)).is_offline
    assert [visit.path for visit in server.visits] == ["/d"] * 3 + ["/lasting"] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_lasting_refusal_is_not_tried_again(server: MisbehavingServer, status: int) -> None:
    url = server.on("/d", server_does.page(b"no", status), server_does.page(CSV))
    assert str(status) in failure_of(ask(url)).reason
    assert len(server.visits) == 1


def test_pauses_grow(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(b"", 503))
    failure_of(ask(url), Policy(retries=3, backoff_s=0.05))
    came = [visit.arrived_s for visit in server.visits]
    pauses = [later - earlier for earlier, later in pairwise(came)]
    assert len(pauses) == 3
    assert all(pause > least for pause, least in zip(pauses, (0.04, 0.09, 0.19), strict=True))


@pytest.mark.parametrize("retry_after", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_retry_after_is_heeded_within_bounds(server: MisbehavingServer, retry_after: str) -> None:
    busy = server_does.page(b"", 503, {"Retry-After": retry_after})
    started = time.monotonic()
    assert fetch_one(ask(server.on("/d", busy, server_does.page(CSV))), QUICK).body == CSV
    assert 0.15 < time.monotonic() - started < 5


def test_a_senseless_retry_after_is_ignored(server: MisbehavingServer) -> None:
    busy = server_does.page(b"", 503, {"Retry-After": "soon"})
    assert fetch_one(ask(server.on("/d", busy, server_does.page(CSV))), QUICK).body == CSV


def test_no_pause_outlasts_the_total_time(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(b"", 503))
    started = time.monotonic()
    assert "503" in failure_of(ask(url), Policy(total_timeout_s=5, backoff_s=30)).reason
    assert time.monotonic() - started < 4


# Nothing can be reached


def test_being_offline_is_known_at_once(refused_url: str) -> None:
    for url in (refused_url, "http://nowhere.invalid/data.csv"):
        started = time.monotonic()
        failure = failure_of(ask(url), Policy())
        assert time.monotonic() - started < 3
        assert failure.is_offline and "no connection" in failure.reason


def test_a_name_lookup_that_hangs_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(30))
    started = time.monotonic()
    failure = failure_of(ask("http://example.org/d.csv"), Policy(connect_timeout_s=0.2))
    released.set()
    assert failure.is_offline and time.monotonic() - started < 5


def test_a_dead_redirect_target_is_not_offline(server: MisbehavingServer, refused_url: str) -> None:
    failure = failure_of(ask(server.on("/d", server_does.redirect(refused_url))))
    assert "Connection refused" in failure.reason and not failure.is_offline


def test_the_proxy_of_the_environment_is_used(
    server: MisbehavingServer, refused_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://nowhere.invalid/data.csv"
    server.on(url, server_does.page(CSV))
    monkeypatch.setenv("HTTP_PROXY", server.url())
    assert fetch_one(ask(url), QUICK).body == CSV
    monkeypatch.setenv("HTTP_PROXY", refused_url)
    assert failure_of(ask(url)).is_offline


# Conditional requests


def test_nothing_changed_keeps_the_validators(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.conditional(CSV, ETAG, MODIFIED))
    first = fetch_one(ask(url), QUICK)
    again = fetch_one(ask(url, etag=first.etag, last_modified=first.last_modified), QUICK)
    assert (first.body, again.body) == (CSV, None)
    assert (again.etag, again.last_modified) == (ETAG, MODIFIED)
    assert "If-None-Match" not in server.visits[0].headers


def test_a_changed_body_replaces_the_validators(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(CSV, 200, {"ETag": '"v2"'}))
    response = fetch_one(ask(url, etag=ETAG, last_modified=MODIFIED), QUICK)
    assert (response.body, response.etag, response.last_modified) == (CSV, '"v2"', None)


def test_nothing_changed_without_a_copy_is_a_failure(server: MisbehavingServer) -> None:
    assert "304" in failure_of(ask(server.on("/d", server_does.page(b"", 304)))).reason


# Limits


LARGE = {
    "no length": server_does.endless(),
    "false length": server_does.endless({"Content-Length": str(10**12)}),
    "chunks": server_does.endless_chunks,
    "gzip bomb": server_does.gzipped(b"1,2\n" * 5_000_000),
    "honest": server_does.page(b"1,2\n" * 250_001),
}


@pytest.mark.parametrize("large", LARGE.values(), ids=LARGE)
def test_a_body_may_not_be_too_large(server: MisbehavingServer, large: Behaviour) -> None:
    failure = failure_of(ask(server.on("/d", large), max_bytes=1_000_000))
    assert "larger than 1000000 bytes" in failure.reason
    assert len(server.visits) == 1


def test_a_body_of_just_the_largest_size_is_accepted(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(b"1,2\n" * 250_000))
    assert fetch_one(ask(url, max_bytes=1_000_000), QUICK).body == b"1,2\n" * 250_000


def test_a_bomb_is_never_unpacked_whole() -> None:
    packed = zlib.compress(b"\0" * 10_000_000, wbits=31)
    bites = [len(bite) for bite in attempt._gunzipped(iter([packed]))]
    assert sum(bites) == 10_000_000 and max(bites) <= 65536


@pytest.mark.parametrize("drip", [server_does.drip_body, server_does.drip_headers])
def test_a_dripping_server_is_left_in_time(server: MisbehavingServer, drip: Behaviour) -> None:
    started = time.monotonic()
    failure = failure_of(ask(server.on("/d", drip)), HASTY)
    assert time.monotonic() - started < 5
    assert "not complete after 0.3 s" in failure.reason and not failure.is_offline


def test_nobody_goes_on_reading_a_dripping_body(server: MisbehavingServer) -> None:
    earlier = set(threading.enumerate())
    failure_of(ask(server.on("/d", server_does.drip_body)), HASTY)
    patience = time.monotonic() + 5
    while "test_source" in {
        thread.name for thread in threading.enumerate() if thread not in earlier
    }:
        assert time.monotonic() < patience, "the worker still reads"
        time.sleep(0.01)


def test_a_silent_server_times_out_but_is_not_offline(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.silence)
    failure = failure_of(ask(url), Policy(connect_timeout_s=0.1, read_timeout_s=0.3, retries=0))
    assert "timed out" in failure.reason and not failure.is_offline


# What the body looks like


def test_a_gzipped_body_arrives_unpacked(server: MisbehavingServer) -> None:
    assert fetch_one(ask(server.on("/d", server_does.gzipped(CSV))), QUICK).body == CSV
    assert server.visits[0].headers["Accept-Encoding"] == "gzip"


def test_gzip_in_several_parts_arrives_whole(server: MisbehavingServer) -> None:
    parts = gzip.compress(CSV) + gzip.compress(b"2025,2\n")
    url = server.on("/d", server_does.page(parts, 200, {"Content-Encoding": "gzip"}))
    assert fetch_one(ask(url), QUICK).body == CSV + b"2025,2\n"


def test_a_packing_we_do_not_know_is_a_failure(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(CSV, 200, {"Content-Encoding": "br"}))
    assert "encoded as br" in failure_of(ask(url)).reason


def test_gzip_that_is_none_is_a_failure(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(CSV, 200, {"Content-Encoding": "gzip"}))
    assert "broke off" in failure_of(ask(url)).reason


def test_an_html_page_is_a_failure_whatever_its_content_type(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(HTML, 200, {"Content-Type": "text/csv"}))
    assert "an HTML page came instead of csv" in failure_of(ask(url)).reason
    assert len(server.visits) == 1


def test_a_good_body_is_accepted_whatever_its_content_type(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(CSV, 200, {"Content-Type": "text/html"}))
    assert fetch_one(ask(url), QUICK).body == CSV


def test_too_small_a_body_is_a_failure(server: MisbehavingServer) -> None:
    url = server.on("/d", server_does.page(CSV))
    assert "fewer than the 100" in failure_of(ask(url, min_bytes=100)).reason


# Several sources at once


def test_many_keep_their_order_and_do_not_harm_each_other(
    server: MisbehavingServer, refused_url: str
) -> None:
    good, bad = server.on("/d", server_does.page(CSV)), server.url("/gone")
    requests = [ask(url) for url in (bad, good, refused_url, good, "nonsense", good)]
    told: list[Response | Failure] = []
    tellers: set[int] = set()

    def on_done(outcome: Response | Failure) -> None:
        told.append(outcome)
        tellers.add(threading.get_ident())

    outcomes = fetch_many(requests, QUICK, on_done)
    assert [outcome.request for outcome in outcomes] == requests
    assert [isinstance(outcome, Response) for outcome in outcomes] == [False, True] * 3
    offline = [getattr(outcome, "is_offline", None) for outcome in outcomes]
    assert offline == [False, None, True, None, False, None]
    assert sorted(map(id, told)) == sorted(map(id, outcomes))
    assert tellers == {threading.get_ident()}


def test_an_unforeseen_error_harms_only_its_own_source(
    server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_on_json(media: str, *_: object) -> None:
        assert media != "json", "a bug"

    monkeypatch.setattr(attempt, "complaint", break_on_json)
    url = server.on("/d", server_does.page(CSV))
    broken, fine = fetch_many([ask(url, "json"), ask(url)], QUICK)
    assert isinstance(broken, Failure) and "unforeseen AssertionError: a bug" in broken.reason
    assert isinstance(fine, Response)


def test_no_source_is_no_trouble() -> None:
    assert fetch_many([]) == []


def test_eight_sources_are_asked_at_once_and_never_more(server: MisbehavingServer) -> None:
    lock, gate = threading.Lock(), threading.Barrier(8, timeout=5)
    open_now: list[int] = []
    most: list[int] = []

    def meet(handler: Any) -> None:
        with lock:
            open_now.append(1)
            most.append(len(open_now))
        gate.wait()  # breaks, and so fails the test, unless eight arrive together
        time.sleep(0.05)  # a ninth would be seen in this time
        with lock:
            open_now.pop()
        server_does.page(CSV)(handler)

    server.on("/d", meet)
    outcomes = fetch_many([ask(server.url("/d"))] * 24, QUICK)
    assert all(isinstance(outcome, Response) for outcome in outcomes)
    assert max(most) == 8
