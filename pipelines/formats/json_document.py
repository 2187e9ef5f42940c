"""Reading JSON that others wrote: numbers as printed, names said twice, nothing nested without end.

What the entries mean does not belong here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipelines.formats.encoding import decoded
from warehouse.rows.records import Unreadable

MAX_DEPTH = 100
"""Deeper than any publisher nests; more would only exhaust the stack."""
CONTAINERS = (dict, list, tuple)
OTHER_KIND = (AttributeError, KeyError, IndexError, TypeError, ValueError, ArithmeticError)
"""What an entry that is of another kind than the reader expects makes the reader raise."""


class Once(dict[str, Any]):
    """A JSON object that keeps the first entry of each name, and the later ones beside it."""

    repeated: Sequence[tuple[str, Any]] = ()


def once(pairs: Sequence[tuple[str, Any]]) -> Once:
    """An object from its pairs in the order of the file; hardly any has a name twice."""
    found = Once(pairs)
    if len(found) < len(pairs):
        first = {name: place for place, (name, _) in reversed([*enumerate(pairs)])}
        found = Once(pairs[place] for place in sorted(first.values()))
        found.repeated = [pair for place, pair in enumerate(pairs) if first[pair[0]] != place]
    return found


def read_json(
    data: bytes, hook: Callable[[list[tuple[str, Any]]], Any] = once,
    fraction: Callable[[str], Any] = str, whole: Callable[[str], Any] = str,
) -> Any:
    """A document in which numbers stay as printed; raises Unreadable for one that is broken."""
    text = decoded(data)
    try:
        document = json.loads(text, object_pairs_hook=hook, parse_float=fraction, parse_int=whole,
                              parse_constant=str)
    except RecursionError:
        raise Unreadable(f"nests deeper than {MAX_DEPTH}; look at the file") from None
    except (ValueError, ArithmeticError) as error:
        raise Unreadable(f"is {_kind(text)}: {error}; fetch it again") from None
    if _depth(document) > MAX_DEPTH:
        raise Unreadable(f"nests deeper than {MAX_DEPTH}; look at the file")
    return document


def read_json_lines(data: bytes, wanted: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects of a file that has one a line; raises Unreadable for one without a wanted name."""
    for number, line in enumerate(decoded(data).splitlines(), start=1):
        try:
            row = read_json(line.encode())
        except Unreadable as fault:
            raise Unreadable(f"has a line {number} that {fault}") from None
        missing = [name for name in wanted if not isinstance(row, dict) or row.get(name) is None]
        if missing:
            raise Unreadable(f"lacks {', '.join(missing)} in line {number}")
        yield row


def _depth(document: Any) -> int:
    """How deep containers stand in each other, counted without descending the stack."""
    depth, level = 0, [document] if isinstance(document, CONTAINERS) else []
    while level and depth <= MAX_DEPTH:
        inner = (v.values() if isinstance(v, dict) else v for v in level)
        level = [one for within in inner for one in within
                 if not isinstance(one, str) and isinstance(one, CONTAINERS)]
        depth += 1
    return depth


def _kind(text: str) -> str:
    return "a web page, not JSON" if text.lstrip()[:1] == "<" else "not JSON"

