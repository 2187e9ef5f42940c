"""Every id says which register it meets, and an id that its register does not list stops a release."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.project import project
from schemas import base, registers
from schemas.registers import ending_of, singular
from tests.support.tiny import frame

LAYERS = ("core", "step", "metric")
UNLISTED = (
    "case_id", "deflator_id", "designer_id", "destination_group_id", "event_id", "exception_enforced_id",
    "exception_id", "foreign_measure_id", "form_unstated_id", "group_id", "list_id", "met_id", "metric_id",
    "part_id", "profile_id", "provision_id", "publisher_id", "requirement_enforced_id", "requirement_id",
    "review_policy_enforced_id", "review_policy_id", "scope_id", "series_id", "situation_id",
    "snapshot_id", "source_id",
    "threshold_id",
)
"""Kinds of ids that other tables make or meta lists, and that no register of entities does."""


def test_every_id_has_a_register_or_is_of_a_kind_that_has_none() -> None:
    unknown = {
        f"{name}.{column.name}" for name, model in project().models.items()
        for column in base.columns(model.table)
        if base.info(model.table).layer in LAYERS and column.name.endswith(("_id", "_ids"))
        and column.name not in (*base.info(model.table).key, *base.info(model.table).free_ids)
        and not ending_of(column.name) and not singular(column.name).endswith(UNLISTED)
    }
    assert not unknown, f"add the register of their ids to schemas/registers.py: {sorted(unknown)}"


def test_a_class_frees_no_column_that_it_does_not_have() -> None:
    for model in project().models.values():
        names = {column.name for column in base.columns(model.table)}
        assert set(base.info(model.table).free_ids) <= names, model.name


def test_every_register_is_a_table_with_that_column() -> None:
    for places in registers.REGISTERS.values():
        for table, _, column in (place.rpartition(".") for place in places):
            assert column in {c.name for c in base.columns(project().models[table].table)}


@pytest.mark.parametrize(("provider_id", "found"), [
    ("azure", []), (None, []),
    ("microsoft-azure", [("core.organization_cloud", "provider_id", "microsoft-azure", 1)]),
])
def test_an_id_that_its_register_does_not_list_is_found(
    provider_id: str | None, found: list[tuple[str, str, str, int]], tmp_path: object
) -> None:
    check = project().checks["provider_id_meets_its_register"]
    rows = {"core.organization_cloud": {"organization_id": "openai", "provider_id": provider_id},
            "core.provider": {"provider_id": "azure"}}
    with duckdb.connect() as con:
        for layer in LAYERS:
            con.execute(f"create schema {layer}")
        for name in check.reads:
            file = f"{tmp_path}/{name}.parquet"
            frame(name, *([rows[name]] if name in rows else [])).write_parquet(file)
            con.execute(f"create table {name} as from '{file}'")
        assert con.execute(check.text).fetchall() == found
