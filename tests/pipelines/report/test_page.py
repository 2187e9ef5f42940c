"""The page as text: self-contained, closed, the same every time, and whole where data are missing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl

from pipelines.report import gather, page
from pipelines.report.chart import Answer
from pipelines.report.charts import SECTIONS
from pipelines.report.gather import Release
from tests.support.homes import chipledger
from warehouse.paths import REPOSITORY, SQL_ROOT, Home
from warehouse.project.loading import load_files

Asked = tuple[Release, dict[str, Answer]]
MOST_BYTES = 5_000_000
REACHING = re.compile(r"""(?:\b(?:src|srcset|action|poster)\s*=|@import|url\()\s*["']?(?!data:)[\w/]""")
LINK = re.compile(r'href="(?!data:)([^#][^"]*)"')


def without_libraries(html: str) -> str:
    """The page but for the bundled libraries, which hold every word."""
    return re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)


def test_the_page_is_small_enough_to_be_sent(html: str) -> None:
    assert len(html.encode()) < MOST_BYTES


def test_the_page_reaches_for_nothing(html: str) -> None:
    assert REACHING.search('<img src="https://example.org/x.png">')
    assert REACHING.search(without_libraries(html)) is None
    assert LINK.findall(without_libraries(html)) == []


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_alone(html: str) -> None:
    said = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert said
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert said[1].replace("&#39;", "'") == page.policy(scripts, style[0])
    assert "unsafe" not in said[1] and len(scripts) == 2 and len(style) == 1
    assert "style=" not in without_libraries(html)


def test_the_same_release_gives_the_same_page(answered: Asked, html: str) -> None:
    assert page.render(*answered) == html


def test_every_chart_has_a_sentence_a_note_a_query_a_table_and_a_csv(answered: Asked, html: str) -> None:
    charts = [chart for section in SECTIONS for chart in section.charts]
    whole = [chart for chart in charts if not answered[1][chart.name].why_empty]
    assert html.count('class="finding"') == len(whole) > 10
    assert html.count("<pre ") == len(charts)
    for said in ("What this leaves out.", 'class="download"', "<caption"):
        assert html.count(said) == len(whole)


def test_text_from_the_data_cannot_end_an_element(answered: Asked) -> None:
    release, answers = answered
    name = "price_performance"
    bad = answers[name].rows.with_columns(chip_name=pl.lit("</script><script>alert(1)</script>"))
    shown = page.render(release, answers | {name: Answer(answers[name].chart, "select 1", bad)})
    assert "<script>alert" not in shown


def test_a_table_that_is_not_there_is_told(first_refresh: Path) -> None:
    chart = SECTIONS[0].charts[0]
    with gather.opened(Home(first_refresh).published, None) as con:
        found = gather.answer(con, chart, "select * from metric.no_such_table")
    assert found.why_empty.startswith("This release cannot answer: Table with name no_such_table")
    assert found.finding == ""


def test_a_sentence_that_changed_since_the_release_before_is_told(answered: Asked) -> None:
    release, answers = answered
    same, other = answers["compute_gap"], answers["rental_price"]
    shown = page.render(release, answers | {
        "compute_gap": replace(same, before=same.finding),
        "rental_price": replace(other, before="An hour cost less."),
        **{name: replace(found, before="") for name, found in answers.items()
           if name not in ("compute_gap", "rental_price")}})
    assert shown.count("The release before said:") == 1
    assert "said:</strong> An hour cost less." in shown


def test_an_empty_warehouse_still_gives_a_page(answered: Asked) -> None:
    empty = {name: Answer(found.chart, found.query, found.rows.clear())
             for name, found in answered[1].items()}
    shown = page.render(answered[0], empty)
    assert shown.count("No chart: ") == len(empty) and 'class="spec"' not in shown


def test_the_command_writes_the_page_whole_or_not_at_all(first_refresh: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "report.html"
    result = chipledger(first_refresh, "report", "--to", str(target))
    assert result.exit_code == 0 and f"written {target}" in result.output
    assert target.read_text(encoding="utf-8").endswith("</html>")
    assert [path.name for path in target.parent.iterdir()] == ["report.html"]


def test_the_pictures_of_the_readme_are_those_of_the_bundled_warehouse_and_light(
    first_refresh: Path, tmp_path: Path
) -> None:
    assert chipledger(first_refresh, "report", "--pictures", str(tmp_path)).exit_code == 0
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    readme = Path("README.md").read_text(encoding="utf-8")
    assert len(sizes) == 2 and all(f"docs/{name}" in readme for name in sizes)
    assert max(sizes.values()) < 150_000
    stale = [path.name for path in tmp_path.iterdir()
             if path.read_bytes() != (REPOSITORY / "docs" / path.name).read_bytes()]
    assert stale == [], "run `chipledger report --pictures docs` on a bundled home"


def test_without_a_warehouse_the_command_says_what_to_do(home: Path) -> None:
    result = chipledger(home, "report")
    assert result.exit_code == 1 and "chipledger refresh" in result.stderr


def test_tables_that_changed_since_the_release_before_are_named(
    first_refresh: Path, tmp_path: Path
) -> None:
    """Against a file with one table less, and another of other content."""
    chart = next(c for section in SECTIONS for c in section.charts if c.name == "release_change")
    before = tmp_path / "before.duckdb"
    with duckdb.connect(str(before)) as con:
        con.execute(f"attach '{Home(first_refresh).published}' as now (read_only)")
        con.execute("create schema meta")
        con.execute("create table meta.table_version as select * replace (if(table_name = 'core.item', 'x',"
                    " content_hash) as content_hash, row_count - 1 as row_count)"
                    " from now.meta.table_version where table_name <> 'core.chip'")
    with gather.opened(Home(first_refresh).published, before) as con:
        found = gather.answer(con, chart, load_files(SQL_ROOT, gather.FOLDER)[chart.name].text)
    assert found.rows.select("table_name", "what").rows() == [("core.chip", "new"),
                                                              ("core.item", "changed")]
    assert found.rows["row_count_change"].to_list() == [found.rows["row_count_now"][0], 1]
    assert found.finding.startswith("Two tables differ from the release before")
    assert gather.with_before({chart.name: found}, before)[chart.name].before == ""
    assert len(chart.draw(found.told)) == 1


def test_a_release_whose_numbers_changed_in_place_has_words_and_no_empty_chart() -> None:
    """It had said that most rows came or went in the first of two tables, namely +0."""
    chart = next(c for section in SECTIONS for c in section.charts if c.name == "release_change")
    rows = pl.DataFrame({"table_name": ["core.chip", "core.item"], "row_count_change": [0, 0]})
    assert chart.finding(rows) == ("Two tables differ from the release before; no row came or went, "
                                   "and numbers changed in place.")
    assert chart.draw(rows) == []
