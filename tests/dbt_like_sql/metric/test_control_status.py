"""The publicly famous cases, each for its right reason, and what must hold for every status (M02)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.support.statuses import MEMBER, STATUS, Frames, on, status

Built = Callable[[str], pl.DataFrame]
FREE, CASE, DENIAL = "not_controlled", "licence_case_by_case", "licence_presumption_denial"
APPROVAL, UNKNOWN, EXCUSED = ("licence_presumption_approval", "licence_policy_unknown",
                              "exception_available")
A100, A800, H800, H20 = ("nvidia-a100-sxm-80gb", "nvidia-a800-sxm-80gb", "nvidia-h800-sxm",
                         "nvidia-h20")
RTX_4090, RTX_4090_D = "nvidia-rtx-4090", "nvidia-rtx-4090-d"
LETTER = "us-letter-2025-04-09-nvidia"


@pytest.fixture(scope="module")
def law(built: Built) -> Frames:
    """The statuses and destination groups of the bundled warehouse."""
    return {name: built(name) for name in (STATUS, MEMBER)}


def said(found: dict[str, Any]) -> tuple[str, ...]:
    """Text and fact, the deciding paragraph and its clause."""
    return tuple(found[name] for name in ("status_text", "status_enforced", "deciding_paragraph", "clause"))


def test_a100_is_caught_in_2022_by_both_prongs_at_once(law: Frames) -> None:
    """2022: 600 GB/s of I/O or more AND 4800 or more. A100: I/O 600 (just equal), TPP 624 x 8 = 4992.

    Section 742.6(b)(10) presumes denial for what goes to China; from 2023-11-17 the I/O prong is gone
    and a.1 alone decides (4992 is 4.0 % above 4800).
    """
    then = status(law, A100, "CHN", date(2022, 11, 1))
    assert said(then) == (DENIAL, DENIAL, "3A090.a", "a.1")
    assert then["trigger_values"] == ("TPP 4992 >= 4800 (4.0 % above); "
                                      "I/O bandwidth 600 >= 600 (equal)")
    assert "part-744-scope-2022" in then["ambiguity_ids"]
    assert then["rule_version_id"] == "us-3a090-2022"
    later = status(law, A100, "CHN", date(2023, 11, 17))
    assert said(later) == (DENIAL, DENIAL, "3A090.a", "a.1")
    assert later["trigger_values"] == "TPP 4992 >= 4800 (4.0 % above)"
    assert later["rule_version_id"] == "us-3a090-2023"


def test_a100_needs_a_licence_by_letter_before_any_text(law: Frames) -> None:
    """Letter of 2022-08-26 to NVIDIA: China and Russia; the rule starts on 2022-10-21."""
    assert said(status(law, A100, "CHN", date(2022, 8, 25)))[:2] == (FREE, FREE)
    for country in ("CHN", "HKG"):
        found = status(law, A100, country, date(2022, 8, 26))
        assert said(found) == (FREE, UNKNOWN, None, None)
        assert found["overlay_event_ids"] == ["us-letter-2022-08-26-nvidia"]
        assert (found["reason_code"], found["enforced_reason_code"]) == ("no_rule_in_force", "letter")
    assert said(status(law, A100, "DEU", date(2022, 8, 26)))[:2] == (FREE, FREE)
    assert status(law, A100, "CHN", date(2022, 10, 20))["rule_version_id"] is None
    assert said(status(law, A100, "CHN", date(2022, 10, 21)))[0] == DENIAL


def test_a800_escapes_in_2022_by_its_transfer_rate_alone(law: Frames) -> None:
    """TPP 4992 meets 4800, I/O 400 misses 600 by 200/600 = 33.3 %; in 2023 TPP suffices."""
    then = status(law, A800, "CHN", date(2022, 12, 1))
    assert said(then) == (FREE, FREE, "3A090.a", "a.1")
    assert "I/O bandwidth 400 >= 600 is not met (33.3 % below)" in then["trigger_values"]
    assert then["reason_code"] == "not_classified"
    assert said(status(law, A800, "CHN", date(2023, 11, 17))) == (DENIAL, DENIAL, "3A090.a", "a.1")


def test_h800_falls_by_text_on_2023_11_17_and_by_notice_on_2023_10_23(law: Frames) -> None:
    """H800 SXM: I/O 400, TPP 989.5 x 16 = 15832. Free by text to 2023-11-16.

    NVIDIA was told on 2023-10-23 that the rule applied at once to data center items of TPP 4800 or
    more; what it would have been is the presumption of denial of that rule.
    """
    assert said(status(law, H800, "CHN", date(2023, 10, 22)))[:2] == (FREE, FREE)
    early = status(law, H800, "CHN", date(2023, 10, 23))
    assert said(early)[:2] == (FREE, DENIAL)
    assert early["enforced_reason_code"] == "in_force_early"
    assert early["overlay_event_ids"] == ["us-notice-2023-10-23-nvidia"]
    assert said(status(law, H800, "CHN", date(2023, 11, 16)))[:2] == (FREE, DENIAL)
    assert said(status(law, H800, "CHN", date(2023, 11, 17))) == (DENIAL, DENIAL, "3A090.a", "a.1")
    assert said(status(law, RTX_4090, "CHN", date(2023, 10, 23)))[:2] == (FREE, FREE)
    assert said(status(law, "amd-mi250x", "SAU", date(2023, 10, 23)))[0] == FREE


def test_h20_is_outside_the_text_and_caught_by_letter(law: Frames) -> None:
    """TPP 296 x 8 = 2368 < 2400 (b.1, 1.3 %), density 2368 / 814 = 2.909 < 3.2 (b.2, 9.1 %).

    The letter of 2025-04-09 names it; 4000 GB/s of DRAM are above 1400, 4900 in sum above 1700.
    """
    before = status(law, H20, "CHN", date(2025, 4, 8))
    assert said(before) == (FREE, FREE, "3A090.b", "b.1")
    for part in ("a.1: TPP 2368 >= 4800 is not met (50.7 % below)",
                 "b.1: TPP 2368 >= 2400 is not met (1.3 % below)",
                 "b.2: performance density 2.91 >= 3.2 is not met (9.1 % below)"):
        assert part in before["trigger_values"]
    after = status(law, H20, "CHN", date(2025, 4, 9))
    assert said(after) == (FREE, UNKNOWN, "3A090.b", "b.1")
    assert (after["text_control"], after["paragraph_set"]) == ("no", [])
    assert (after["overlay_event_ids"], after["overlay_basis"]) == ([LETTER], "reported")
    assert "letter: DRAM bandwidth 4000 >= 1400" in after["trigger_values"]
    for country in ("HKG", "MAC", "VEN"):
        assert said(status(law, H20, country, date(2025, 4, 9)))[1] == UNKNOWN
    assert said(status(law, H20, "SGP", date(2025, 4, 9)))[1] == FREE
    abroad = status(law, H20, "SGP", date(2025, 4, 9), hq="CHN")
    assert said(abroad)[:2] == (FREE, UNKNOWN)
    board = status(law, "nvidia-hgx-h20-8gpu", "CHN", date(2025, 4, 9))
    assert said(board)[:2] == (FREE, UNKNOWN)


def test_licences_and_foreign_measures_on_h20_change_no_status(law: Frames) -> None:
    """Licences from 2025-08-08, revenue share and the Chinese steps are listed, and nothing more."""
    found = status(law, H20, "CHN", date(2025, 9, 1))
    assert said(found)[:2] == (FREE, UNKNOWN)
    assert {"us-licence-2025-08-08-nvidia-amd", LETTER} <= set(found["overlay_event_ids"])
    assert "cn-measure-2025-07-31-cac" in found["foreign_measure_ids"]
    assert not status(law, H20, "SGP", date(2025, 9, 1))["foreign_measure_ids"]


def test_a_letter_binds_its_addressee_and_beyond_named_items_it_is_imputed(law: Frames) -> None:
    """RTX 5090 D: DRAM 1792 >= 1400 by numbers stated to Intel; TPU v5e of Google was sent none."""
    gaming = status(law, "nvidia-rtx-5090-d", "CHN", date(2025, 5, 1))
    assert said(gaming)[:2] == (FREE, UNKNOWN)
    assert gaming["overlay_basis"] == "imputed"
    assert "letter-numbers" in gaming["ambiguity_ids"]
    assert said(status(law, "nvidia-rtx-5090-d-v2", "CHN", date(2025, 5, 1)))[1] == FREE
    assert not status(law, "google-tpu-v4", "CHN", date(2025, 5, 1))["overlay_event_ids"]


def test_rtx_4090_needs_notice_and_4090_d_is_out_by_note_2(law: Frames) -> None:
    """4090: TPP 660.6 x 8 = 5284.8, no data center item, so NAC with notice for China.

    4090 D: 4707.2 is below 4800 (1.9 %) and no data center item: Note 2 takes it out, though its
    density of 7.74 would meet a.2. To Saudi Arabia the 4090 goes under NAC, then ACA, without notice.
    """
    found = status(law, RTX_4090, "CHN", date(2023, 11, 17))
    assert said(found) == ("notify_only", "notify_only", "3A090.a", "a.1")
    assert found["exception_ids"] == ["NAC"]
    assert "TPP 5284.8 >= 4800 (10.1 % above)" in found["trigger_values"]
    for day, code in ((date(2024, 1, 1), "NAC"), (date(2024, 6, 1), "ACA")):
        elsewhere = status(law, RTX_4090, "SAU", day)
        assert said(elsewhere)[0] == EXCUSED
        assert elsewhere["exception_ids"] == [code]
    for country in ("CHN", "SAU", "DEU"):
        other = status(law, RTX_4090_D, country, date(2024, 1, 1))
        assert said(other) == (FREE, FREE, "3A090.note-2", None)
        assert other["reason_code"] == "excluded_by_note"
        assert "TPP 4707.2 < 4800 (1.9 % below)" in other["trigger_values"]


def test_nac_needs_an_export_and_no_embargo(law: Frames) -> None:
    """From April 2024 NAC covers exports and reexports; transfers within China go under ACA.

    Where part 746 asks for a licence anyway (Russia, Iran) section 740.8(b) rules NAC out, and its
    denial is stricter than the case by case review of 2024.
    """
    day = date(2024, 6, 1)
    assert status(law, RTX_4090, "CHN", day, transaction="transfer")["exception_ids"] == ["ACA"]
    for country in ("RUS", "IRN"):
        found = status(law, RTX_4090, country, day)
        assert (found["status_text"], found["exception_ids"]) == (DENIAL, [])
    transfer = status(law, RTX_4090, "DEU", day, hq="CHN", transaction="transfer")
    assert transfer["exception_ids"] == []


def test_macau_joins_on_2023_01_17_and_is_never_in_d5(law: Frames) -> None:
    """88 FR 2821 adds Macau; from 2023-11-17 the rule says Macau or D:5."""
    assert said(status(law, A100, "MAC", date(2023, 1, 16)))[:2] == (FREE, FREE)
    found = status(law, A100, "MAC", date(2023, 1, 17))
    assert (said(found)[0], found["requirement_ids"]) == (DENIAL, ["a-macau"])
    assert said(status(law, A100, "MAC", date(2023, 11, 17)))[0] == DENIAL


@pytest.mark.parametrize("day", [date(2022, 9, 1), date(2022, 11, 1), date(2023, 11, 17),
                                 date(2025, 4, 9), date(2026, 2, 1)])
def test_hong_kong_is_treated_as_china_on_every_day(law: Frames, day: date) -> None:
    for item in (A100, A800, H20, RTX_4090, "nvidia-h200-sxm"):
        assert status(law, item, "HKG", day) == status(law, item, "CHN", day)


def test_israel_is_in_d4_and_excluded_by_a6(law: Frames) -> None:
    """D:4 but also A:6: no licence in 2024; from 2025-01-13 the text is worldwide."""
    found = status(law, A100, "ISR", date(2024, 6, 1))
    assert (said(found)[0], found["reason_code"]) == (FREE, "no_requirement_for_destination")
    assert said(status(law, A100, "SAU", date(2024, 6, 1)))[:2] == (APPROVAL, APPROVAL)
    assert said(status(law, A100, "ISR", date(2025, 6, 1)))[:2] == (EXCUSED, FREE)


def test_cambodia_leaves_d5_with_the_rule_of_the_state_department(law: Frames) -> None:
    """2025-11-06 D:5 (denial); from 2025-11-07 D:1 alone: LPP by text, approval in fact."""
    assert said(status(law, A100, "KHM", date(2025, 11, 6)))[:2] == (DENIAL, DENIAL)
    after = status(law, A100, "KHM", date(2025, 11, 7))
    assert said(after)[:2] == (EXCUSED, APPROVAL)
    assert (after["exception_ids"], after["exception_enforced_ids"]) == (["LPP"], [])


@pytest.mark.parametrize(("country", "codes"), [("IND", ["LPP"]), ("GBR", ["AIA", "LPP"])])
def test_an_a5_country_needs_a_licence_by_text_and_none_in_fact(
    law: Frames, country: str, codes: list[str]
) -> None:
    """Worldwide from 2025-01-13, to be complied with from 05-15, not enforced from 05-13.

    AIA is for Supplement No. 5(a) alone (United Kingdom, not India); transfers have no LPP.
    """
    assert said(status(law, A100, country, date(2025, 1, 12)))[:2] == (FREE, FREE)
    waiting = status(law, A100, country, date(2025, 1, 13))
    assert said(waiting)[:2] == (EXCUSED, FREE)
    assert (waiting["exception_ids"], waiting["requirement_ids"]) == (codes, ["a-worldwide"])
    assert waiting["enforced_reason_code"] == "before_compliance_date"
    after = status(law, A100, country, date(2025, 5, 20))
    assert said(after)[:2] == (EXCUSED, FREE)
    assert after["enforced_reason_code"] == "not_enforced"
    assert "us-non-enforcement-2025-05-13-chips" in after["overlay_event_ids"]
    assert "enforced-fallback-text" in after["ambiguity_ids"]
    if country == "IND":
        moved = status(law, A100, country, date(2025, 5, 20), transaction="transfer")
        assert said(moved)[:2] == (APPROVAL, FREE)


def test_headquarters_in_china_count_wherever_the_end_user_is(law: Frames) -> None:
    """744.23(a)(3) from 2023-11-17; from 2025 the worldwide text, whose end the guidance excepts."""
    assert said(status(law, A100, "DEU", date(2023, 11, 16), hq="CHN"))[0] == FREE
    for day, asked in ((date(2023, 11, 17), "a-headquarters"), (date(2025, 6, 1), "a-worldwide"),
                       (date(2026, 6, 1), "a-worldwide")):
        found = status(law, A100, "DEU", day, hq="CHN")
        assert said(found)[:2] == (DENIAL, DENIAL)
        assert found["requirement_ids"] == [asked]
    assert said(status(law, "nvidia-l40", "DEU", date(2024, 6, 1), hq="CHN"))[0] == "notify_only"
    assert said(status(law, A100, "USA", date(2024, 6, 1), hq="CHN"))[0] == FREE


def test_h200_is_judged_case_by_case_from_2026_01_15_and_b200_is_not(law: Frames) -> None:
    """H200: TPP 989.5 x 16 = 15832 < 21000 and 4800 < 6500 GB/s; B200: FP4 9000 x 4 = 36000.

    Exports from the United States to end users in China or Macau alone: reexports, transfers, other
    D:5 destinations and headquarters abroad keep the presumption of denial.
    """
    assert said(status(law, "nvidia-h200-sxm", "CHN", date(2026, 1, 14)))[0] == DENIAL
    for country in ("CHN", "MAC", "HKG"):
        found = status(law, "nvidia-h200-sxm", country, date(2026, 1, 15))
        assert said(found) == (CASE, CASE, "3A090.a", "a.1")
        assert found["review_policy_ids"] == ["a-b-china-macau-2026"]
        assert "us-availability" in found["ambiguity_ids"]
    day = date(2026, 1, 15)
    assert said(status(law, "nvidia-b200", "CHN", day))[0] == DENIAL
    for transaction in ("reexport", "transfer"):
        moved = status(law, "nvidia-h200-sxm", "CHN", day, transaction=transaction)
        assert said(moved)[0] == DENIAL
    assert said(status(law, "nvidia-h200-sxm", "IRN", day))[0] == DENIAL
    assert said(status(law, "nvidia-h200-sxm", "SGP", day, hq="CHN"))[0] == DENIAL
    china_only = status(law, H800, "CHN", day)
    assert said(china_only)[0] == "undetermined"
    assert china_only["status_set"] == [CASE, DENIAL]
    assert "commercially available in the United States" in china_only["reason"]


def test_the_emirates_move_on_2026_07_10(law: Frames) -> None:
    """Leaving D:4 frees nobody: non-enforcement reaches who needed no licence before January 2025.

    L40: TPP 362.1 x 8 = 2896.8, density 4.76: .b.1, kept by name. Supplement No. 8 frees the
    government and the firms it names, of .b by the text and of .a in fact.
    """
    before, after = date(2026, 7, 9), date(2026, 7, 10)
    assert said(status(law, A100, "ARE", before))[:2] == (EXCUSED, APPROVAL)
    assert said(status(law, A100, "ARE", after))[:2] == (EXCUSED, APPROVAL)
    kept = status(law, "nvidia-l40", "ARE", after)
    assert said(kept) == (EXCUSED, EXCUSED, "3A090.b", "b.1")
    assert (kept["requirement_ids"], kept["exception_ids"]) == (["b-uae-by-name"], ["ACA"])
    assert said(status(law, "nvidia-l40", "ARE", after, hq="supp8"))[:2] == (FREE, FREE)
    named = status(law, A100, "ARE", after, hq="supp8")
    assert said(named)[:2] == (EXCUSED, FREE)
    assert "us-rule-2026-07-10-supplement-8" in named["overlay_event_ids"]
    assert "supplement-8-reach" in named["ambiguity_ids"]


def test_an_unpublished_letter_leaves_the_middle_east_undetermined(law: Frames) -> None:
    """August 2023: neither destinations nor customers are known, so free or licence, in fact."""
    found = status(law, A100, "SAU", date(2023, 9, 15))
    assert said(found)[:2] == (FREE, "undetermined")
    assert found["status_enforced_set"] == [FREE, UNKNOWN]
    assert "letter-unpublished-scope" in found["ambiguity_ids"]
    assert said(status(law, A100, "VNM", date(2023, 9, 15)))[1] == FREE


def test_memory_stacks_follow_3a090_c(law: Frames) -> None:
    """HBM2: 256 / 91.99 = 2.78 > 2 and < 3.3: License Exception HBM. HBM3e: 1180 / 150 = 7.9 > 3.3.

    In force from 2024-12-02, complied with from 12-31. Others in Macau or D:5 get an approval.
    """
    day = date(2025, 1, 5)
    old = status(law, "sk-hynix-hbm2-4gb", "CHN", day)
    assert (said(old), old["exception_ids"]) == ((EXCUSED, EXCUSED, "3A090.c", "c"), ["HBM"])
    new = status(law, "sk-hynix-hbm3e-24gb", "CHN", day)
    assert said(new) == (DENIAL, DENIAL, "3A090.c", "c")
    assert said(status(law, "sk-hynix-hbm3e-24gb", "CHN", date(2024, 12, 2)))[:2] == (DENIAL, FREE)
    foreign = status(law, "sk-hynix-hbm3e-24gb", "CHN", day, hq="KOR")
    assert said(foreign)[0] == APPROVAL
    chinese = status(law, "cxmt-hbm3", "CHN", day)
    assert said(chinese)[0] == "undetermined"
    assert "whether it is subject to the EAR" in chinese["reason"]


def test_what_is_undetermined_names_its_input(law: Frames) -> None:
    """MI308X: no peak is disclosed. Trainium: 190 x 19 = 3610, so only the die area is open."""
    found = status(law, "amd-mi308x", "CHN", date(2024, 1, 1))
    assert (found["status_text"], found["text_control"]) == ("undetermined", "undetermined")
    assert "dense peak performance" in found["reason"]
    area = status(law, "aws-trainium", "CHN", date(2024, 1, 1))
    assert area["paragraph_set"] == ["3A090.a", "3A090.b"]
    assert "area of the logic dies" in area["reason"]
    assert status(law, "amd-mi308x", "CHN", date(2025, 5, 1))["overlay_event_ids"] == [
        "us-letter-2025-04-15-amd"]


@pytest.mark.parametrize(("country", "last", "since", "asked", "expected"), [
    ("RUS", date(2022, 2, 23), date(2022, 2, 24), "russia", DENIAL),
    ("BLR", date(2022, 3, 1), date(2022, 3, 2), "belarus", DENIAL),
    ("XDO", date(2022, 2, 20), date(2022, 2, 21), "donetsk-order", "other_controls_apply"),
    ("XLU", date(2022, 2, 20), date(2022, 2, 24), "luhansk", DENIAL),
])
def test_an_embargo_reaches_every_chip_from_its_day(
    law: Frames, country: str, last: date, since: date, asked: str, expected: str
) -> None:
    """746.8(a)(1) and 746.6(a)(2); 746.2, 746.4, 746.7, 746.9 and Crimea stood before 2022."""
    assert said(status(law, A100, country, last))[:2] == (FREE, FREE)
    found = status(law, A100, country, since)
    assert said(found)[:2] == (expected, expected)
    assert (found["requirement_ids"], found["reason_code"]) == ([asked], "embargo")


def test_no_chip_is_free_where_an_embargo_reaches(law: Frames) -> None:
    """On 2023-06-01 every chip, whoever designed it, needs a licence or is not judged here."""
    for country in ("CUB", "IRN", "PRK", "RUS", "SYR", "BLR", "XCR", "XDO", "XLU"):
        members = law[MEMBER].filter(pl.col("country_code") == country, on(date(2023, 6, 1)))
        rows = law[STATUS].filter(on(date(2023, 6, 1)), pl.col("destination_group_id").is_in(
            members["destination_group_id"].implode()))
        for name in ("status_set", "status_enforced_set"):
            assert not {FREE, EXCUSED, "notify_only"} & set(rows[name].explode())


@pytest.mark.parametrize("region", ["XKH", "XZA"])
def test_a_region_that_no_text_names_is_as_the_rest_of_ukraine_by_a_reading_that_is_named(
    law: Frames, region: str
) -> None:
    """746.6(a)(2) and Executive Order 14065 name DNR and LNR; no determination that adds one was found."""
    reading = "covered-regions-as-named"
    for item in (A100, "nvidia-h100-sxm", "nvidia-h20"):
        for day in (date(2022, 2, 20), date(2022, 2, 21), date(2024, 5, 1), date(2025, 6, 1)):
            here, around = status(law, item, region, day), status(law, item, "UKR", day)
            assert said(here) == said(around)
            named = set(here["ambiguity_ids"]) - set(around["ambiguity_ids"])
            assert named == ({reading} if day > date(2022, 2, 20) else set())


def test_a_requirement_stands_apart_from_its_policy(law: Frames) -> None:
    """MI308X: a licence under all three readings, judged nobody knows how; H800: two policies."""
    found = status(law, "amd-mi308x", "CHN", date(2025, 6, 30))
    assert (found["status_enforced"], found["licence_required_enforced"]) == (UNKNOWN, "yes")
    assert found["licence_reading_enforced_count"] == found["reading_count"] > 1
    open_policy = status(law, H800, "CHN", date(2026, 1, 15))
    assert (open_policy["status_text"], open_policy["licence_required_text"]) == ("undetermined", "yes")
    assert status(law, A100, "DEU", date(2024, 6, 1))["licence_required_text"] == "no"
    memory = status(law, "cxmt-hbm3", "CHN", date(2025, 1, 5))
    assert memory["licence_required_text"] == "not_knowable"


def test_a_server_follows_the_chip_in_it(law: Frames) -> None:
    """DGX A100 is 4A090.a because the A100 is 3A090.a."""
    found = status(law, "nvidia-dgx-a100-640gb", "CHN", date(2024, 6, 1))
    assert said(found) == (DENIAL, DENIAL, "4A090.a", "a.1")
    assert "system-follows-chip" in found["ambiguity_ids"]


def test_every_status_lies_in_its_set_and_intervals_meet(law: Frames) -> None:
    rows = law[STATUS]
    for name in ("status_text", "status_enforced"):
        allowed = pl.col("status_set" if name == "status_text" else "status_enforced_set")
        open_policy = (pl.col(name) == UNKNOWN) & (allowed.list.len() > 1)
        every = rows.filter(open_policy).explode(allowed.meta.output_name())
        assert every.filter(~allowed.str.starts_with("licence_")).is_empty()
        single = rows.filter(pl.col(name) != "undetermined", ~open_policy)
        assert single.filter(allowed.list.len() != 1).is_empty()
        assert single.filter(allowed.list.first() != pl.col(name)).is_empty()
        assert rows.filter(pl.col(name) == "undetermined").filter(allowed.list.len() < 2).is_empty()
    grain = ["item_id", "destination_group_id", "end_user_hq_group", "transaction"]
    following = rows.sort(*grain, "valid_from_date").with_columns(
        next_from=pl.col("valid_from_date").shift(-1).over(grain))
    assert following.filter(~pl.col("valid_to_date").eq_missing(pl.col("next_from"))).is_empty()
    assert rows.group_by(grain).agg(pl.col("valid_from_date").min())["valid_from_date"].unique(
        ).to_list() == [date(2022, 1, 1)]


def test_only_letters_and_announcements_separate_fact_from_text(law: Frames) -> None:
    apart = law[STATUS].filter(pl.col("status_text") != pl.col("status_enforced"))
    steps = {"letter", "in_force_early", "general_prohibition", "not_enforced", "before_compliance_date"}
    assert set(apart["enforced_reason_code"]) == steps
    named = apart.filter(pl.col("enforced_reason_code") != "before_compliance_date")
    assert named.filter(pl.col("overlay_event_ids").list.len() == 0).is_empty()


def test_every_choice_that_a_status_cites_is_in_the_ledger(law: Frames, built: Built) -> None:
    cited = set(law[STATUS]["ambiguity_ids"].explode().drop_nulls())
    assert cited
    assert cited <= set(built("core.ambiguity")["ambiguity_id"])
