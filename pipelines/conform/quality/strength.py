"""How much a reading is worth, by who states the figure, and by how it was read there.

Whether it agrees with what is believed is not decided here.
"""

from __future__ import annotations

import polars as pl

from schemas.quality.cell_confirmation import STRENGTHS

UNNAMED = "unnamed public repository"
"""Publisher of files whose store named none: a reader cannot go to them."""
COMPUTED = ("derived", "not_opened")
"""Ways of reading after which the figure stands in no document."""
READ_THERE = ("document", "converted")
"""Ways of reading in which a maker's document speaks for itself."""


def strength_of() -> pl.Expr:
    """The strength of a statement that stands beside its cell's maker, the strongest first in order."""
    makers, named, unnamed, formula = (pl.lit(name) for name in STRENGTHS)
    is_makers = (pl.col("publisher") == pl.col("maker")) & pl.col("how_read").is_in(READ_THERE)
    grade = (
        pl.when(pl.col("how_read").is_in(COMPUTED)).then(formula)
        .when(pl.col("publisher") == UNNAMED).then(unnamed)
        .when(is_makers).then(makers)
        .otherwise(named)
    )
    return grade.cast(pl.Enum(STRENGTHS))
