"""Readers never meet an error, a lock or a mix of two releases while publications go on."""

from __future__ import annotations

import duckdb
import pytest

from tests.support.mini import Mini
from tests.support.standing_by import MANY_PUBLISHES, MANY_READERS, asked_while_publishing, child

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


@pytest.mark.parametrize(("readers", "publishes"), [
    (2, PUBLISHES), pytest.param(MANY_READERS, MANY_PUBLISHES, marks=pytest.mark.soak),
])
def test_readers_that_come_and_go_see_whole_releases(
    mini_project: Mini, readers: int, publishes: int
) -> None:
    found = asked_while_publishing(mini_project, readers, publishes)
    assert len(found) == readers
    assert all(reader.release_count > 1 for reader in found), "each saw the releases change"
