"""One pass over a frame says what pandera says of it."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from schemas import base
from schemas.base import Table
from schemas.base.asked import passes, schema_of
from schemas.columns import column


class Passing(Table, name="core.passing", key=("word",), grain="word", group="bench"):
    """Columns with checks of each kind."""

    number: float = column("Number", ge=0, lt=5, nullable=True)
    word: str = column("Word", isin=["a", "b"])
    id: str = column("Name", str_matches="^[a-z]+$", nullable=True)


COLUMNS = base.columns(Passing)
GOOD = pl.DataFrame({"number": [1.0, None], "word": ["a", "b"], "id": ["x", None]})


def is_found_sound(frame: pl.DataFrame) -> bool:
    try:
        schema_of(COLUMNS).validate(frame, lazy=True)
    except SchemaErrors:
        return False
    return True


@settings(deadline=None)
@given(st.lists(st.tuples(
    st.none() | st.floats(-1, 6) | st.just(float("nan")), st.sampled_from(["a", "b", "c", None]),
    st.sampled_from(["x", "X", "", None]),
), max_size=3))
def test_a_frame_passes_exactly_when_pandera_finds_nothing(
    rows: list[tuple[float | None, str | None, str | None]],
) -> None:
    frame = pl.DataFrame(rows, schema=GOOD.schema, orient="row")
    assert passes(COLUMNS, frame) == is_found_sound(frame)


@pytest.mark.parametrize("frame", [
    GOOD.select("word", "number", "id"),
    GOOD.drop("id"),
    GOOD.with_columns(other=pl.lit(1)),
    GOOD.with_columns(pl.lit(1).alias("number")),
], ids=["order", "missing", "more", "type"])
def test_a_frame_of_other_columns_does_not_pass(frame: pl.DataFrame) -> None:
    assert not passes(COLUMNS, frame) and not is_found_sound(frame)
