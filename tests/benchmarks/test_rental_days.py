"""Generated files of a rental tracker are read as the real ones are."""

from pathlib import Path

import pytest

from benchmarks import rental_days
from pipelines.sources.gpu_rental_prices import SOURCE


@pytest.fixture
def generated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Three days of 400 offers, more than the tracker really lists, and a new one."""
    monkeypatch.setattr(rental_days, "DAYS", 3)
    rental_days.write_days(tmp_path, 1200)
    return rental_days.day_files(tmp_path)


def test_every_offer_is_one_record_of_its_day(generated: list[Path]) -> None:
    assert [day.stem for day in generated] == ["2026-07-02", "2026-07-03", "2026-07-04", "2026-07-05"]
    for day in generated:
        parsed = SOURCE.parse(day.read_bytes())
        assert (parsed.frame.height, parsed.rejected, parsed.unread) == (400, [], {})
        assert set(parsed.frame["fetched_date"].cast(str)) == {day.stem}


def test_few_prices_move_from_day_to_day(generated: list[Path]) -> None:
    first, second = (SOURCE.parse(day.read_bytes()).frame["price_per_gpu_hour_usd"] for day in generated[:2])
    assert 0 < (first != second).sum() < 60


def test_the_same_seed_gives_the_same_files(generated: list[Path], tmp_path: Path) -> None:
    before = [day.read_bytes() for day in generated]
    rental_days.write_days(tmp_path, 1200)
    assert [day.read_bytes() for day in generated] == before
