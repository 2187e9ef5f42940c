"""Regions in names of models: which part of a name is one, and which name is left."""

from __future__ import annotations

import pytest

from pipelines.formats.regions import Regions, is_known, without


@pytest.mark.parametrize(("name", "region", "plain"), [
    ("azure/gpt-4o", "any", "azure/gpt-4o"),
    ("azure/eu/gpt-4o", "eu", "azure/gpt-4o"),
    ("azure/global-standard/gpt-4o", "any", "azure/gpt-4o"),
    ("bedrock/us-gov-west-1/maker.model-v1:0", "us-gov-west-1", "bedrock/maker.model-v1:0"),
    ("bedrock/ap-northeast-1/1-month-commitment/maker.model", "ap-northeast-1",
     "bedrock/1-month-commitment/maker.model"),
    ("eu.maker.model-v1:0", "eu", "maker.model-v1:0"),
    ("global.maker.model", "any", "maker.model"),
    ("novita/maker/model-r1/community", "any", "novita/maker/model-r1/community"),
    ("in.maker.model-k3", "in", "maker.model-k3"), ("regional.maker.model", "regional", "maker.model"),
    ("latam.maker.model", "any", "latam.maker.model"), ("maker.model-k3.1", "any", "maker.model-k3.1"),
    ("azure/koreacentral/gpt-4o", "koreacentral", "azure/gpt-4o"),
    ("azure/southeastasia/gpt-4o", "southeastasia", "azure/gpt-4o"),
    ("bedrock/mx-central-1/maker.model", "mx-central-1", "bedrock/maker.model"),
    ("stripes/ps/model", "any", "stripes/ps/model"), ("router/beast/model", "any", "router/beast/model"),
    ("eu", "any", "eu"), ("us.1", "any", "us.1"), ("meta/us-model", "any", "meta/us-model"),
])
def test_a_region_is_a_part_of_the_name_before_the_model(name: str, region: str, plain: str) -> None:
    assert Regions().parted(name) == (region, plain)
    assert without(name, region) == plain


@pytest.mark.parametrize(("word", "region"), [
    ("kr", "kr"), ("latam", "latam"), ("Nordic_Zone", "nordic-zone"), ("eu", "eu"), ("global", "any"),
    ("invoke", "any"), ("claude_platform", "any")])
def test_a_word_that_stands_where_regions_stand_is_no_price_of_all_of_them(word: str, region: str) -> None:
    """In a list whose names have regions there; how a model is called is none."""
    list_of_regions = Regions(["azure/us/m", "azure/eu/m", "azure/m", "azure/eu/n", f"azure/{word}/m"])
    found, plain = list_of_regions.parted(f"azure/{word}/m")
    assert found == region
    assert is_known(found) == (word in ("eu", "global", "invoke", "claude_platform"))
    assert without(f"azure/{word}/m", found) == plain


def test_a_word_before_a_maker_of_the_list_is_a_region() -> None:
    """And one before what is none, as a maker before its family of models, is not."""
    names = ["us.maker.model", "maker.model", "latam.maker.model", "maker.family.model"]
    found = {name: Regions(names).parted(name) for name in names}
    assert found["latam.maker.model"] == ("latam", "maker.model") == ("latam", without(
        "latam.maker.model", "latam"))
    assert found["maker.family.model"] == ("any", "maker.family.model") == ("any", without(
        "maker.family.model", "any"))


def test_makers_in_a_list_that_names_one_region_stay_makers() -> None:
    names = ["router/eu/m", "router/maker/m", "router/another/m", "router/third/m"]
    assert Regions(names).parted("router/maker/m") == ("any", "router/maker/m")
