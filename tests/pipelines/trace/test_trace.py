"""A number of the published file ends in documents, records and assumptions that cite theirs."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from pipelines.statistics.kit.trend_shapes import STEEPEST
from pipelines.trace import lineage, text
from pipelines.trace.lineage import Lineage
from pipelines.trace.rows import ASKED, MOST_SHOWN
from pipelines.trace.tree import ASSUMPTION, ENDS, ROWS, SAID, Node, Tracer
from tests.support.homes import chipledger
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

HEADLINES = ("capability-lag", "china-flow-share", "chn-cluster-share", "chn-models-above-1e25-flop",
             "compute-lag", "frontier-compute-growth", "h100-rental-price", "largest-cluster",
             "largest-run-gap", "token-price-decline")
H20 = ("trace", "core.chip", "tdp_w", "--where", "chip_id = 'nvidia-h20'")


@pytest.fixture(scope="module")
def known(first_refresh: Path) -> Lineage:
    """What every column of the whole warehouse is made of, read once."""
    with open_published(Home(first_refresh)) as con:
        return lineage.read(con)


@pytest.fixture
def tracer(first_refresh: Path, known: Lineage) -> Iterator[Tracer]:
    """Over the whole warehouse."""
    with open_published(Home(first_refresh)) as con:
        yield Tracer(con, known)


@pytest.fixture(scope="module")
def headline_tree(first_refresh: Path, known: Lineage) -> Callable[[str], Node]:
    """The tree of a headline's value, which several tests look at: grown once."""
    @cache
    def grown(headline: str) -> Node:
        with open_published(Home(first_refresh)) as con:
            return Tracer(con, known).cell("metric.headline", f"headline_id = '{headline}'", ["value"])
    return grown


def _query(tracer: Tracer, headline: str) -> re.Match[str]:
    """What a headline's own query reads."""
    query, = tracer.con.execute("select query from core.headline where headline_id = ?",
                                [headline]).fetchone()
    return ASKED.fullmatch(query)


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_number_ends_in_documents(tracer: Tracer, headline: str) -> None:
    column, table, where = _query(tracer, headline).groups()
    leaves = tracer.cell(table, where, [column]).leaves()
    assert [leaf.text for leaf in leaves if leaf.kind not in ENDS] == []
    assert sum(leaf.kind in SAID for leaf in leaves) >= MOST_SHOWN


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_is_followed_to_the_row_that_its_own_query_reads(
    headline_tree: Callable[[str], Node], tracer: Tracer, headline: str
) -> None:
    tree = headline_tree(headline)
    read = [child.text.split(maxsplit=1)[0] for child in tree.children if child.kind == ROWS]
    assert read == [_query(tracer, headline)["table"]]
    assert [leaf.text for leaf in tree.leaves() if leaf.kind not in ENDS] == []
    assert sum(leaf.kind in SAID for leaf in tree.leaves()) >= MOST_SHOWN


@pytest.mark.parametrize("table", [
    "history.chip", "history.price", "main.claim_ledger", "main.clusters", "main.gap", "main.models",
    "main.revisions", "main.stock"])
def test_a_row_of_a_view_or_a_version_ends_in_documents(tracer: Tracer, table: str) -> None:
    """A version of a record had ended in itself; a view's value was compared with a fact's of that name."""
    leaves = tracer.cell(table, "true limit 1", []).leaves()
    assert [leaf.text for leaf in leaves if leaf.kind not in ENDS] == []
    assert any(leaf.kind in SAID for leaf in leaves)


def test_a_view_is_followed_by_the_keys_that_it_renames(tracer: Tracer) -> None:
    """A quarter of a country's stock had been made of all its quarters."""
    where = "country = 'China' and quarter_end = '2025-12-31'"
    tree = tracer.cell("main.stock", where, ["h100_equivalents"])
    read, = (node.text for node in tree.children if node.text.startswith("metric."))
    assert "country_code = CHN, quarter_end_date = 2025-12-31" in read


def test_a_number_without_lineage_would_be_noticed(tracer: Tracer) -> None:
    blind = Lineage(tracer.lineage.columns, {}, {}, {})
    leaves = Tracer(tracer.con, blind).cell("core.chip", "chip_id = 'nvidia-h20'", ["io_bandwidth_gb_per_s"])
    assert ROWS not in ENDS
    assert {leaf.kind for leaf in leaves.leaves()} <= {"evidence", ROWS}


