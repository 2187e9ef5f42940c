"""Names hold what they promise: the grain behind `_by_`, and one name for one concept."""

import pytest

from schemas import base
from schemas.names import CONCEPTS, GRAIN, SYNONYMS, grain_of
from tests.schemas.test_classes import CLASSES

GRAINED = {name: table for name, table in CLASSES.items() if "_by_" in name}


def test_the_grain_is_read_from_the_name() -> None:
    assert grain_of("metric.x_by_country_quarter") == ("country", "quarter")
    assert grain_of("step.y_by_rule_version") == ("rule_version",)
    assert grain_of("core.chip") == ()


@pytest.mark.parametrize("name", GRAINED)
def test_every_word_behind_by_is_in_the_key(name: str) -> None:
    key = base.info(GRAINED[name]).key
    pair = {"country_a_code", "country_b_code"} <= set(key)
    for word in grain_of(name):
        assert word in GRAIN, f"{name}: {word} is no word of schemas/names.py"
        assert set(GRAIN[word]) & set(key) or (word == "pair" and pair), f"{name}: {word} not in {key}"


def test_no_column_is_called_by_a_synonym() -> None:
    shown = {name: table for name, table in CLASSES.items() if not name.startswith("raw.")}
    called = {(n, c.name) for n, table in shown.items() for c in base.columns(table)}
    assert not {pair for pair in called if pair[1] in SYNONYMS}


def test_every_concept_is_a_column_of_more_than_one_table() -> None:
    names = [c.name for table in CLASSES.values() for c in base.columns(table)]
    assert not {concept for concept in CONCEPTS if names.count(concept) < 2}
    assert not set(SYNONYMS) & set(CONCEPTS)
