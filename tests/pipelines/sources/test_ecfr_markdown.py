"""Sections of the eCFR kept as Markdown, one a file, in words made up here."""

from __future__ import annotations

import pytest

from pipelines.sources.ecfr.source import SOURCES
from warehouse.rows.records import Unreadable

POLICY = """##### § 742.6 Regional stability. #####

Link to an amendment published at 88 FR 73449, Oct. 25, 2023.

(a) *License requirements.* As follows:

(6) *Computing items*—(i) *To Macau.* A license is required for 3A090.c.

(iii)(A) *Worldwide.* A license is required for 3A090.a, *e.g.,* as a board.

(b) *Policy*—(1) *Others.* (i) Case by case.

(10) *Computing items*—(i) *Review of the first.* Case by case.

(iii) *Review*—(A)(*1*) *Macau.* There is a presumption of denial, unless:

(*i*) the item is small; or

(*ii*) old.

[61 FR 12786, Mar. 25, 1996]Editorial Note:For citations see the list.
"""


def parsed(text: str, part: str = "742") -> dict[str, dict[str, object]]:
    source = next(s for s in SOURCES if s.source_id == f"ecfr_part{part}")
    return {row["locator"]: row for row in source.parse(text.encode()).frame.to_dicts()}


def test_each_paragraph_stands_under_its_number() -> None:
    found = parsed(POLICY)
    assert found["742.6"]["text"] == "§ 742.6 Regional stability."
    assert found["742.6(a)(6)(i)"]["text"] == "To Macau. A license is required for 3A090.c."
    assert found["742.6(a)(6)(iii)(A)"]["text"] == (
        "Worldwide. A license is required for 3A090.a, e.g., as a board.")
    assert found["742.6(b)(10)(iii)(A)(1)"]["text"] == (
        "Macau. There is a presumption of denial, unless:")
    assert found["742.6(b)(10)(iii)(A)(1)(ii)"]["text"] == "old."


def test_it_is_a_copy_of_a_whole_section_and_no_whole_part() -> None:
    found = parsed(POLICY)
    assert all(row["is_copy"] and row["is_complete"] and not row["is_whole_part"]
               for row in found.values())
    kinds = {row["kind"] for row in found.values()}
    assert {"citation", "editorial", "heading", "paragraph"} == kinds


def test_a_section_that_broke_off_is_not_complete() -> None:
    assert not any(row["is_complete"] for row in parsed(POLICY.partition("[61 FR")[0]).values())


@pytest.mark.parametrize(("text", "part"), [
    (POLICY, "744"), ("##### § 742.6", "742"),
])
def test_another_section_or_none_is_refused(text: str, part: str) -> None:
    with pytest.raises(Unreadable):
        parsed(text, part)
