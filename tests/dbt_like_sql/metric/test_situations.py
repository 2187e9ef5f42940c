"""What the law says of a situation or a case is worked out once, whichever items are in it."""

from pipelines.project import project
from schemas import base

ONCE = {"step.situation", "step.legal_case_by_rule_version"}
"""Where items stop: each situation and each case, once."""


def names(table: type[base.Table]) -> set[str]:
    return {column.name for column in base.columns(table)}


def test_only_the_lists_of_situations_and_cases_are_made_from_items() -> None:
    """Otherwise every item that comes or goes makes the law's answers anew for all."""
    models = project().models
    of_law = {name for name, model in models.items()
              if names(model.table) & {"situation_id", "case_id"} and "item_id" not in names(model.table)}
    assert {name: read for name in of_law - ONCE for read in models[name].reads
            if "item_id" in names(models[read].table)} == {}
    assert len(of_law - ONCE) > 3 and of_law > ONCE
