"""A table out of many files: each is labelled, checked alone, and named where it is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tiny import TABLES
from warehouse.errors import ChipledgerError
from warehouse.project import engine, gathering, sql
from warehouse.project.loading import load_files
from warehouse.project.models import Model

EVIDENCE = TABLES["step.claim_evidence"]
GOOD = ("select 'all' as claim_scope, 'none' as scenario, 'tier_all' as confidence_tier, "
        "cast({0} as double) as value from core.model_constant")


def gathered(root: Path, **texts: str) -> Model:
    """The table of some files; every file is bound against empty tables first."""
    for name, text in texts.items():
        (root / "claim").mkdir(exist_ok=True)
        (root / "claim" / f"{name}.sql").write_text(text, encoding="utf-8")
    files = gathering.spread(load_files(root, "claim"))
    con = engine.connect()
    engine.create_empty(con, "core.model_constant", TABLES["core.model_constant"])
    for file in files.values():
        gathering.check_file(con, EVIDENCE, file)
    model = gathering.gathered(EVIDENCE, root / "claim", files)
    sql.check_against_class(EVIDENCE, sql.compiled_types(con, model.recipe.text, root), root)
    return model


def test_files_are_joined_under_their_names_with_the_rows_they_name(tmp_path: Path) -> None:
    model = gathered(tmp_path, C01a=f"-- only: core.model_constant = b, a\n{GOOD.format('value')};",
                     C02a=f"-- only: core.model_constant = c\n{GOOD.format('value')} -- end")
    assert model.only == {"core.model_constant": ("a", "b", "c")}
    assert "'C01a' as evidence_sql,\n    cast(['a', 'b'] as varchar[])" in model.recipe.text
    assert model.reads == ("core.model_constant",)


TWINS = f"""-- each: C01a = b, 1; C02a = c, 2
{GOOD.format("'{2}'")} where constant_id = '{{1}}'"""


def test_a_file_stands_for_several_that_differ_in_words(tmp_path: Path) -> None:
    apart = {name: f"{GOOD.format(repr(number))} where constant_id = '{word}'"
             for name, word, number in (("C01a", "b", "1"), ("C02a", "c", "2"))}
    folders = [tmp_path / "joined", tmp_path / "apart"]
    for folder in folders:
        folder.mkdir()
    joined, alone = gathered(folders[0], twins=TWINS), gathered(folders[1], **apart)
    assert joined.recipe.text == alone.recipe.text


@pytest.mark.parametrize(("texts", "fault"), [
    ({"twins": TWINS.replace("c, 2", "c")}, r"C02a says nothing for \{2\}"),
    ({"twins": TWINS, "C02a": GOOD.format("value")}, "gives C02a too"),
])
def test_a_word_or_a_name_that_does_not_fit_is_told(
    tmp_path: Path, texts: dict[str, str], fault: str
) -> None:
    with pytest.raises(ChipledgerError, match=fault):
        gathered(tmp_path, **texts)


def test_without_files_the_table_is_empty(tmp_path: Path) -> None:
    assert gathered(tmp_path).recipe.text.endswith("where false")


@pytest.mark.parametrize(("text", "fault"), [
    (GOOD.format("value").replace("as value ", "as verdict "), "verdict is no column of"),
    (GOOD.format("value").replace("'none' as scenario, ", ""), "scenario is missing"),
    (GOOD.format("value").replace("as double", "as integer"), "value is INTEGER and must be DOUBLE"),
    (GOOD.format("valeu"), "valeu"),
    (GOOD.format("value").replace("core.model_constant", "raw.x"), "claim reads raw.x"),
])
def test_a_file_at_fault_is_named(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ChipledgerError, match=fault) as caught:
        gathered(tmp_path, C01a=GOOD.format("value"), C02a=text)
    assert "C02a.sql" in str(caught.value)


def test_a_file_names_the_rows_of_what_another_names_rows_of(tmp_path: Path) -> None:
    with pytest.raises(ChipledgerError, match=r"C02a.*name the rows of core.model_constant"):
        gathered(tmp_path, C01a=f"-- only: core.model_constant = a\n{GOOD.format('value')}",
                 C02a=GOOD.format("value"))


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "claim" / "other").mkdir(parents=True)
    (tmp_path / "claim" / "other" / "C01a.sql").write_text(GOOD.format("value"), encoding="utf-8")
    with pytest.raises(ChipledgerError, match="has the same name"):
        gathered(tmp_path, C01a=GOOD.format("value"))
