"""A printed name that an id is made of has a letter or digit; what has none is no record."""

from __future__ import annotations

import pytest

from schemas import base
from tests.support.tiny import TABLES

MADE_OF = [
    ("raw.epoch_chip_sales", "chip_manufacturer"), ("raw.epoch_chip_sales", "owner_name"),
    ("raw.epoch_chip_sales", "chip_key"), ("raw.epoch_gpu_clusters", "record_key"),
    ("raw.epoch_data_centers", "title"), ("raw.epoch_data_centers", "site_name"),
    ("raw.epoch_data_center_timelines", "site_name"), ("raw.epoch_ai_companies", "company"),
]


@pytest.mark.parametrize(("table", "name"), MADE_OF)
def test_a_name_without_letter_or_digit_is_no_record(table: str, name: str) -> None:
    [column] = [c for c in base.columns(TABLES[table]) if c.name == name]
    assert any(check.startswith("str_matches") and "A-Za-z0-9" in check for check in column.checks)
