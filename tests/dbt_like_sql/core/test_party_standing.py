"""What follows from a list: the paragraph that names it, and none of the EAR where none does."""

from __future__ import annotations

import duckdb
import pytest

from tests.support.files import sql_text
from tests.support.made_frames import create_table
from tests.support.tiny import frame

BUREAU, TREASURY = "Bureau of Industry and Security", "Treasury Department"
READ = ("core.restricted_party", "core.party_name", "seed.restricted_party", "seed.approved_party")


@pytest.mark.parametrize(("code", "agency", "locator"), [
    ("EL", BUREAU, "744.11"), ("MEU", BUREAU, "744.21"), ("UVL", BUREAU, "744.15"),
    ("SDN", TREASURY, "744.8"), ("CMIC", TREASURY, "outside the EAR"),
    ("SSI", TREASURY, "outside the EAR"), ("DTC", "State Department", "outside the EAR"),
])
def test_a_list_is_cited_by_the_paragraph_that_names_it(code: str, agency: str, locator: str) -> None:
    """744.8(a)(1) names the SDN List alone; the other lists of Treasury and State bind by themselves."""
    entry = {"entry_key": f"{code} 1", "list_code": code, "list_name": f"({code}) - {agency}",
             "listed_name": "Acorn", "source_id": "consolidated_screening_list"}
    with duckdb.connect() as con:
        con.execute("create schema core; create schema seed; create schema raw")
        create_table(con, "raw.consolidated_screening_list", frame("raw.consolidated_screening_list", entry))
        for name in READ:
            create_table(con, name, frame(name))
        query = f"select locator, resulting_status, note from ({sql_text('core.party_standing')})"
        [(cited, status, note)] = con.execute(query).fetchall()
    assert (cited, status is not None) == (locator, True)
    assert ("part 744 does not name this list" in note) == (locator == "outside the EAR")
