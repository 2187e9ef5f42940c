"""What macros make of their arguments: names as people write them, and an error for what is not known.

No rows would read as "not restricted", so that no bad argument may be answered with none.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.project import project
from warehouse.describing import dictionary
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

ALLOWED = re.compile("allowed|lists what|did you mean|say which|must be a number above|no text of")
"""An error says what would have been right."""
NONSENSE = ("'Narnia'", "''", "'-5'", "date '1990-01-01'", "date '2099-01-01'", "'nan'", "-5")
TOLD_APART = {(name, "in_party"): "stands on no list held here"
              for name in ("control_answer", "weights_answer")}
TOLD_APART["find", "in_words"] = "what begins so, such as Nanyang; test_find.py has what nothing begins with"
"""An argument that may be any name; the answer says that it is none of those held, or which begin so."""
MACROS = [macro for macro in dictionary.read_macros(project()) if macro.kind == "table"]
CASES = [(macro.name, number, parameter) for macro in MACROS
         for number, parameter in enumerate(macro.parameters)]
CALL = re.compile(r"\b{}\(((?:[^()]|\([^()]*\))*)\)")


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(Home(first_refresh)) as opened:
        yield opened


def arguments(name: str) -> list[str]:
    """Those of a macro's example."""
    (example,) = (macro.example for macro in MACROS if macro.name == name)
    found = re.search(CALL.pattern.format(name), example)
    assert found, example
    return [argument.strip() for argument in found[1].split(",")]


@pytest.mark.parametrize(("name", "number", "parameter"), CASES)
def test_nonsense_is_an_error_that_says_what_is_allowed(
    con: duckdb.DuckDBPyConnection, name: str, number: int, parameter: str
) -> None:
    if (name, parameter) in TOLD_APART:
        pytest.skip(f"any name may be asked for; the answer: {TOLD_APART[name, parameter]}")
    for nonsense in NONSENSE:
        given = arguments(name)
        given[number:number + 1] = [nonsense if number < len(given) else f"{parameter} := {nonsense}"]
        with pytest.raises(duckdb.Error) as caught:
            con.execute(f"select count(*) from {name}({', '.join(given)})").fetchall()
        assert ALLOWED.search(str(caught.value)), (nonsense, str(caught.value))


@pytest.mark.parametrize(("call", "same"), [
    ("control_status('China', '2025-06-30')", "control_status('CHN', date '2025-06-30')"),
    ("control_status('cn', '2025-06-30')", "control_status('CHN', date '2025-06-30')"),
    ("control_answer('H20', 'uae', 'g42', '2025-06-30')",
     "control_answer('nvidia-h20', 'ARE', 'G42', '2025-06-30')"),
    ("largest_run('china', 'ORG_HQ')", "largest_run('CHN', 'org_hq')"),
    ("compute_gap('United States of America', 'China')", "compute_gap('USA', 'CHN')"),
    ("price_performance('FP16', '2025-03-31')", "price_performance('fp16', date '2025-03-31')"),
    ("cost_of_run('H100 SXM', 8, 10, 0.4)", "cost_of_run('nvidia-h100-sxm', 8, 10, 0.4)"),
])
def test_names_are_taken_as_the_command_line_takes_them(
    con: duckdb.DuckDBPyConnection, call: str, same: str
) -> None:
    assert con.execute(f"from {call}").fetchall() == con.execute(f"from {same}").fetchall() != []


@pytest.mark.parametrize(("call", "said"), [
    ("control_status('Korea', '2025-06-30')", "'Korea' means more than one country; say which: KOR, PRK"),
    ("control_status('Chnia', '2025-06-30')", "did you mean CHN?"),
    ("control_status('中国', '2025-06-30')", "there is no country '中国': names are spelled in Latin"),
    ("control_answer('HBM3', 'China', null, '2025-06-30')", "which lists what is allowed; did you mean cxmt"),
    ("compute_gap('China', 'CHN')", "nothing lies between CHN and itself; two countries are allowed"),
    ("largest_run_gap('US', 'USA', 'org_hq')", "nothing lies between USA and itself"),
    ("cost_of_run('H100 SXM', 16384, 6775200, 0.4)", "hours must be a number above 0 and at most 43830"),
    ("cost_of_run('H100 SXM', 1e30, 1882, 0.4)", "number of chips must be a number above 0 and at most 2"),
    ("cost_of_run('H100 SXM', 16384, 1882, 40)", "must be a number above 0 and at most 1, not 40"),
    ("control_status('CHN', '2021-12-31')", "allowed are days from 2022-01-01 to "),
    ("largest_run('Ghana', 'org_hq')",
     "there is no country 'Ghana' in metric.largest_run_by_country_month; allowed are ARE, ARG, AUS"),
    ("rental_price('Ascend 999Z')", "there is no item 'Ascend 999Z' in core.chip, which lists what is"),
    ("price_performance('fp3', '2025-03-31')", "allowed are fp16, fp32, fp4, fp6, fp64, fp8, int8, tf32"),
    ("cost_of_run('h100', 8, 10, 0.4)", "did you mean nvidia-h100-nvl, nvidia-h100-pcie, nvidia-h100-sxm?"),
    ("cost_of_run('H100 SXM', 8, 10, 40)", "utilization must be a number above 0 and at most 1, not 40"),
])
def test_what_is_not_known_is_answered_with_what_is(
    con: duckdb.DuckDBPyConnection, call: str, said: str
) -> None:
    with pytest.raises(duckdb.Error, match=re.escape(said)):
        con.execute(f"select 1 from {call}").fetchall()


def test_a_party_on_no_list_is_said_to_be_on_none(con: duckdb.DuckDBPyConnection) -> None:
    query = "select reason from control_answer('H20', 'China', 'Nobody Inc', '2025-06-30')"
    assert "stands on no list held here" in con.execute(query).fetchall()[0][0]
