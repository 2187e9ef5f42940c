"""Rows that are read for a person are values of a class, so that types tell a wrong name of a column."""

from tests.support.syntax import modules, name_of

UNTYPED = "dict[str, Any]"
COMMANDS = "pipelines/commands/"
MOST = 12
"""So many stand in the code, rows or not; whoever mends one takes it away here.

A row that is only made, or a document that is only written, is `dict[str, object]`: what is read
out of it must say its type first.
"""


def test_a_command_reads_rows_as_values_of_a_class() -> None:
    commands = [path for path in modules() if name_of(path).startswith(COMMANDS)]
    assert len(commands) > 10
    assert [name_of(path) for path in commands if UNTYPED in path.read_text("utf-8")] == []


def test_no_further_mapping_of_anything_is_passed_on() -> None:
    counts = {name_of(path): path.read_text("utf-8").count(UNTYPED) for path in modules()}
    assert sum(counts.values()) <= MOST, {name: count for name, count in counts.items() if count}
