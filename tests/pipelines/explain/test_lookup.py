"""Names as people write them: spellings that are the same, and typos that are answered."""

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.explain.names import NotFound, find_country, find_items, plain
from warehouse.paths import SQL_ROOT
from warehouse.project import engine


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine.connect() as con:
        con.execute("create schema core")
        con.execute("create table core.item as from (values "
                    "('nvidia-h20', 'NVIDIA H20', 'NVIDIA', 'chip'), "
                    "('nvidia-a100-sxm', 'NVIDIA A100 SXM', 'NVIDIA', 'chip'), "
                    "('nvidia-a100-pcie', 'NVIDIA A100 PCIe', 'NVIDIA', 'chip'), "
                    "('nvidia-rtx-4090', 'NVIDIA GeForce RTX 4090', 'NVIDIA', 'chip'), "
                    "('nvidia-rtx-4090-d', 'NVIDIA GeForce RTX 4090 D', 'NVIDIA', 'chip'), "
                    "('cxmt-hbm3', 'CXMT HBM3', 'CXMT', 'hbm_stack'), "
                    "('samsung-hbm3-24gb', 'Samsung HBM3 Icebolt 24 GB', 'Samsung', 'hbm_stack'), "
                    "('biren-br100', 'Biren BR100', 'Biren', 'chip')) "
                    "as t(item_id, item_name, maker, item_kind)")
        con.execute("create table core.chip_fact as select 'nvidia-a100-sxm' as chip_id, "
                    "'NVIDIA A100 SXM4' as source_key")
        con.execute("create table core.hardware_listing as select 'nvidia-h20' as chip_id, "
                    "'H20 (Hopper)' as hardware_name")
        con.execute("create table core.country as from (values "
                    "('CHN', 'CN', 'China'), ('CHE', 'CH', 'Switzerland'), "
                    "('KOR', 'KR', 'Korea (the Republic of)'), "
                    "('PRK', 'KP', 'Korea (the Democratic People''s Republic of)'), "
                    "('TUR', 'TR', 'Türkiye'), ('ARE', 'AE', 'United Arab Emirates (the)')) "
                    "as t(country_code, country_code_alpha2, country_name)")
        con.execute("create table core.country_alias as from (values "
                    "('ARE', 'UAE'), ('KOR', 'South Korea')) as t(country_code, alias)")
        con.execute("create schema seed")
        con.execute("create table seed.area_name (area_code varchar, area_name varchar)")
        for name in ("core/chips/item_name", "core/countries/area_name", "core/countries/country_name"):
            text = (SQL_ROOT / f"{name}.sql").read_text("utf-8")
            con.execute(f"create table core.{name.rpartition('/')[2]} as {text}")
        yield con


@pytest.mark.parametrize(("asked", "expected"), [
    ("nvidia-h20", "nvidia-h20"), ("H20", "nvidia-h20"), ("nvidia h20", "nvidia-h20"),
    ("A100 SXM4", "nvidia-a100-sxm"), ("rtx4090d", "nvidia-rtx-4090-d"),
    ("GeForce RTX 4090", "nvidia-rtx-4090"), ("BR-100", "biren-br100"), ("CXMT HBM3", "cxmt-hbm3"),
])
def test_an_item_is_found_by_id_name_or_alias(
    con: duckdb.DuckDBPyConnection, asked: str, expected: str
) -> None:
    assert find_items(con, asked) == [expected]


@pytest.mark.parametrize(("asked", "expected"), [
    ("CHN", "CHN"), ("cn", "CHN"), ("china", "CHN"), ("UAE", "ARE"), ("turkiye", "TUR"),
    ("South Korea", "KOR"), ("united arab emirates", "ARE"),
])
def test_a_country_is_found_by_code_or_name(
    con: duckdb.DuckDBPyConnection, asked: str, expected: str
) -> None:
    assert find_country(con, asked) == expected


@pytest.mark.parametrize(("asked", "said"), [
    ("R100", "there is no item 'R100'; did you mean biren-br100"),
    ("H2", "there is no item 'H2'; did you mean nvidia-h20"),
    ("nvidia h2O0", "there is no item 'nvidia h2O0'; did you mean nvidia-h20"),
    ("Xyzzy", "there is no item 'Xyzzy'; core.item lists what there is"),
    ("HBM3", "there is no item 'HBM3'; did you mean samsung-hbm3-24gb, cxmt-hbm3?"),
    ("昇腾", "there is no item '昇腾': names are spelled in Latin letters; core.item lists"),
    ("  ", "no item was named; core.item lists what there is"),
])
def test_an_item_that_is_not_there_is_answered_with_what_is(
    con: duckdb.DuckDBPyConnection, asked: str, said: str
) -> None:
    with pytest.raises(NotFound) as caught:
        find_items(con, asked)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("asked", ["A100", "A-100", "a 100"])
def test_variants_of_one_chip_share_its_name(con: duckdb.DuckDBPyConnection, asked: str) -> None:
    assert find_items(con, asked) == ["nvidia-a100-pcie", "nvidia-a100-sxm"]


def test_a_part_of_a_country_is_not_guessed(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFound, match="there is no country 'itzer'; did you mean CHE"):
        find_country(con, "itzer")


def test_a_name_of_two_countries_is_not_guessed(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFound, match="'Korea' means more than one country; say which: KOR, PRK"):
        find_country(con, "Korea")


def test_a_typo_in_a_country_is_answered_with_near_names(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFound, match="there is no country 'Chnia'; did you mean CHN"):
        find_country(con, "Chnia")


def test_a_country_that_does_not_exist_suggests_none(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("insert into core.country_name values ('ARM', 'Armenia', 'armenia'), "
                "('ALB', 'Albania', 'albania')")
    with pytest.raises(NotFound, match=r"there is no country 'Narnia'; core.country lists what there is"):
        find_country(con, "Narnia")


def test_spelling_is_compared_without_case_signs_and_accents() -> None:
    assert plain("RTX 4090-D") == plain("rtx4090d")
    assert plain("Türkiye") == "turkiye"
