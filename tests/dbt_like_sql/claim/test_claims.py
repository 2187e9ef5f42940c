"""The claim register is whole, and what it says of its source is true of the copy that was read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import polars as pl
import pytest
from sqlglot import exp

from pipelines.project import project
from tests.support.homes import SHARED_DATA
from tests.support.tiny import MODELS
from warehouse import sql

CLAIMS = pl.read_csv(MODELS["seed.claim"].recipe.path, infer_schema_length=None)
FILES = project().gathered["step.claim_evidence"]
COPY = SHARED_DATA.parent / "claims" / "000_1ca85933535736db.txt"


def test_each_conjunct_has_one_file_and_each_file_one_conjunct() -> None:
    assert sorted(CLAIMS["evidence_sql"]) == sorted(FILES)
    assert CLAIMS["evidence_sql"].to_list() == [
        f"{claim}{part}" for claim, part in CLAIMS.select("claim_id", "conjunct").rows()]


def typed_values(text: str) -> list[str]:
    """Columns of a verdict's value that are typed: made of no column of any table."""
    selects = sql.parse(text, FILES["C04a"].path).selects
    return [s.alias for s in selects if s.alias in ("value_low", "value", "value_high")
            and not s.find(exp.Column)]


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
