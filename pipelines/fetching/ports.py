"""Whether a port of this machine is free, before a server that would only hang is started on it."""

from __future__ import annotations

import errno
import socket

from warehouse.errors import ChipledgerError


def demand_free(port: int, host: str = "127.0.0.1") -> None:
    """Raise ChipledgerError if something listens there already, or may not be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            why = "is taken" if fault.errno == errno.EADDRINUSE else f"cannot be used: {fault.strerror}"
            raise ChipledgerError(f"port {port} of {host} {why}; name another with --port") from None
