"""Whether a body looks like the kind of file that was asked for; nothing is fetched or parsed here.

An error page or half a file must never be taken for data.
"""

from __future__ import annotations

import json
import re

_LOOK_BYTES = 1 << 20  # how much of either end of a body is looked at
_BOM_AND_SPACE = b"\xef\xbb\xbf\xff\xfe \t\r\n\f\v"
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z_\x80-\xff][^\s/<>]*)[^<>]*>")
_HTML = re.compile(
    rb"(?>\s+|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|title|meta|script|style|h1)[\s/>]",
    re.IGNORECASE,
)


def complaint(media: str, body: bytes, min_bytes: int = 1) -> str | None:
    """Say why a body is not what was asked for, if it is not."""
    if not body:
        return "the body is empty"
    if len(body) < min_bytes:
        return f"the body has {len(body)} bytes, fewer than the {min_bytes} expected"
    return None if media == "binary" else _text_complaint(media, body)


def _text_complaint(media: str, body: bytes) -> str | None:
    """Judge a text by its content, since Content-Type is often wrong."""
    head = body[:_LOOK_BYTES].replace(b"\0", b"").lstrip(_BOM_AND_SPACE)  # NUL: UTF-16
    if _HTML.match(_COMMENT.sub(b"", head)):
        return f"an HTML page came instead of {media}"
    if media == "json":
        return _json_complaint(body)
    if media == "xml":
        return _xml_complaint(head, body[-_LOOK_BYTES:].replace(b"\0", b"").rstrip())
    return _csv_complaint(head) if media == "csv" else None


def _json_complaint(body: bytes) -> str | None:
    """Cut-off JSON never parses, so parsing is the cheapest proof that it is whole."""
    try:
        json.loads(body)
    except (ValueError, RecursionError) as error:
        return f"the body is not valid JSON: {error}"
    return None


def _xml_complaint(head: bytes, tail: bytes) -> str | None:
    """A document whose root is never closed was cut off."""
    root = _ROOT.search(_COMMENT.sub(b"", head))
    if root is None:
        return "the body has no XML element"
    is_closed = re.search(rb"</" + re.escape(root[1]) + rb"\s*>", tail) or root[0].endswith(b"/>")
    return None if tail.endswith(b">") and is_closed else "the XML is cut off: its root is open"


def _csv_complaint(head: bytes) -> str | None:
    """A table has columns and at least one row under its header."""
    lines = [line for line in head.splitlines() if line.strip()]
    if not lines or not re.search(rb"[,\t;]", lines[0]):
        return "the first line has no comma, tab or semicolon, so it is no CSV header"
    return None if len(lines) > 1 else "the CSV has a header but no second line"
