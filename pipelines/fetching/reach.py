"""Whether a host is of the public network or of one's own: loopback, private, link-local.

A name is looked at before it is asked, and the address again that a connection really has: a name may
be given another address between the two. Which addresses are asked at all, and what is said of one that
is refused, stands in exchange.py.
"""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit


def leads_inside(origin: str, host: str) -> bool:
    """Whether a redirect goes where only this machine's own network goes, from an address outside.

    A source that lies inside itself, such as a mirror that a person named, may lead inside.
    """
    asked = urlsplit(origin).hostname or ""
    return host != asked and _is_inside(host) and not _is_inside(asked)


class Peers:
    """Whom one request is connected with: who was outside first stays outside."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._is_outside = False

    def leads_inside(self, address: str) -> bool:
        """Whether a further connection is with a machine inside, after one with a public address."""
        if is_public(address):
            self._is_outside = True
        return self._is_outside and not is_public(address)


def _is_inside(host: str) -> bool:
    """Whether any address of a host is not public; a name that only a proxy knows has none here."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return any(not is_public(address) for address in found)


def is_public(address: str) -> bool:
    """Whether an address is of the public network, also one of IPv4 in the form of IPv6."""
    plain = ip_address(address)
    mapped = plain.ipv4_mapped if isinstance(plain, IPv6Address) else None
    return (mapped or plain).is_global
