"""Real files as publishers, programs and networks break them, by a seed, and what becomes of each."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.project import sources
from pipelines.source import Source
from warehouse.rows.records import Unreadable

QUICK, ALL = 200, 2_500
"""Mutants of `make test`, which are the first ones of those of `make soak`."""
ODD: tuple[Any, ...] = (None, "", [], {}, True, -1, 1e306, int("9" * 400), "\ud800", "x" * 200_000,
                        {"a": [1, {"b": None}]}, "12/31/9999", "NaN")
CELLS = ("", '"', "1e306", "9" * 5000, "x" * 200_000, "-1", "NaN", "9999-12-31", "13/13/2024", "\x00",
         "<b>", "1,5", "\u202e", "=1+1", "0x10")
Rng = random.Random


def cut(data: bytes, rng: Rng) -> bytes:
    """A download that breaks off."""
    return data[:rng.randrange(len(data))]


def flipped(data: bytes, rng: Rng) -> bytes:
    """A few bytes changed on the way."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def lost(data: bytes, rng: Rng) -> bytes:
    """A piece gone from the middle."""
    begin = rng.randrange(len(data))
    return data[:begin] + data[begin + rng.randint(1, 4000):]


def doubled(data: bytes, rng: Rng) -> bytes:
    """A piece that stands twice."""
    begin = rng.randrange(len(data))
    piece = data[begin:begin + rng.randint(1, 4000)]
    return data[:begin] + piece + data[begin:]


def encoded(data: bytes, rng: Rng) -> bytes:
    """The same text in another encoding."""
    name = rng.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252"))
    return data.decode("utf-8-sig").encode(name, "replace")


def nested(data: bytes, rng: Rng) -> bytes:
    """Something nested without end in the middle."""
    begin = rng.randrange(len(data))
    opening, closing = rng.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"<P>", b"</P>")))
    return data[:begin] + opening * 5000 + closing * 5000 + data[begin:]


def odd_value(data: bytes, rng: Rng) -> bytes:
    """A value of another type somewhere in a JSON document, or another cell in a table."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return _odd_node(data, rng)
    lines = data.split(b"\n")
    place = rng.randrange(len(lines))
    cells = lines[place].split(b",")
    cells[rng.randrange(len(cells))] = rng.choice(CELLS).encode()
    lines[place] = b",".join(cells)
    return b"\n".join(lines)


def _odd_node(data: bytes, rng: Rng) -> bytes:
    node = document = json.loads(data.decode("utf-8-sig"))
    while True:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        if not keys:
            return data
        key = rng.choice(keys)
        inner = node[key]
        if not (isinstance(inner, dict | list) and inner) or rng.random() < 0.2:
            node[key] = rng.choice(ODD)
            return json.dumps(document).encode()
        node = inner


KINDS: dict[str, Callable[[bytes, Rng], bytes]] = {
    kind.__name__: kind for kind in (cut, flipped, lost, doubled, encoded, nested, odd_value)}


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant."""

    source_id: str
    kind: str
    number: int
    outcome: str
    told: str = ""


def smallest(folder: Path) -> Iterator[tuple[Source, bytes]]:
    """The smallest kept file of each source, which is as odd as the others and quickly read."""
    files = sorted((f for f in folder.rglob("*") if f.is_file()), key=lambda f: (f.stat().st_size, f.name))
    for source in sources().values():
        found = next((f for f in files if source.matches(str(f.relative_to(folder)))), None)
        if found:
            yield source, found.read_bytes()


def outcomes(folder: Path, count: int) -> Iterator[Outcome]:
    """What becomes of so many mutants, shared evenly among sources and kinds."""
    kept = list(smallest(folder))
    for number in range(count):
        source, data = kept[number % len(kept)]
        kind = [*KINDS][number // len(kept) % len(KINDS)]
        rng = random.Random(f"{source.source_id} {kind} {number}")
        mutant = KINDS[kind](data, rng)
        yield Outcome(source.source_id, kind, number, *_become(source, mutant, data))


def _become(source: Source, mutant: bytes, data: bytes) -> tuple[str, str]:
    if mutant == data:
        return "unchanged", ""
    try:
        found = source.parse(mutant)
    except Unreadable as fault:
        return "refused", str(fault)
    except Exception as fault:
        return "traceback", repr(fault)[:300]
    if found.rejected or found.set_aside:
        return "read, rows set aside", ""
    return "read", ""


def counted(found: list[Outcome]) -> str:
    """The outcomes by kind, as a table."""
    names = ["read", "read, rows set aside", "refused", "unchanged", "traceback"]
    counts = Counter((one.kind, one.outcome) for one in found)
    rows = [f"| {kind} | {KINDS[kind].__doc__} | " + " | ".join(
        str(counts[kind, name]) for name in names) + " |" for kind in KINDS]
    return "\n".join(["| mutation | what it is | " + " | ".join(names) + " |",
                      "|---|---|" + "---:|" * len(names), *rows, ""])


def section(found: list[Outcome]) -> str:
    """The outcomes by kind, as the end of a page."""
    return "\n".join([
        f"{len(found):,} mutants of the smallest kept file of each of "
        f"{len({one.source_id for one in found})} sources, by a seed. Read means that the records still "
        "passed every rule of their class; what such a file changes is for the holds to judge. `make "
        f"soak` compares both tables, `make test` the second.", "",
        counted(found), f"The first {QUICK}, which are some kinds alone:", "", counted(found[:QUICK])])
