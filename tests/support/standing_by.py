"""Readers in processes of their own, who open the published file again and again while it changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.mini import Mini

MANY_READERS, MANY_PUBLISHES = 8, 200
OPENS_AGAIN_AND_AGAIN = """
import duckdb, sys, time
query = '''select (select number from core.mini_item), (select number from metric.mini_largest),
           (select number from metric.mini_copied)'''
print("ready", flush=True)
seen, rounds = set(), 0
while not seen or max(seen) < int(sys.argv[2]):
    with duckdb.connect(sys.argv[1], read_only=True) as con:
        numbers = set(con.execute(query).fetchone())
    assert len(numbers) == 1, numbers
    seen |= numbers
    rounds += 1
    time.sleep(0.05)
print(rounds, len(seen), flush=True)
"""


@dataclass(frozen=True)
class Read:
    """How often one reader asked, and how many releases it met; each answer was of one release."""

    round_count: int
    release_count: int


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A reader in a process of its own."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def asked_while_publishing(mini: Mini, readers: int, publishes: int) -> list[Read]:
    """Publish so often while so many read; raises AssertionError where a reader met an error."""
    mini.items({"a": 0})
    mini.publish()
    reading = [child(OPENS_AGAIN_AND_AGAIN, str(mini.home.published), str(publishes))
               for _ in range(readers)]
    for reader in reading:
        assert reader.stdout and reader.stdout.readline() == "ready\n"
    for number in range(1, publishes + 1):
        mini.items({"a": number})
        mini.publish()
    return [_ended(reader) for reader in reading]


def _ended(reader: subprocess.Popen[str]) -> Read:
    told, _ = reader.communicate(timeout=120)
    assert reader.returncode == 0
    return Read(*map(int, told.split()))


def sentence(found: Sequence[Read]) -> str:
    """What they met, for a page."""
    rounds = sum(reader.round_count for reader in found)
    return (f"{len(found)} readers opened the published file again and again while {MANY_PUBLISHES} "
            f"releases were published: {rounds:,} questions, every answer of one whole release, no "
            "error and no wait for a lock.\n")
