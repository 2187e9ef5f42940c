"""Names hold what they promise: one name for one concept."""

from schemas import base
from schemas.names import CONCEPTS, SYNONYMS
from tests.schemas.test_classes import CLASSES


def test_no_column_is_called_by_a_synonym() -> None:
    shown = {name: table for name, table in CLASSES.items() if not name.startswith("raw.")}
    called = {(n, c.name) for n, table in shown.items() for c in base.columns(table)}
    assert not {pair for pair in called if pair[1] in SYNONYMS}


def test_every_concept_is_a_column_of_more_than_one_table() -> None:
    names = [c.name for table in CLASSES.values() for c in base.columns(table)]
    assert not {concept for concept in CONCEPTS if names.count(concept) < 2}
    assert not set(SYNONYMS) & set(CONCEPTS)


def test_every_interval_ends_on_the_first_day_no_longer() -> None:
    """A day behind `_to_` is never in the interval; a last day is called one, or an expiration."""
    ends = {f"{name}.{column.name}": column.description or "" for name, table in CLASSES.items()
            for column in base.columns(table)
            if column.name.endswith("_to_date") and not name.startswith(("raw.", "seed."))}
    assert len(ends) > 20
    assert {name: said for name, said in ends.items() if "first day" not in said.lower()} == {}
