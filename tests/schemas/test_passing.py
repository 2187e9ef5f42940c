"""One pass over a frame says what pandera says of it."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from schemas.base.asked import passes

SCHEMA = pa.DataFrameSchema(
    {
        "number": pa.Column(pl.Float64, [pa.Check.ge(0), pa.Check.lt(5)], nullable=True),
        "word": pa.Column(pl.String, pa.Check.isin(["a", "b"])),
        "id": pa.Column(pl.String, pa.Check.str_matches("^[a-z]+$"), nullable=True),
    },
    strict=True, ordered=True,
)
GOOD = pl.DataFrame({"number": [1.0, None], "word": ["a", "b"], "id": ["x", None]})


def is_found_sound(frame: pl.DataFrame) -> bool:
    try:
        SCHEMA.validate(frame, lazy=True)
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
    assert passes(SCHEMA, frame) == is_found_sound(frame)


@pytest.mark.parametrize("frame", [
    GOOD.select("word", "number", "id"),
    GOOD.drop("id"),
    GOOD.with_columns(other=pl.lit(1)),
    GOOD.with_columns(pl.lit(1).alias("number")),
], ids=["order", "missing", "more", "type"])
def test_a_frame_of_other_columns_does_not_pass(frame: pl.DataFrame) -> None:
    assert not passes(SCHEMA, frame) and not is_found_sound(frame)


@pytest.mark.parametrize("column", [
    pa.Column(pl.String, unique=True),
    pa.Column(pl.String, pa.Check(lambda value: value == "x", element_wise=True)),
    pa.Column(pl.String, pa.Check.eq("x", ignore_na=False), nullable=True),
], ids=["unique", "element by element", "nulls"])
def test_what_cannot_be_asked_in_one_pass_is_left_to_pandera(column: pa.Column) -> None:
    frame = pl.DataFrame({"name": ["x"]})
    assert not passes(pa.DataFrameSchema({"name": column}), frame)