def test_a_cell_of_a_chip_is_read_in_documents_and_believed_from_a_row(first_refresh: Path) -> None:
    shown = chipledger(first_refresh, *H20).stdout
    assert shown.startswith("core.chip (chip_id = nvidia-h20): tdp_w = 400 W\n")
    assert "tdp_w printed as 400" in shown and "seed/chip.csv, chip_id nvidia-h20, column tdp_w" in shown


def test_an_assumption_is_told_with_its_citation(first_refresh: Path) -> None:
    shown = chipledger(first_refresh, "trace", "metric.training_cost_by_model_method", "cost_usd_2023",
                       "--where", "model_id = 'gpt-4' and method = 'amortised'").stdout
    line = next(line for line in shown.splitlines() if "assumes " in line)
    assert re.search(r"assumes \w+ = [\d.]+ .*: \w", line)


def test_what_lies_deeper_is_counted(first_refresh: Path) -> None:
    shown = chipledger(first_refresh, *H20, "--depth", "2").stdout
    assert "1 line below; --depth shows more, such as" in shown and "seed/chip.csv" in shown


@pytest.mark.parametrize("headline", HEADLINES)
def test_documents_and_records_are_in_sight_however_deep_they_lie(
    headline_tree: Callable[[str], Node], headline: str
) -> None:
    """At the usual depth two headlines had ended in counts of lines."""
    tree = headline_tree(headline)
    said = [leaf.text for leaf in tree.leaves() if leaf.kind in SAID]
    for depth in (1, 4):
        out = StringIO()
        text.show(tree, out, depth)
        assert any(line in out.getvalue() for line in said)


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_number_assumes_what_its_tables_read_and_not_every_constant(
    headline_tree: Callable[[str], Node], headline: str
) -> None:
    """A trend had listed all constants where its recipe reads one."""
    assert [line for line in _texts(headline_tree(headline)) if line.startswith("core.model_constant:")] == []


def _texts(node: Node) -> list[str]:
    return [node.text, *(line for child in node.children for line in _texts(child))]


def test_a_trend_names_its_constant(tracer: Tracer) -> None:
    tree = tracer.cell("metric.trend", "true limit 1", ["growth_per_year_ratio"])
    named = [child.text.split()[1] for child in tree.children if child.kind == ASSUMPTION]
    assert STEEPEST in named and len(named) < 6


@pytest.mark.parametrize(("arguments", "said"), [
    (("core.chps",), "there is no table or view core.chps; near it: main.chips, core.chip"),
    (("chips", "tdp"), "main.chips has no column tdp; it has chip, maker"),
    (("chips", "--where", "chip = 'no such'"), "no row of main.chips is so: chip = 'no such'"),
    (("chips", "--where", "nonsense ("), "--where 'nonsense (': Parser Error"),
    (("chips", "--where", "chip in (select * from read_csv('/etc/passwd'))"), "Permission Error"),
])
def test_what_is_not_there_is_said(first_refresh: Path, arguments: tuple[str, ...], said: str) -> None:
    result = chipledger(first_refresh, "trace", *arguments)
    assert result.exit_code == 1 and said in result.stderr and "Traceback" not in result.output


def test_a_trend_is_followed_to_the_tables_of_its_own_points_alone(tracer: Tracer) -> None:
    """One series for each file of points: a price had been followed to every stock of chips."""
    series = tracer.con.execute("select min(series_id), source_tables from step.trend_point "
                                "group by source_tables order by all").fetchall()
    assert len(series) > 10
    for series_id, tables in series:
        tree = tracer.cell("metric.trend", f"series_id = '{series_id}'", ["growth_per_year_ratio"])
        points, = (child for child in tree.children if child.text.startswith("step.trend_point"))
        read = {re.split(r"[ :]", child.text)[0] for child in points.children if child.kind == ROWS}
        assert read and read <= set(tables), series_id
        drawn = [child.text for child in tree.children if child.text.startswith("step.stock_trend_draw")]
        assert not drawn or series_id.startswith("installed_base/")
