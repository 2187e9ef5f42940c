"""Whether a host is of the public network or of one's own: loopback, private, link-local.

Which addresses are asked at all, and what is said of one that is refused, stands in exchange.py.
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


def _is_inside(host: str) -> bool:
    """Whether any address of a host is not public; a name that only a proxy knows has none here."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return any(not _is_public(address) for address in found)


def _is_public(address: str) -> bool:
    plain = ip_address(address)
    mapped = plain.ipv4_mapped if isinstance(plain, IPv6Address) else None
    return (mapped or plain).is_global
