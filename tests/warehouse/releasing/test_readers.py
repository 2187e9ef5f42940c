"""Readers never meet an error, a lock or a mix of two releases while publications go on."""

from __future__ import annotations

import subprocess
import sys

import duckdb

from tests.support.mini import Mini

PUBLISHES = 10
HOLDS_ONE = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
query = '''select (select number from core.mini_item), (select number from metric.mini_largest),
           (select number from metric.mini_copied), (select release_id from meta.release)'''
print(*con.execute(query).fetchone(), flush=True)
for line in sys.stdin:
    print(*con.execute(query).fetchone(), flush=True)
"""
OPENS_AGAIN_AND_AGAIN = """
import duckdb, sys, time
query = '''select (select number from core.mini_item), (select number from metric.mini_largest),
           (select number from metric.mini_copied)'''
print("ready", flush=True)
seen = set()
while not seen or max(seen) < int(sys.argv[2]):
    with duckdb.connect(sys.argv[1], read_only=True) as con:
        numbers = set(con.execute(query).fetchone())
    assert len(numbers) == 1, numbers
    seen |= numbers
    time.sleep(0.05)
print(len(seen), flush=True)
"""


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A reader in a process of its own."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_reader_keeps_its_release_through_ten_publishes(mini_project: Mini) -> None:
    mini_project.items({"a": 0})
    first = mini_project.publish()
    link = mini_project.home.published
    with child(HOLDS_ONE, str(link)) as reader:
        assert reader.stdin and reader.stdout
        told = f"0 0 0 {first.release_id}\n"
        assert reader.stdout.readline() == told
        for number in range(1, PUBLISHES + 1):
            mini_project.items({"a": number})
            made = mini_project.publish()
            reader.stdin.write("again\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == told, "the open file stays what it was"
            with duckdb.connect(str(link), read_only=True) as con:
                assert con.execute("select number from core.mini_item").fetchone() == (number,)
                found = con.execute("select distinct release_id from meta.release").fetchone()
                assert found == (made.release_id,), "a new reader sees the new release"
        reader.stdin.close()
        assert reader.wait(timeout=60) == 0


def test_readers_that_come_and_go_see_whole_releases(mini_project: Mini) -> None:
    mini_project.items({"a": 0})
    mini_project.publish()
    link = str(mini_project.home.published)
    readers = [child(OPENS_AGAIN_AND_AGAIN, link, str(PUBLISHES)) for _ in range(2)]
    for reader in readers:
        assert reader.stdout and reader.stdout.readline() == "ready\n"
    for number in range(1, PUBLISHES + 1):
        mini_project.items({"a": number})
        mini_project.publish()
    for reader in readers:
        told, _ = reader.communicate(timeout=120)
        assert reader.returncode == 0
        assert int(told) > 1, "it saw the releases change"
