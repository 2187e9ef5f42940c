"""`chipledger claim`: what is claimed, by whom, what was found, and what would change the verdict."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.support.homes import chipledger, copied
from warehouse.paths import FILE_NAME


def test_a_claim_is_shown_with_its_words_query_value_and_verdict(first_refresh: Path) -> None:
    shown = chipledger(first_refresh, "claim", "c04").output
    for part in ("C04: supported", "For training, the H20 is weaker than the H100.",
                 "said by Lennart Heim and Sihao Huang", "value: 0.1496",
                 "what would change it: a value above 0.8", "query C04a:", "from core.chip"):
        assert part in shown, part


def test_an_open_claim_says_what_is_missing(first_refresh: Path) -> None:
    shown = " ".join(chipledger(first_refresh, "claim", "C22").output.split())
    assert "C22: undecidable" in shown and "quoting Sam Altman" in shown
    assert "Missing: No source of outages is held" in shown


def test_a_number_that_is_not_ruled_on_is_shown_without_a_verdict(first_refresh: Path) -> None:
    assert "all: not ruled on" in chipledger(first_refresh, "claim", "C16").output


def test_without_a_claim_all_are_listed(first_refresh: Path) -> None:
    lines = chipledger(first_refresh, "claim").output.splitlines()
    assert [line.split()[0] for line in lines[1:30]] == [f"C{n:02}" for n in range(1, 30)]


def test_a_claim_that_is_not_there_is_refused_with_those_that_are(first_refresh: Path) -> None:
    done = chipledger(first_refresh, "claim", "C99")
    assert done.exit_code and "there is no claim C99; there are C01, C02" in done.output


@pytest.fixture(scope="module")
def with_then(first_refresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that also holds what was known when one claim was made."""
    home = copied(first_refresh, tmp_path_factory.mktemp("claim") / "home")
    for words in (("claim", "C12", "--vintage"), ("refresh", "--no-fetch")):
        done = chipledger(home, *words)
        assert done.exit_code == 0, done.output
    return home


@pytest.mark.soak
def test_what_was_known_when_a_claim_was_made_stands_beside_what_is_known_now(with_then: Path) -> None:
    """The first estimate of smuggled chips was published four months after the claim."""
    with duckdb.connect(str(with_then / FILE_NAME), read_only=True) as con:
        found = con.execute(
            "select is_now, verdict, undecided_reason_code from meta.verdict_vintage where claim_id = 'C12'"
            " and conjunct = 'a' and claim_scope = 'estimate 1' and is_same_method"
            " and (is_now or is_when_said) order by all").fetchall()
        shown = con.execute("select distinct verdict, verdict_when_said from claim_ledger"
                            " where claim_id = 'C12' and claim_scope = 'estimate 1'").fetchall()
    assert found == [(False, "undecidable", "no_second_estimate"), (True, "supported", None)]
    assert shown == [("supported", "undecidable")]
    assert "(as known when said: undecidable)" in chipledger(with_then, "claim", "C12").output
