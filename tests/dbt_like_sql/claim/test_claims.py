"""The claim register is whole, and what it says of its source is true of the copy that was read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from sqlglot import exp

from pipelines.project import project
from schemas import base
from tests.support.homes import SHARED_DATA, opened
from tests.support.tiny import MODELS, TABLES
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.project import syntax
from warehouse.rows.seeds import read_seed

CLAIMS = pl.read_csv(MODELS["seed.claim"].recipe.path, infer_schema_length=None)
FILES = project().gathered["step.claim_evidence"]
COPY = SHARED_DATA.parent / "claims" / "000_1ca85933535736db.txt"


def test_each_conjunct_has_one_file_and_each_file_one_conjunct() -> None:
    assert sorted(CLAIMS["evidence_sql"]) == sorted(FILES)
    assert CLAIMS["evidence_sql"].to_list() == [
        f"{claim}{part}" for claim, part in CLAIMS.select("claim_id", "conjunct").rows()]


def typed_values(text: str) -> list[str]:
    """Columns of a value that are typed: neither of a column of some table nor a count of rows."""
    selects = syntax.parse(text).selects
    return [s.alias for s in selects if s.alias in ("value_low", "value", "value_high")
            and not s.find(exp.Column, exp.Count)]


def test_no_value_is_typed_into_a_file() -> None:
    assert typed_values("select 1.0 as value, x as value_low from core.chip") == ["value"]
    assert {name: found for name, file in FILES.items() if (found := typed_values(file.text))} == {}
    assert all(file.reads for file in FILES.values())


def test_every_passage_is_where_its_row_says() -> None:
    """Offsets count characters of the copy; its sentences are not kept here."""
    if not COPY.exists():
        pytest.skip("needs the copy of the commentary")
    text = COPY.read_text(encoding="utf-8")
    placed = CLAIMS.filter(pl.col("char_start").is_not_null())
    assert placed.height > 2
    for start, end, expected in placed.select("char_start", "char_end", "span_sha256").rows():
        assert hashlib.sha256(text[start:end].encode()).hexdigest() == expected


def test_every_claim_has_a_verdict_or_a_reason(built: Callable[[str], pl.DataFrame]) -> None:
    rows = built("metric.verdict_by_claim")
    keys = {(claim, part) for claim, part in CLAIMS.select("claim_id", "conjunct").rows()}
    assert {(claim, part) for claim, part in rows.select("claim_id", "conjunct").rows()} == keys
    decided = pl.col("verdict").is_in(["supported", "contradicted"])
    assert rows.filter(decided == pl.col("undecided_reason_code").is_not_null()).is_empty()


def test_the_ledger_shows_every_row_once(built: Callable[[str], pl.DataFrame]) -> None:
    assert built("claim_ledger").height == built("metric.verdict_by_claim").height


def test_every_query_is_in_the_file_as_it_was_run(built: Callable[[str], pl.DataFrame]) -> None:
    shown = dict(built("meta.evidence_query").select("evidence_sql", "query").rows())
    assert shown == {name: file.text.strip() for name, file in FILES.items()}


def test_every_query_runs_on_the_published_file_as_it_stands(first_refresh: Path) -> None:
    """A reader pastes it and sees the values that were judged."""
    with opened(Home(first_refresh).published) as con:
        queries = con.execute("select evidence_sql, query from meta.evidence_query").fetchall()
        judged = dict(con.execute("select concat(claim_id, conjunct), count(*) from metric.verdict_by_claim"
                                  " group by all").fetchall())
        assert len(queries) == len(FILES)
        for name, query in queries:
            assert len(con.execute(query).fetchall()) <= judged[name], name


def test_a_typed_verdict_is_refused() -> None:
    """The register has no column for one, and the file of a claim gives none."""
    recipe = MODELS["seed.claim"].recipe
    head, first = recipe.text.splitlines()[:2]
    with pytest.raises(ChipledgerError, match="column 'verdict' which its class does not declare"):
        read_seed(recipe.path, TABLES["seed.claim"], None, f"verdict,{head}\nsupported,{first}\n")
    assert not {"verdict"} & {c.name for c in base.columns(TABLES["step.claim_evidence"])}
