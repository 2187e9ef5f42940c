"""The worked questions, run as an analyst runs them who has nothing but the published file."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from pipelines.project import project
from warehouse.describing.examples import of_models
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.project.questions import load_questions
from warehouse.releasing.reading import open_published
from warehouse.releasing.release import published_classes

WORKED = project().questions
REASONS = ("why_not", "reason_code", "missing", "reason", "unknown")
WIDE = ("How well numbers are confirmed",)
"""Of a table of counts, which all belong to the answer."""


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(Home(first_refresh)) as opened:
        yield opened


def test_there_are_sixty_under_a_dozen_subjects() -> None:
    assert len(WORKED) >= 60
    assert len({question.subject for question in WORKED}) >= 12
    assert len({question.title for question in WORKED}) == len(WORKED)


@pytest.mark.parametrize("number", range(len(WORKED)), ids=[q.title for q in WORKED])
def test_a_question_is_answered_with_rows(con: duckdb.DuckDBPyConnection, number: int) -> None:
    """How long that takes, `make bench` tells."""
    [(query,)] = con.execute("select query from meta.example_query where is_worked and title = ?",
                             [WORKED[number].title]).fetchall()
    assert con.execute(query).fetchall()


def test_no_answer_leaves_a_row_without_what_it_is_of_or_why_it_is_empty(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """Growth of hardware stood twice with two numbers, and two levels of tokens had none and no reason."""
    alike, silent = [], []
    for question in WORKED:
        found = con.execute(question.query)
        names = [str(name) for name, *_ in found.description or ()]
        numbers = [n for n, (_, kind, *_) in enumerate(found.description or ()) if str(kind) == "DOUBLE"]
        rows = found.fetchall()
        keys = {tuple(map(str, (row[n] for n in range(len(row)) if n not in numbers))) for row in rows}
        alike += [question.title] if len(keys) < len(rows) else []
        reasons = [n for n, name in enumerate(names) if name in REASONS]
        silent += [question.title for row in rows if numbers
                   and all(row[n] is None for n in numbers) and not any(row[n] for n in reasons)]
    assert (alike, silent) == ([], [])


def test_no_answer_is_wider_than_a_page() -> None:
    """`select *` of the headlines had fourteen columns, and their queries among them."""
    assert [q.title for q in WORKED if "select *" in q.query and q.title not in WIDE] == []


def test_every_published_table_shows_itself_in_an_example() -> None:
    shown = {example.about for example in of_models(project())}
    assert set(published_classes(project())) - shown == set()


def test_the_first_rows_of_an_example_are_the_same_ones_each_time(con: duckdb.DuckDBPyConnection) -> None:
    """Whoever sorts and cuts off sorts by so much that no two different rows stand level."""
    examples = con.execute("select query from meta.example_query").fetchall()
    assert [query for (query,) in examples if _levels(con, query)] == []


def test_no_answer_shows_a_row_twice(con: duckdb.DuckDBPyConnection) -> None:
    """What tells two rows apart is shown: who reads two prices of one chip must see that one is deflated."""
    examples = con.execute("select query from meta.example_query").fetchall()
    answers = {query: list(map(str, con.execute(query).fetchall())) for (query,) in examples}
    assert [query for query, rows in answers.items() if len(set(rows)) < len(rows)] == []


def _levels(con: duckdb.DuckDBPyConnection, query: str) -> int:
    """How many of the first rows stand level with another; a macro sorts its own rows."""
    tree = sqlglot.parse_one(query, dialect="duckdb")
    order, limit = tree.args.get("order"), tree.args.get("limit")
    if not (order and limit):
        return 0
    keys = [key.this.sql("duckdb") for key in order.expressions]
    if keys == ["ALL"]:
        return 0
    shown = {name for name in tree.named_selects if name in keys}
    ours = [exp.alias_(key, f"sorted_by_{n}") for n, key in enumerate(keys) if key not in shown]
    tree = tree.select(*ours).limit(int(limit.expression.this) + 1)
    found = con.execute(tree.sql("duckdb"))
    names = [str(column[0]) for column in found.description or ()]
    places = [names.index(key) for key in shown] + list(range(len(names) - len(ours), len(names)))
    rows = {tuple(map(str, row)) for row in found.fetchall()}
    return len(rows) - len({tuple(row[place] for place in places) for row in rows})


@pytest.mark.parametrize(("text", "fault"), [
    ("select 1", "begins with `-- title"),
    ("-- title: a\nselect 1", "'a' has no `-- question"),
    ("-- title: a\n-- question: b\nselect from where", "slip.sql"),
])
def test_a_slip_in_a_file_of_questions_is_named(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "slip.sql").write_text(text)
    with pytest.raises(ChipledgerError, match=fault):
        load_questions(tmp_path)
