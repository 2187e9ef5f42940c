"""One date of a column that can be read in one way alone says how the others of it are read."""

from __future__ import annotations

import pytest

from pipelines.formats.tabular import field, read_csv
from tests.support.folding import RawTestChip

FIELDS = {"name": field("name"), "published_date": field("day"), "maker": field("maker")}


@pytest.mark.parametrize(("days", "read"), [
    (["04/03/2024", "13/04/2024"], ["2024-03-04", "2024-04-13"]),
    (["04/03/2024", " 31/1/2024 ", "2024-05-06", ""], ["2024-03-04", "2024-01-31", "2024-05-06", "None"]),
    (["04/03/2024", "04/13/2024"], ["2024-04-03", "2024-04-13"]),
    (["04/03/2024", "05/06/2024"], ["2024-04-03", "2024-05-06"]),
    (["04/03/2024", "04/13/2024", "04/14/2024", "13/04/2024"],
     ["2024-04-03", "2024-04-13", "2024-04-14", "None"]),
])
def test_a_column_of_dates_has_one_order(days: list[str], read: list[str]) -> None:
    lines = [f"chip{n},{day},13/04/2024" for n, day in enumerate(days)]
    found = read_csv("\n".join(["name,day,maker", *lines]).encode(), FIELDS, RawTestChip).frame
    said = dict(zip(found["name"], map(str, found["published_date"]), strict=True))
    assert [said.get(f"chip{n}", "None") for n in range(len(days))] == read
    assert set(found["maker"]) == {"13/04/2024"}, "what is no date stays as it is printed"
