"""The check that a number of the law cites the document that set it, on two rules made up."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.files import sql_text
from tests.support.law_text import queried
from tests.support.tiny import frame

CHECK = sql_text("check.rule_threshold_cites_what_set_it")
OLD, NEW = "us-3a090-2023", "us-3a090-2024-04"


def row(version: str, citation: str, value: float = 4800.0) -> dict[str, object]:
    return {"threshold_id": f"{version}-a-1", "rule_version_id": version, "series": "us-3a090",
            "control_paragraphs": ["3A090.a"], "paragraph_locator": "3A090.a.1", "role": "control",
            "metric": "total_processing_performance", "term": "total processing performance",
            "operator": ">=", "value": value, "unit": "tpp", "applies_to": "any",
            "end_user_scope": "any", "citation": citation}


@pytest.mark.parametrize(("citation", "value", "faults"), [
    ("88 FR 73458; ECCN 3A090.a.1, supplement no. 1 to part 774", 4800.0, []),
    ("89 FR 23876; ECCN 3A090.a.1, supplement no. 1 to part 774", 4800.0,
     ["was set by 88 FR 73458"]),
    ("89 FR 23876; ECCN 3A090.a.1, supplement no. 1 to part 774", 4900.0, []),
    ("88 FR 73458; ECCN 3A090.a.2, supplement no. 1 to part 774", 4800.0,
     ["is stated by 3A090.a.1"]),
])
def test_an_amendment_that_left_a_value_did_not_set_it(
    citation: str, value: float, faults: list[str]
) -> None:
    first = row(OLD, "88 FR 73458; ECCN 3A090.a.1, supplement no. 1 to part 774")
    found = queried({
        "core.rule_threshold": frame("core.rule_threshold", first, row(NEW, citation, value)),
        "core.rule_version": frame("core.rule_version", *(
            {"rule_version_id": name, "citation": printed, "effective_date": day}
            for name, printed, day in ((OLD, "88 FR 73458", date(2023, 11, 17)),
                                       (NEW, "89 FR 23876", date(2024, 4, 4))))),
    }, CHECK)
    assert found["fault"].to_list() == faults
