"""The hash of the code that runs: what it reaches, as loaded, and an edit since then is noticed."""

from __future__ import annotations

import importlib
import os
import py_compile
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipelines
import schemas
import warehouse
from warehouse.code import loaded
from warehouse.code.loaded import modules_hash, reached, refuse_edited
from warehouse.errors import ChipledgerError

MODULES = {
    "pipelines/t_a.py": "import os\nfrom pipelines import t_b\nfrom schemas import chips\n",
    "pipelines/t_b.py": "def late():\n    from warehouse.t_c import thing\n",
    "pipelines/t_unrelated.py": "",
    "warehouse/t_c.py": "import warehouse.t_room.t_d\nimport pipelines.t_a\nthing = 1\n",
    "warehouse/t_room/__init__.py": "",
    "warehouse/t_room/t_d.py": "",
    "schemas/t_chips.py": "from pipelines import t_unrelated\n",
}
LOADED = [name.removesuffix(".py").replace("/", ".") for name in MODULES if "__init__" not in name]


@pytest.fixture
def small_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Modules of a few more files in our packages; the hashes are those of a fresh process."""
    for name, text in MODULES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for package in (pipelines, warehouse, schemas):
        place = str(tmp_path / package.__name__)
        monkeypatch.setattr(package, "__path__", [*package.__path__, place])
    importlib.invalidate_caches()
    yield tmp_path
    forget_modules()


def forget_modules() -> None:
    """Let the next look at these modules be the first, as in another process."""
    for name in [name for name in sys.modules if name.partition(".")[2].startswith("t_")]:
        del sys.modules[name]
    loaded._code.cache_clear()
    loaded._hash.cache_clear()


def test_a_module_reaches_all_that_it_imports_from_our_packages(small_code: Path) -> None:
    found = {code.module for code in reached("pipelines.t_a")}
    assert found == {"pipelines", "pipelines.t_a", "pipelines.t_b", "warehouse.t_c",
                     "warehouse.t_room.t_d"}


def test_the_hash_of_a_module_is_the_same_whether_it_is_loaded_or_only_named(small_code: Path) -> None:
    named = modules_hash("pipelines.t_a")
    forget_modules()
    importlib.import_module("pipelines.t_a")
    assert modules_hash("pipelines.t_a") == named


@pytest.mark.parametrize("name", ["pipelines/t_a.py", "pipelines/t_b.py", "warehouse/t_c.py",
                                  "warehouse/t_room/t_d.py"])
def test_an_edit_of_any_reached_module_changes_the_hash_of_the_next_process(
    small_code: Path, name: str
) -> None:
    before = modules_hash("pipelines.t_a")
    (small_code / name).write_text(MODULES[name] + "# edited\n")
    assert modules_hash("pipelines.t_a") == before, "this process still runs what it has loaded"
    forget_modules()
    assert modules_hash("pipelines.t_a") != before
    (small_code / name).write_text(MODULES[name])
    forget_modules()
    assert modules_hash("pipelines.t_a") == before


@pytest.mark.parametrize("name", ["pipelines/t_unrelated.py", "schemas/t_chips.py"])
def test_other_modules_and_the_schemas_leave_the_hash_alone(small_code: Path, name: str) -> None:
    before = modules_hash("pipelines.t_a")
    (small_code / name).write_text(MODULES[name] + "# edited\n")
    forget_modules()
    assert modules_hash("pipelines.t_a") == before


def test_an_import_by_relative_name_is_refused(small_code: Path) -> None:
    (small_code / "pipelines/t_b.py").write_text("from . import t_unrelated\n")
    with pytest.raises(ValueError, match="line 1: import by full name"):
        modules_hash("pipelines.t_a")


def test_nothing_is_built_once_a_loaded_file_was_edited(small_code: Path) -> None:
    for name in LOADED:
        importlib.import_module(name)
    refuse_edited()
    path = small_code / "warehouse/t_room/t_d.py"
    path.touch()
    refuse_edited()
    path.write_text("thing = 2\n")
    with pytest.raises(ChipledgerError, match=r"t_d\.py was edited .* Start again"):
        refuse_edited()
    path.unlink()
    with pytest.raises(ChipledgerError, match=r"t_d\.py was edited"):
        refuse_edited()


def test_byte_code_of_an_earlier_text_is_noticed(small_code: Path) -> None:
    path = small_code / "warehouse/t_c.py"
    path.write_text("thing = 1\n")
    cached = Path(py_compile.compile(str(path), doraise=True) or "")
    assert modules_hash("warehouse.t_c")
    forget_modules()
    about = path.stat()
    path.write_text("thing = 2\n")
    newer_ns = cached.stat().st_mtime_ns + 10**6
    second_ns = about.st_mtime_ns // 10**9 * 10**9
    os.utime(cached, ns=(second_ns, second_ns))
    os.utime(path, ns=(newer_ns, second_ns + 1))
    with pytest.raises(ChipledgerError, match=r"byte code of an earlier t_c\.py.* delete it"):
        modules_hash("warehouse.t_c")
    cached.unlink()
    assert modules_hash("warehouse.t_c")
