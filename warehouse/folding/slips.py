"""What of a register's file cannot be used is no word on its record: what is believed of it stays.

Which rows and cells cannot be used is said when the file is read; what moves too far, in cell_holds.py.
"""

from __future__ import annotations

import polars as pl

from warehouse.rows.sides import NEW, RESOLUTION, without


def with_believed(
    parsed: pl.DataFrame, spoiled: pl.DataFrame, emptied: pl.DataFrame, believed: pl.DataFrame,
    key: tuple[str, ...],
) -> pl.DataFrame:
    """A file's records with what is believed in place of its `spoiled` rows and `emptied` cells."""
    both = parsed.join(believed, on=key, how="inner", suffix=NEW, nulls_equal=True)
    filled = parsed
    for (name,), cells in emptied.group_by("column_name"):
        if str(name) in parsed.columns and str(name) not in key:
            filled = with_cells(filled, both, str(name), cells["row_number"].to_list())
    rows = without(spoiled, parsed, key).unique(key, keep="first", maintain_order=True)
    standing = rows.select(*key, "row_number").join(believed, on=key, how="inner", nulls_equal=True)
    return pl.concat([filled, standing.select(filled.columns)])


def with_cells(
    frame: pl.DataFrame, both: pl.DataFrame, name: str, row_numbers: list[int]
) -> pl.DataFrame:
    """Records with the believed values of one column, printed as they were, in some rows."""
    columns = [column for column in (name, name + RESOLUTION) if column in frame.columns]
    kept = both.filter(pl.col("row_number").is_in(row_numbers)).select(
        "row_number", *(pl.col(column + NEW) for column in columns)).unique("row_number")
    joined = frame.join(kept, on="row_number", how="left", maintain_order="left")
    is_kept = pl.col("row_number").is_in(row_numbers)
    return joined.with_columns(
        pl.when(is_kept).then(pl.col(column + NEW)).otherwise(pl.col(column)).alias(column)
        for column in columns
    ).select(frame.columns)
