"""Everything stands where its name says: folder = group, stem = table, tests beside what they test."""

from pipelines.project import project, recipes
from schemas import base
from tests.support.classes import CLASSES
from warehouse.paths import REPOSITORY, SQL_ROOT
from warehouse.project.models import SqlRecipe

GROUPS = {base.info(table).group for table in CLASSES.values()}
OUR_OWN = ("support", "house")
"""Folders of tests that mirror no folder of the code: shared helpers, and rules like these."""


def misplaced(places: dict[str, tuple[str, str, str]]) -> list[str]:
    """Tables whose folder is not their group, or whose name does not begin with the file's stem."""
    return [f"{name} of {group} in {folder}/{stem}" for name, (group, folder, stem) in places.items()
            if folder != group or not name.partition(".")[2].startswith(stem)]


def test_a_class_stands_in_the_folder_of_its_group_in_a_module_of_its_name() -> None:
    places = {}
    for name, table in CLASSES.items():
        if not table.__module__.startswith("schemas.meta"):
            folder, stem = table.__module__.split(".")[-2:]
            places[name] = (base.info(table).group, folder, stem)
    assert len(places) > 200 and misplaced(places) == []


def test_a_query_stands_in_the_folder_of_its_group() -> None:
    paths = {model.name: (base.info(model.table).group, model.recipe.path)
             for model in project().models.values() if isinstance(model.recipe, SqlRecipe)}
    paths = {name: place for name, place in paths.items() if place[1].suffix == ".sql"}
    assert len(paths) > 50
    assert misplaced({n: (group, p.parent.name, p.stem) for n, (group, p) in paths.items()}) == []


def test_a_check_and_a_series_of_points_stand_in_the_folder_of_a_group() -> None:
    folders = {path.parent.name for kind in ("check", "trend") for path in (SQL_ROOT / kind).rglob("*.sql")}
    assert folders and folders <= GROUPS


def test_a_recipe_stands_in_the_folder_of_its_group_in_a_module_of_its_name() -> None:
    """One module may make several tables, one of which it is named after."""
    made: dict[str, list[str]] = {}
    for name, model in recipes().items():
        module = model.recipe.function.__module__  # type: ignore[union-attr]
        assert module.split(".")[2] == base.info(model.table).group, (name, module)
        made.setdefault(module, []).append(name.partition(".")[2])
    assert [module for module, tables in made.items()
            if not any(table.startswith(module.split(".")[-1]) for table in tables)] == []


def test_folders_of_tests_mirror_the_code() -> None:
    tests = REPOSITORY / "tests"
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    strange = [f for f in folders if f.parts[0] not in OUR_OWN and not (REPOSITORY / f).is_dir()]
    assert len(folders) > 10 and strange == []


def test_no_test_stands_outside_a_room() -> None:
    assert list((REPOSITORY / "tests").glob("test_*.py")) == []
    assert list((REPOSITORY / "tests" / "support").rglob("test_*.py")) == []
