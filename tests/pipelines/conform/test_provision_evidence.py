"""Each provision stands in the law where it was read: the check, and the bundled rows on real text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.conform.rules.provision_evidence import provision_evidence
from schemas.base.faults import failures
from schemas.rules.provision_evidence import ProvisionEvidence
from tests.support import law_text
from tests.support.files import sql_text
from tests.support.statuses import bundled
from tests.support.tiny import frame

CHECK = sql_text("check.provision_is_proven")
READ, ENDED = date(2023, 11, 17), date(2025, 1, 13)
DENIAL = ("License applications for items specified in ECCN 3A090 will be reviewed under a presumption "
          "of denial to or within Macau or Country Group D:5.")


def faults(text: str = DENIAL, locator: str = "742.6(b)(10)(ii)", **changed: Any) -> list[str]:
    """What the check says of one policy that was read in one paragraph."""
    provision = {"provision_id": "denial", "provision_kind": "review_policy", "scope_id": "there",
                 "control_paragraphs": ["3A090.a"], "resulting_status": "licence_presumption_denial",
                 "confidence": "VT", "text_from_date": READ, "text_to_date": ENDED}
    reading = {"provision_id": "denial", "text_locator": locator, "read_date": READ}
    wording = {"locator": "742.6(b)(10)(ii)", "entry": "742.6", "kind": "paragraph", "text": text,
               "first_seen_date": READ, "last_seen_date": READ, "valid_from_date": READ,
               "valid_to_date": None}
    for row in (provision, reading):
        row |= {name: value for name, value in changed.items() if name in row}
    frames = {
        "core.legal_provision": frame("core.legal_provision", provision),
        "seed.provision_reading": frame("seed.provision_reading", reading),
        "core.destination_condition": frame("core.destination_condition", *(
            {"scope_id": "there", "clause": code.lower().replace(":", ""), "code": code,
             "is_member": True} for code in ("MAC", "D:5"))),
        "core.rule_paragraph": frame("core.rule_paragraph", wording),
    }
    frames["core.provision_evidence"] = law_text.made(provision_evidence, frames)
    return law_text.queried(frames, CHECK)["fault"].to_list()


def test_a_policy_that_stands_where_it_was_read_passes() -> None:
    assert faults() == []


@pytest.mark.parametrize(("changed", "fault"), [
    ({"resulting_status": "licence_case_by_case"}, "does not say licence_case_by_case"),
    ({"text": DENIAL.replace("Macau or ", "")}, "does not say MAC"),
    ({"text": DENIAL.replace("3A090", "3A090.b")}, "does not say 3A090.a"),
    ({"locator": "742.6(b)(10)(iv)"}, "no paragraph 742.6(b)(10)(iv) in the text of that day"),
    ({"read_date": ENDED}, "was read on a day on which it was not in force"),
])
def test_what_the_words_do_not_say_is_refused(changed: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in faults(**changed))


def test_text_of_another_entry_alone_proves_nothing() -> None:
    """A capture of the control list says nothing of a section read together with it."""
    assert faults(locator="744.23(d)") == []


def test_a_provision_that_was_read_nowhere_is_refused(built: Callable[[str], pl.DataFrame]) -> None:
    frames = {name: built(name) for name in ("core.legal_provision", "core.provision_evidence")}
    assert law_text.queried(frames, CHECK).is_empty()
    frames["core.provision_evidence"] = frames["core.provision_evidence"].filter(
        pl.col("provision_id") != "a-2022")
    assert law_text.queried(frames, CHECK)["provision_id"].to_list() == ["a-2022"]


def test_no_provision_of_today_is_unverified(built: Callable[[str], pl.DataFrame]) -> None:
    unread = built("core.legal_provision").filter(pl.col("confidence") != "VT")
    assert set(unread["provision_id"]) == {
        "donetsk-order", "luhansk-order", "kherson-order", "zaporizhzhia-order"}


def test_held_text_proves_the_bundled_rows(
    built: Callable[[str], pl.DataFrame], shared_data: Path
) -> None:
    frames = law_text.seeds() | {name: built(name) for name in (
        "core.legal_provision", "core.destination_condition")}
    frames["core.rule_paragraph"] = law_text.text_of_law(shared_data, frames)
    frames["seed.provision_reading"] = bundled("seed.provision_reading")
    found = law_text.made(provision_evidence, frames)
    assert not failures(ProvisionEvidence, found)
    assert found.filter(~pl.col("is_proven"))["fault"].to_list() == []
    proven = set(found.filter(pl.col("evidence") == "text")["provision_id"])
    assert {"a-worldwide", "b-headquarters", "c-macau-d5", "lpp-2025", "a-b-china-macau-2026"} <= proven
    assert {"weights-worldwide", "weights-outside-supplement-5a", "aia-weights-2025"} <= proven
