"""What names mean: by alias, else by slug; who the developers are that a record lists."""

from __future__ import annotations

import pytest

from pipelines.conform.names import Names, Registers, slug


@pytest.mark.parametrize(("name", "expected"), [
    ("DeepSeek-V2 (MoE-236B)", "deepseek-v2-moe-236b"), ("PanGu-Σ", "pangu-sigma"),
    ("PanGu-\u03b1", "pangu-alpha"), ("A+B", "a-plus-b"), ("Tülu 3", "tulu-3"),
    ("GPT\u20115", "gpt-5"), ("DALL·E 2", "dall-e-2"), ("文心", "u6587-5fc3"),
])
def test_a_name_becomes_a_slug_that_keeps_names_apart(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_an_alias_of_one_source_goes_before_one_of_all() -> None:
    names = Names({("any", "X"): "x-of-all", ("epoch", "X"): "x-of-epoch"})
    asked = [("epoch", "X"), ("other", "X"), ("other", "Y 1")]
    assert [names.id_of(*name) for name in asked] == ["x-of-epoch", "x-of-all", "y-1"]
    assert names.used_by("epoch") == {"X": "x-of-epoch"}
    assert names.used_by("other") == {"X": "x-of-all"}


def test_a_comma_inside_a_name_makes_all_countries_count() -> None:
    registers = Registers(Names({("any", "Acme Lab"): "acme"}), Names({("any", "China"): "CHN"}),
                          {"acme": ("GBR", "USA")})
    found = registers.developers("x", ["Acme Lab", "Zed Co.", "Ltd."], ["China", "China"])
    assert (found.organization_ids, found.country_codes) == (("acme",), ("CHN", "GBR"))
