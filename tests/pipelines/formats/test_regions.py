"""Regions in names of models: which part of a name is one, and which name is left."""

from __future__ import annotations

import pytest

from pipelines.formats.regions import parted


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
    ("eu", "any", "eu"), ("us.1", "any", "us.1"), ("meta/us-model", "any", "meta/us-model"),
])
def test_a_region_is_a_part_of_the_name_before_the_model(name: str, region: str, plain: str) -> None:
    assert parted(name) == (region, plain)
