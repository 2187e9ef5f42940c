"""What is asked of a publisher and what may come of it: requests, answers, failures, patience.

Nothing here touches the network, and nothing knows what the bytes mean.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

from pipelines.fetching.reach import leads_inside

CONTACT = "CHIPLEDGER_CONTACT"
"""Setting: an e-mail address that goes into the User-Agent."""
USER_AGENT = "Mozilla/5.0 (compatible; chipledger/0.1; +https://github.com/chipledger/chipledger)"

@dataclass(frozen=True)
class Policy:
    """How long to wait and how often to try; tests make it quick."""

    connect_timeout_s: float = 2
    read_timeout_s: float = 20
    total_timeout_s: float = 120  # of one source, all its tries and pauses included
    retries: int = 2
    backoff_s: float = 0.5
    max_pause_s: float = 5  # also bounds what a server asks for with Retry-After
    max_redirects: int = 5


PATIENCE = Policy()


@dataclass(frozen=True)
class Request:
    """One address to ask, and what its answer must look like."""

    source_id: str
    url: str
    media: Literal["csv", "json", "xml", "text", "binary"]
    etag: str | None = None  # validators of the last sighting, for a conditional request
    last_modified: str | None = None
    max_bytes: int = 200_000_000
    min_bytes: int = 1


@dataclass(frozen=True)
class Response:
    """What the publisher answered; a body of None says that nothing changed (304)."""

    request: Request
    retrieved_at: datetime
    body: bytes | None
    etag: str | None
    last_modified: str | None
    final_url: str


@dataclass(frozen=True)
class Failure:
    """Why a source did not come; offline means that no connection could be made at all."""

    request: Request
    failed_at: datetime
    reason: str
    is_offline: bool


class FetchError(Exception):
    """Names, in one line, the source, its URL, what happened and what to do."""

    def __init__(
        self, request: Request, happened: str, advice: str, is_offline: bool = False
    ) -> None:
        where = f"{request.source_id}: {_without_credentials(request.url)}"
        super().__init__(" ".join(f"{where}: {happened}; {advice}".split()))
        self.is_offline = is_offline


class NotThereError(FetchError):
    """Nothing stands at the address, now or any more."""


class PassingError(FetchError):
    """A failure that may be gone in a moment, so another try is worth it."""

    def __init__(
        self, request: Request, happened: str, advice: str, asked_pause_s: float = 0
    ) -> None:
        super().__init__(request, happened, advice)
        self.asked_pause_s = asked_pause_s


def offline(request: Request, happened: str) -> FetchError:
    """The error of a source that could not be reached at all."""
    advice = "check the network, the proxy settings and the host name"
    return FetchError(request, f"no connection: {happened}", advice, is_offline=True)


def too_slow(request: Request, policy: Policy) -> FetchError:
    """The error of a source that answers, but not in any useful time."""
    happened = f"not complete after {policy.total_timeout_s} s"
    return FetchError(request, happened, "try again later or raise total_timeout_s")


def _without_credentials(url: str) -> str:
    """Keep a password out of logs, also when the URL is too broken to be taken apart."""
    return re.sub(r"//[^/?#]*@", "//***@", url)


def user_agent() -> str:
    """Who asks; with the e-mail address that some publishers demand, where a person set one."""
    contact = os.environ.get(CONTACT, "").strip()
    is_address = "@" in contact and contact.isascii() and contact.isprintable() and " " not in contact
    return f"{USER_AGENT[:-1]}; {contact})" if is_address else USER_AGENT


def headers(request: Request) -> dict[str, str]:
    """Ask only for encodings we decode, and only for what changed since the last sighting."""
    headers = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip"}
    if request.etag is not None:
        headers["If-None-Match"] = request.etag
    if request.last_modified is not None:
        headers["If-Modified-Since"] = request.last_modified
    return headers


def refuse_unsafe(request: Request, origin: str, url: str) -> None:
    """Keep a typing error or a redirect from reaching files, passwords or unsafe transport."""
    parts = urlsplit(url)
    refusal = None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        refusal = "is not an http or https address"
    elif "@" in parts.netloc:
        refusal = "carries credentials"
    elif parts.scheme == "http" and urlsplit(origin).scheme == "https":
        refusal = "leaves https for http"
    elif leads_inside(origin, parts.hostname):
        refusal = "leads from a public address into a private network"
    if refusal:
        raise refused(request, f"{_without_credentials(url)} {refusal}")


def refused(request: Request, why: str) -> FetchError:
    """The error of an address that is not asked, since asking alone could do harm."""
    return FetchError(request, f"refused, as {why}", "use the publisher's plain public https address")


def asked_pause_s(retry_after: str) -> float:
    """Read both forms of Retry-After; one that makes no sense asks for nothing."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return 0
