"""Prices of hardware and of its rent: rows in the publishers' forms, then all kept releases."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.commands.ingest import date_in
from pipelines.sources import epoch_hardware_prices, gpu_rental_prices
from tests.support.folding import World
from warehouse.rows.records import Unreadable
from warehouse.storage.snapshots import end_of_day

HEADER_2023 = (
    "Price source,Price date,Hardware model,Manufacturer (from Hardware model),Vendor,Location,"
    "Price per chip-hour (on-demand),Price per chip-hour (1-year CUD),"
    "Price per chip-hour (3-year CUD),Price (hardware purchase)"
)
HEADER_2025 = HEADER_2023.replace(" (from Hardware model)", "") + (
    ",Notes,Cloud GPU description,Number of GPUs")
CLOUD = ["https://a.example/p", "2024-01-29", "NVIDIA H100", "NVIDIA", "Lambda Labs", "", "3.49", "",
         "", "", "27.92 for 8x", "H100 (80 GB)", "8"]
BOUGHT = ["https://b.example", "2025-03-03", "NVIDIA H100", "NVIDIA", "", "", "", "", "", "$31,250.00",
          "", "", "1"]


def epoch_file(header: str, *rows: list[str]) -> bytes:
    """A file as Epoch exports it: a byte order mark, quotes where a cell holds a comma."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header.split(","), *rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def test_both_headers_are_read() -> None:
    early = epoch_hardware_prices.parse(epoch_file(HEADER_2023, CLOUD[:10])).frame.row(0, named=True)
    late = epoch_hardware_prices.parse(epoch_file(HEADER_2025, CLOUD)).frame.row(0, named=True)
    assert early["manufacturer"] == late["manufacturer"] == "NVIDIA"
    assert (early["gpu_count"], late["gpu_count"], late["notes"]) == (None, 8, "27.92 for 8x")
    assert early["on_demand_price_per_chip_hour_usd"] == 3.49


def test_a_purchase_has_no_vendor_and_may_be_printed_with_signs() -> None:
    row = epoch_hardware_prices.parse(epoch_file(HEADER_2025, BOUGHT)).frame.row(0, named=True)
    assert (row["vendor"], row["purchase_price_usd"]) == (None, 31250.0)


def test_rows_that_say_the_same_are_one_and_others_with_their_key_are_numbered() -> None:
    dearer = [*CLOUD[:6], "3.99", *CLOUD[7:]]
    found = epoch_hardware_prices.parse(epoch_file(HEADER_2025, CLOUD, CLOUD, dearer))
    assert found.rejected == []
    keys = dict(found.frame.select("price_key", "on_demand_price_per_chip_hour_usd").iter_rows())
    assert {key.endswith("#2"): price for key, price in keys.items()} == {False: 3.49, True: 3.99}


def test_a_row_without_any_price_is_left_out() -> None:
    found = epoch_hardware_prices.parse(epoch_file(HEADER_2025, CLOUD, [*CLOUD[:6], *[""] * 7]))
    assert found.frame.height == 1 and found.rejected == []


def test_a_price_of_zero_is_set_aside() -> None:
    found = epoch_hardware_prices.parse(epoch_file(HEADER_2025, CLOUD, [*BOUGHT[:9], "0", "", "", ""]))
    assert [cell.column_name for cell in found.rejected] == ["purchase_price_usd"]


def test_every_kept_release_is_read_whole_and_waits_only_where_its_prices_are_gone(
    tmp_path: Path, shared_data: Path
) -> None:
    """Twice its publisher left prices out that other releases state."""
    world = World(tmp_path, epoch_hardware_prices.SOURCE)  # type: ignore[arg-type]
    files = sorted((shared_data / "epoch_hardware_prices").glob("*.csv"))
    for file in files:
        data = file.read_bytes()
        rows = [r for r in csv.reader(io.StringIO(data.decode("utf-8-sig"))) if any(r)][1:]
        priced = {tuple(row[:1] + row[1:3] + row[4:]) for row in rows if any(row[6:10])}
        found = epoch_hardware_prices.parse(data)
        assert (found.rejected, tuple(found.unread)) == ([], ())
        assert found.frame.height == len(priced)
        day = date_in(file.name)
        assert day is not None
        world.see(end_of_day(day), data)
    waiting = [o for o in world.belief().outcomes if o.status != "folded"]
    assert [(str(o.sighting.known_at.date()), o.status) for o in waiting] == [
        ("2024-05-06", "held"), ("2025-03-13", "held")]
    assert all("values of purchase_price_usd" in o.message for o in waiting)


# gpurentalprices.com

OFFER = {"provider": "runpod", "gpu": "a100-sxm-80", "vram_gb": 80, "usd_hr": 1.49, "kind": "secure",
         "source_url": "https://www.runpod.io/pricing", "fetched_at": "2026-07-05T23:04:21.815Z"}


def rental_file(*offers: dict[str, object]) -> bytes:
    return json.dumps({"date": "2026-07-05", "offers": list(offers)}).encode()


def test_an_offer_is_read_with_the_day_it_was_read_and_one_gpu_at_least() -> None:
    row = gpu_rental_prices.parse(rental_file(OFFER)).frame.row(0, named=True)
    assert (row["price_per_gpu_hour_usd"], row["min_gpu_count"], row["offer_number"]) == (1.49, 1, 1)
    assert row["fetched_date"] == date(2026, 7, 5)


def test_the_same_offer_twice_is_one_and_another_price_is_another() -> None:
    dearer = OFFER | {"usd_hr": 10.5}
    found = gpu_rental_prices.parse(rental_file(dearer, OFFER, OFFER, OFFER | {"min_gpus": 8}))
    rows = found.frame.select("offer_number", "min_gpu_count", "price_per_gpu_hour_usd").rows()
    assert sorted(rows) == [(1, 1, 1.49), (1, 8, 1.49), (2, 1, 10.5)]
    assert found.rejected == []


@pytest.mark.parametrize(("price", "fault"), [
    (0, "greater_than(0)"), (-1, "greater_than(0)"), ("soon", "not a number"), (None, "not a number"),
])
def test_a_price_that_is_none_is_set_aside(price: object, fault: str) -> None:
    found = gpu_rental_prices.parse(rental_file(OFFER, OFFER | {"usd_hr": price, "gpu": "x"}))
    assert found.frame.height == 1
    assert [cell.check_name for cell in found.rejected] == [fault]


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"offers": 3}', b'{"offers": [1]}'])
def test_another_kind_of_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        gpu_rental_prices.parse(data)


def test_all_kept_days_are_read_whole(shared_data: Path) -> None:
    for file in sorted((shared_data / "gpu_rental_prices").glob("*.json")):
        offers = json.loads(file.read_bytes())["offers"]
        stated = {(o["provider"], o["gpu"], o["kind"], o["vram_gb"], o.get("min_gpus") or 1, o["usd_hr"])
                  for o in offers}
        found = gpu_rental_prices.parse(file.read_bytes())
        assert (found.rejected, tuple(found.unread)) == ([], ())
        columns = ["provider", "gpu", "kind", "vram_gb", "min_gpu_count", "price_per_gpu_hour_usd"]
        assert set(found.frame.select(columns).rows()) == stated
        assert found.frame.height == len(stated)
        assert found.frame.select(pl.col("fetched_date") <= date_in(file.name)).to_series().all()
