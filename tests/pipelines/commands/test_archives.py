"""Archives of law: files of several sources, days that stand inside a file, and files passed over."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipelines.commands.passed_over import REASONS, reason_for
from pipelines.project import sources
from tests.support.homes import SHARED_DATA, chipledger
from warehouse.paths import Home
from warehouse.storage.snapshots import Snapshots

RULES = SHARED_DATA.parent / "rules"


def passage(part: str, section: str, kind: str, text: str) -> str:
    return json.dumps({"chunk_kind": kind, "section_id": f"EAR-{section}",
                       "source_ref": f"ecfr:2026-02-10:title15:part{part}",
                       "text": f"15 CFR {section}\n§ {section} Heading.\n\n{text}"})


def test_a_file_of_several_parts_is_taken_in_for_each_of_them(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "ecfr_2026-02-10" / "parts_742_746.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(passage(part, section, "section", "( a ) Scope.")
                              for part, section in (("742", "742.6"), ("746", "746.7"))))
    said = chipledger(home, "ingest-archive", str(file.parent)).output
    assert "as ecfr_part742, ecfr_part746 known by 2026-02-10" in said
    snapshots = Snapshots(Home(home).snapshots)
    assert [len(list(snapshots.sightings(s))) for s in ("ecfr_part742", "ecfr_part746")] == [1, 1]


def test_a_day_that_stands_in_a_file_dates_it(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fr_paragraphs_kept"
    folder.mkdir()
    line = {"document_number": "2025-00711", "paragraph_index": 3, "text": "A rule.",
            "scraped_at": "2026-03-26T22:34:02.330Z"}
    (folder / "2025-00711.jsonl").write_text(json.dumps(line))
    (folder / "2025-00712.jsonl").write_text("no JSON")
    said = chipledger(home, "ingest-archive", str(folder)).output
    assert "2025-00711.jsonl as federal_register_paragraph known by 2026-03-26" in said
    assert "no date    2025-00712.jsonl" in said


def test_a_folder_with_nothing_to_take_leaves_with_2_and_says_why(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "sec_742.6.txt").write_text("15 CFR 742.6")
    result = chipledger(home, "ingest-archive", str(tmp_path))
    assert result.exit_code == 2
    assert "no source  sec_742.6.txt: cut off after" in result.output


def test_what_is_passed_over_is_no_release_of_a_source() -> None:
    """A kind with a reason that a source takes in all the same would say two things."""
    assert not [glob for glob, _ in REASONS for s in sources().values()
                if glob in s.archive_globs]
    assert reason_for("kept/anything.csv") is None


@pytest.mark.skipif(not RULES.is_dir(), reason="needs the kept texts of law beside the releases")
def test_of_the_kept_texts_each_is_taken_or_has_its_reason(home: Path) -> None:
    """25 of 74 files are captures, lists, spans or paragraphs; the others are told one by one."""
    result = chipledger(home, "ingest-archive", str(RULES))
    lines = result.output.splitlines()
    taken = [line for line in lines if line.startswith("taken in")]
    left = [line for line in lines if line.startswith("no source")]
    assert (result.exit_code, len(taken), len(left)) == (0, 25, len(lines) - 26)
    assert all(": " in line and "no source knows" not in line for line in left)
    known = {s.known_at.date() for s in Snapshots(Home(home).snapshots).sightings("ecfr_part774")}
    assert known == {date(2026, 9, 1)}
