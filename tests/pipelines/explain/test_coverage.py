"""A text that is not held is a row that a reader sees, and no event without a document is silent."""

import re
from pathlib import Path

from tests.support.homes import chipledger
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

UNTOLD = """
select rule_event_id from core.rule_event
where citation = 'no document found' and 'event ' || rule_event_id not in (select locator from core.law_gap)
"""


def test_the_command_tells_each_gap_and_the_last_day(first_refresh: Path) -> None:
    result = chipledger(first_refresh, "rules", "coverage")
    said = re.sub(r"\s+", " ", result.output)
    assert result.exit_code == 0, result.output
    assert "748, not held from 2022-01-01 and still so: the whole part" in said
    assert "742, not held from 2022-01-01 to 2023-11-17" in said
    assert "the law is known through 2026-09-30" in said


def test_an_event_without_a_document_is_a_gap(first_refresh: Path) -> None:
    with open_published(Home(first_refresh)) as con:
        assert con.execute(UNTOLD).fetchall() == []
        [(count,)] = con.execute(
            "select count(*) from core.rule_event where citation = 'no document found'").fetchall()
    assert count == 3
