"""Scripted revisions on the tiny project: only what was touched has a share, and all adds up."""

from __future__ import annotations

import pytest

from pipelines.commands.moving import in_words
from pipelines.explain.why import Asked, Number, number_of
from tests.support.mini import Mini
from warehouse.building import hybrids
from warehouse.building.hybrids import Causes
from warehouse.errors import ChipledgerError
from warehouse.project.models import BUILD_DATE, Model
from warehouse.storage.manifest import Manifest
from warehouse.telling import attributions
from warehouse.telling.attributions import Attribution, Mover

SUM = Number("sum", "select cast(sum(number) as double) as value from metric.mini_scaled")


def cause_of(model: Model) -> str | None:
    return hybrids.TIME if model.name == BUILD_DATE else None


def of_reference(model: Model) -> str | None:
    return cause_of(model) or hybrids.REFERENCE


ROWS = Causes(cause_of)


def why(
    mini: Mini, before: Manifest, now: Manifest, number: Number = SUM, causes: Causes = ROWS
) -> Attribution:
    return Asked(mini.builder, number, before, now, causes).answer(60, lambda _: None)


def releases(mini: Mini, *numbers: dict[str, int]) -> list[Manifest]:
    found = []
    for of_items in numbers:
        mini.items(of_items)
        found.append(mini.publish())
    return found


def unexplained(found: Attribution) -> float:
    """What the shares of the causes leave of a change."""
    return found.now - found.before - found.code - sum(found.shares.values())


@pytest.mark.parametrize(("now", "cause", "moved"), [
    ({"a": 1, "b": 2, "c": 3}, hybrids.NEW, 30.0), ({"a": 1, "b": 7}, hybrids.CHANGED, 50.0),
    ({"b": 2}, hybrids.REMOVED, -10.0)])
def test_only_the_cause_that_was_touched_has_a_share(
    mini_project: Mini, now: dict[str, int], cause: str, moved: float
) -> None:
    found = why(mini_project, *releases(mini_project, {"a": 1, "b": 2}, now))
    assert (found.shares, found.code, unexplained(found)) == ({cause: moved}, 0.0, 0.0)
    assert [one.moved for one in found.movers] == [moved] and found.are_all_movers


def test_causes_together_add_up_and_swapping_the_releases_turns_all_signs(mini_project: Mini) -> None:
    before, now = releases(mini_project, {"a": 1, "b": 2}, {"b": 7, "c": 40})
    there, back = why(mini_project, before, now), why(mini_project, now, before)
    by_hand = {hybrids.NEW: 400.0, hybrids.CHANGED: 50.0, hybrids.REMOVED: -10.0}
    assert there.shares == pytest.approx(by_hand, rel=1e-12) and abs(unexplained(there)) < 1e-9 * 400
    swapped = {hybrids.NEW: hybrids.REMOVED, hybrids.REMOVED: hybrids.NEW}
    turned = {swapped.get(cause, cause): -share for cause, share in back.shares.items()}
    assert turned == pytest.approx(by_hand, rel=1e-12)


def test_a_table_of_assumptions_is_one_cause(mini_project: Mini) -> None:
    found = why(mini_project, *releases(mini_project, {"a": 1}, {"a": 5, "b": 1}),
                causes=Causes(of_reference))
    assert found.shares == {hybrids.REFERENCE: 50.0}


def test_a_column_of_tiers_is_a_cause_of_its_own(mini_project: Mini) -> None:
    found = why(mini_project, *releases(mini_project, {"a": 1}, {"a": 5}),
                causes=Causes(cause_of, ("number",)))
    assert found.shares == {hybrids.TIERS: 40.0}


def test_code_that_says_the_same_moves_nothing_and_other_code_has_the_whole_share(
    mini_project: Mini
) -> None:
    before, now = releases(mini_project, {"a": 1}, {"a": 2})
    mini_project.write_code("mini_helper.py", "# ten\nFACTOR = 10\n")
    assert why(mini_project, before, now).code == 0.0
    mini_project.write_code("mini_helper.py", "FACTOR = 100\n")
    found = why(mini_project, before, now)
    assert (found.before, found.code, found.shares) == (10.0, 90.0, {hybrids.CHANGED: 100.0})


def test_an_answer_is_kept_published_and_told_in_words(mini_project: Mini) -> None:
    before, now = releases(mini_project, {"a": 1, "b": 2}, {"a": 1, "b": 7})
    found = why(mini_project, before, now)
    attributions.keep(mini_project.store, found)
    assert attributions.kept(mini_project.store) == [found]
    told = list(attributions.rows(mini_project.store))
    assert [(row[6], row[7], row[8]) for row in told] == [
        (1, "code", 0.0), (2, "changed_values", 50.0), (3, "row", 50.0)]
    assert mini_project.publish().fingerprint != now.fingerprint
    assert in_words(found).endswith(
        "it is 80, 167% more. All of it comes from values that were revised. The row that moved it most is b "
        "(seed.mini_item): number: 2 to 7; without that, the answer would be 30.")


def test_a_headline_is_told_as_it_can_be_printed() -> None:
    most = Mover("raw.epoch_frontier_models", "GPT-4.5|1", "epoch_frontier_models", 1.2,
                 "training compute flop: 2.1e+26 to 3.8e+26")
    found = Attribution("largest-run-gap", "", "2025-11-28-3e0d", "2026-11-29-8de8", 14.0, 15.5, 0.3,
                        {"changed_values": 1.2, "tiers": 0.0}, True, (most,), caption="How much larger?")
    assert in_words(found) == (
        "How much larger? By the release of 28 November 2025 the answer was 14; by what that of 29 November "
        "2026 knows it is 15.5, 11% more. Of the change of +1.5, +1.2 from values that were revised, +0.3 "
        "from how it is computed; averaged over all orders in which the changes could have come. The row "
        "that moved it most is GPT-4.5 (Epoch AI, Frontier AI models): training compute flop: 2.1e+26 to "
        "3.8e+26; without that, the answer would be 14.3.")


def test_a_number_that_is_none_is_refused(mini_project: Mini) -> None:
    before, now = releases(mini_project, {"a": 1}, {"a": 2, "b": 3})
    several = number_of(mini_project.builder(), "metric.mini_scaled.number", None)
    with pytest.raises(ChipledgerError, match="gives 2 rows"):
        why(mini_project, before, now, several)
    with pytest.raises(ChipledgerError, match="no table has the column"):
        number_of(mini_project.builder(), "metric.mini_scaled.none", None)
