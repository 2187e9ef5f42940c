"""Unpacking gzip that is kept as it was published; every other packing is refused where text is read."""

from __future__ import annotations

import zlib

from warehouse.rows.records import Unreadable

GZIP = b"\x1f\x8b"


def unpacked(data: bytes, limit: int) -> bytes:
    """The bytes inside, or the file itself; raises Unreadable for a damaged or endless one."""
    if not data.startswith(GZIP):
        return data
    stream = zlib.decompressobj(wbits=31)
    try:
        inside = stream.decompress(data, limit)
    except zlib.error as fault:
        raise Unreadable(f"is damaged gzip: {fault}; fetch it again") from None
    if stream.unconsumed_tail or not stream.eof:
        raise Unreadable(f"unpacks to more than {limit} bytes or is cut off; look at the file")
    return inside
