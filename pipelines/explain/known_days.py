"""Days of which no law can be told, as macros refuse them too; what is told of a day stands elsewhere."""

from __future__ import annotations

from datetime import date

import duckdb


def refusal(con: duckdb.DuckDBPyConnection, day: date) -> str:
    """Why no law is told of a day, such as one to which nothing decided today runs; nothing if it is."""
    try:
        con.execute("select asked_law_day($day)", {"day": day}).fetchall()
    except duckdb.InvalidInputException as error:
        return str(error).removeprefix("Invalid Input Error: ")
    return ""
