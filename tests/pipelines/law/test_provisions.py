"""What words of the law say of licences: policies, items and places, with what they refer to."""

from __future__ import annotations

import pytest

from pipelines.law.provisions import Statement, statement

REQUIREMENT = "742.6(a)(6)(iii)"
POLICY = "742.6(b)(10)(ii)"
TEXTS = {
    REQUIREMENT: None,
    f"{REQUIREMENT}(A)": "A license is required for items in ECCN 3A090.a to any destination worldwide.",
    f"{REQUIREMENT}(B)": "A license is required for items in ECCN 3A090 (except for 3A090.c) to Country "
                         "Groups D:1, D:4, or D:5, excluding A:5 or A:6.",
    "742.6(b)(10)": "Advanced computing items.",
    POLICY: "Items specified in paragraph (a)(6)(iii)(B) of this section will be reviewed under a "
            "presumption of denial to or within Macau, or for an entity headquartered in China.",
    "744.23(d)(3)": "There is a case-by-case policy for one of the following:",
    "744.23(d)(3)(i)": "For items specified in ECCN 3A090, 4A090, except for items of 3A090.a.",
    "742.6(a)(13)": "A license is required for items specified in ECCN 4E091 to all destinations "
                    "worldwide.",
    "746.2(a)": "You will need a license to export or reexport all items subject to the EAR to Cuba.",
}


def test_a_requirement_names_its_items_and_places() -> None:
    found = statement([f"{REQUIREMENT}(B)"], TEXTS)
    assert found.says == {"licence_required"}
    assert found.items == {"3A090.a", "3A090.b"}
    assert found.places == {"D:1", "D:4", "D:5", "A:5", "A:6"}


def test_a_policy_is_about_the_items_of_the_paragraph_it_refers_to() -> None:
    found = statement([POLICY], TEXTS)
    assert {"3A090.a", "3A090.b"} <= found.items
    assert {"licence_presumption_denial"} <= found.says
    assert {"MAC", "CHN", "macau_or_d5", "D:5"} <= found.places


def test_what_stands_above_counts_for_what_stands_below() -> None:
    found = statement(["744.23(d)(3)(i)"], TEXTS)
    assert found.says == {"licence_case_by_case"}
    assert found.items == {"3A090.a", "3A090.b", "3A090.c"}


def test_all_items_are_any_item() -> None:
    found = statement(["746.2(a)"], TEXTS)
    assert (found.says, found.items, found.places) == ({"licence_required"}, {"any"}, {"CUB"})


def test_model_weights_are_items_of_their_own() -> None:
    found = statement(["742.6(a)(13)"], TEXTS)
    assert (found.says, found.items, found.places) == ({"licence_required"}, {"4E091"}, {"worldwide"})


@pytest.mark.parametrize(("stated", "lacking"), [
    (Statement(frozenset({"licence_presumption_denial"}), frozenset({"3A090.a"}), frozenset({"MAC"})),
     []),
    (Statement(frozenset({"licence_case_by_case"}), frozenset({"3A090.a"})), ["licence_case_by_case"]),
    (Statement(frozenset(), frozenset({"3A090.c"}), frozenset({"IRN"})), ["3A090.c", "IRN"]),
])
def test_what_a_row_states_and_the_words_do_not_say_is_named(
    stated: Statement, lacking: list[str]
) -> None:
    assert statement([POLICY], TEXTS).lacks(stated) == lacking
