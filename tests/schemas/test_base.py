"""What a declaration of a class may say, what of it enters its hash, and how a name states a unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas import base, columns
from schemas.base import SchemaError, Table, faults
from schemas.columns import column, measure
from tests.support.classes import CLASSES
from tests.support.probes import good_frame


def variant(key: tuple[str, ...] = ("a",), may_be_empty: bool = False, **changed: Any) -> str:
    """The hash of a small class, one thing changed."""
    body = {
        "__doc__": changed.pop("doc", "A doc."),
        "__annotations__": {"a": str, "b": changed.pop("b_type", float)},
        "a": column("A"), "b": changed.pop("b", measure("B")), "__module__": __name__,
    }
    about = {"name": "core.variant", "key": key, "group": "test", "may_be_empty": may_be_empty}
    table = type(Table)("Variant", (Table,), body, **about)
    try:
        return base.validating_hash(table)
    finally:
        base._INFO.pop(table)


def test_descriptions_stay_out_of_the_hash() -> None:
    assert variant() == variant(doc="Another.", b=measure("Other words"))


def test_what_decides_whether_a_frame_passes_enters_the_hash() -> None:
    hashes = [
        variant(),
        variant(b=measure("B", gt=1)),
        variant(b=measure("B", ge=0)),
        variant(b=measure("B", gt=0, le=5)),
        variant(b=column("B", gt=0)),
        variant(b_type=int),
        variant(key=("a", "b")),
        variant(may_be_empty=True),
    ]
    assert len(set(hashes)) == len(hashes)


def test_two_classes_of_one_name_are_refused() -> None:
    class Twin(Table, name="seed.build_date", key=("a",), group="test"):
        """Already there."""

        a: str = column("A")

    try:
        with pytest.raises(SchemaError, match=r"seed\.build_date is declared by two classes"):
            base.registered()
    finally:
        base._INFO.pop(Twin)


def test_a_type_outside_the_list_is_refused() -> None:
    class Narrow(Table, name="core.narrow", key=("a",), group="test"):
        """A Float32."""

        a: pl.Float32 = column("A")

    try:
        with pytest.raises(SchemaError, match=r"core\.narrow\.a has type pl\.Float32"):
            base.columns(Narrow)
    finally:
        base._INFO.pop(Narrow)


@pytest.mark.parametrize("written", base.WRITTEN)
def test_a_type_is_the_same_whether_a_module_keeps_its_annotations_as_text(written: Any) -> None:
    assert variant(b_type=written, b=column("B")) == variant(b_type=base.WRITTEN[written], b=column("B"))


def test_a_column_is_asked_only_what_there_is_a_rule_for() -> None:
    with pytest.raises(TypeError, match="maximum"):
        column("A", maximum=3)


def test_a_frame_out_of_key_order_is_our_own_fault_and_said_so() -> None:
    table = CLASSES["seed.build_date"]
    days = [date(2024, 1, 2), date(2024, 1, 1)]
    frame = pl.DataFrame({"as_of_date": days, "complete_month_end_date": days})
    assert [f.check for f in faults.failures(table, frame)] == ["sorted_by_key"]
    assert faults.failures(table, frame.sort("as_of_date")) == []


def test_a_key_that_holds_a_list_is_ordered_as_well() -> None:
    table = CLASSES["step.letter_finding_by_item"]
    lists = pl.Series("deciding_event_ids", [["b"], ["a", "c"]])
    frame = good_frame(table, rows=2).with_columns(lists)
    assert [f.check for f in faults.failures(table, frame)] == ["sorted_by_key"]
    assert faults.failures(table, frame.reverse()) == []


@pytest.mark.parametrize(("name", "unit", "measured"), [
    ("tdp_w", "w", "tdp"),
    ("memory_bandwidth_gb_per_s", "gb_per_s", "memory_bandwidth"),
    ("peak_dense_fp16_flop_per_s", "flop_per_s", "peak_dense_fp16"),
    ("price_usd_2023", "usd_2023", "price"),
    ("price_usd_low", "usd", "price_usd_low"),
    ("logic_die_count", "count", "logic_die_count"),
    ("max_bit_op_per_s", "bit_op_per_s", "max"),
    ("memory_bus_bit", "bit", "memory_bus"),
    ("chip_name", None, "chip_name"),
    ("w", None, "w"),
])
def test_a_name_states_its_unit_last(name: str, unit: str | None, measured: str) -> None:
    assert columns.unit_of(name) == unit
    assert columns.measure_name(name) == measured
