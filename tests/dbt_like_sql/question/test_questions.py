"""The worked questions, run as an analyst runs them who has nothing but the published file."""

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.project import project
from warehouse.errors import ChipledgerError
from warehouse.examples import of_models
from warehouse.paths import Home
from warehouse.questions import load_questions
from warehouse.reading import open_published
from warehouse.release import published_classes

WORKED = project().questions
SLOWEST_S = 0.2


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(Home(first_refresh)) as opened:
        yield opened


def test_there_are_sixty_under_a_dozen_subjects() -> None:
    assert len(WORKED) >= 60
    assert len({question.subject for question in WORKED}) >= 12
    assert len({question.title for question in WORKED}) == len(WORKED)


@pytest.mark.parametrize("number", range(len(WORKED)), ids=[q.title for q in WORKED])
def test_a_question_is_answered_with_rows_in_a_moment(
    con: duckdb.DuckDBPyConnection, number: int
) -> None:
    """The best of three runs counts: others may use the machine."""
    [(query,)] = con.execute("select query from meta.example_query where is_worked and title = ?",
                             [WORKED[number].title]).fetchall()
    seconds = []
    for _ in range(3):
        begin = time.perf_counter()
        assert con.execute(query).fetchall(), "no rows are no answer"
        seconds.append(time.perf_counter() - begin)
    assert min(seconds) < SLOWEST_S


def test_every_published_table_shows_itself_in_an_example() -> None:
    shown = {example.about for example in of_models(project())}
    assert set(published_classes(project())) - shown == set()


@pytest.mark.parametrize(("text", "fault"), [
    ("select 1", "begins with `-- title"),
    ("-- title: a\nselect 1", "'a' has no `-- question"),
    ("-- title: a\n-- question: b\nselect from where", "slip.sql"),
])
def test_a_slip_in_a_file_of_questions_is_named(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "slip.sql").write_text(text)
    with pytest.raises(ChipledgerError, match=fault):
        load_questions(tmp_path)
