"""A file of another source is recognised by what it says of itself, and refused."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from pipelines.commands.ingest import date_in
from pipelines.project import source
from pipelines.sources.ecfr.source import parser
from pipelines.sources.epoch_ai_models import source as epoch_ai_models
from tests.conftest import files_in, name_in
from tests.support.folding import World
from warehouse.folding.outcomes import REFUSED
from warehouse.rows.records import Unreadable
from warehouse.storage.snapshots import end_of_day

SECTION = ('<DIV5 N="{0}" TYPE="PART"><DIV8 N="{0}.2" TYPE="SECTION"><HEAD>§ {0}.2 X.</HEAD>'
           "<P>(a) Y.</P></DIV8></DIV5>")


def test_the_text_of_another_part_is_refused() -> None:
    assert parser("742")(SECTION.format("742").encode()).frame.height
    with pytest.raises(Unreadable, match="is of part 740, not of part 742"):
        parser("742")(SECTION.format("740").encode())


HEADER = {f.headers[0]: "" for f in epoch_ai_models.NOTABLE.values()} | {"Frontier model": ""}


def models(frontier: int, notable: int, count: int = 20) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(HEADER), restval="")
    writer.writeheader()
    writer.writerows({
        "Model": f"M{n}", "Publication date": "2024-01-01", "Training compute (FLOP)": "1e21",
        "Frontier model": "True" if n < frontier else "",
        "Notability criteria": "Highly cited" if n < notable else "",
    } for n in range(count))
    return text.getvalue().encode()


@pytest.mark.parametrize(("parse", "own", "other", "said"), [
    (epoch_ai_models.parse_frontier, models(20, 19), models(3, 20), "17 of 20 records have no is_frontier"),
    (epoch_ai_models.parse_notable, models(3, 20), models(3, 8), "12 of 20 records have no notability"),
])
def test_another_list_of_epoch_is_refused(parse, own, other, said) -> None:  # type: ignore[no-untyped-def]
    assert parse(own).frame.height == 20
    with pytest.raises(Unreadable, match=said):
        parse(other)


OTHERS = [
    ("epoch_gpqa_diamond", "epoch_frontiermath"), ("epoch_simpleqa_verified", "epoch_gpqa_diamond"),
    ("epoch_notable_models", "epoch_frontier_models"), ("epoch_all_models", "epoch_notable_models"),
    ("ecfr_part740", "ecfr_part742"),
]


@pytest.mark.parametrize(("given", "taken_as"), OTHERS)
def test_a_kept_file_of_another_source_is_refused_and_changes_nothing(
    given: str, taken_as: str, tmp_path: Path, shared_data: Path
) -> None:
    def newest(source_id: str) -> bytes:
        files = [f for f in files_in(shared_data) if source(source_id).matches(name_in(shared_data, f))]
        return max(files, key=lambda file: date_in(file.name) or date.min).read_bytes()

    world = World(tmp_path, source(taken_as))
    world.see(end_of_day(date(2026, 11, 1)), newest(taken_as))
    before = world.rows()
    for day in (2, 3):
        world.see(end_of_day(date(2026, 11, day)), newest(given) + b"\n" * day)
        outcome = world.belief().outcomes[-1]
        assert outcome.status == REFUSED, outcome.message
        assert "as the source" in outcome.message
    assert world.rows() == before
