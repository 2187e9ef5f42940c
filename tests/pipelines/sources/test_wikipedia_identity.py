"""An entry of Wikipedia's lists is what it names, wherever it stands in its table."""

from __future__ import annotations

import json

from pipelines.sources.wikipedia_gpu.source import parse

ENTRIES = [
    {"Model": "Accelerator 1[10][11]", "Code name": "Core A", "TDP": "300 W"},
    {"Model": "Accelerator 2", "TDP": "400 W"},
    {"Model": "Accelerator 2", "TDP": "350 W"},
]


def keyed(entries: list[dict[str, str]]) -> dict[str, float]:
    """Power of each entry by its key, in a file that numbers entries by their place."""
    numbered = {f"AMD_nan_{n}": {"Vendor": "AMD", **e} for n, e in enumerate(entries, start=1)}
    return dict(parse(json.dumps(numbered).encode()).frame.select("entry_key", "tdp_w").iter_rows())


def test_a_row_more_moves_no_facts_to_another_model() -> None:
    new = {"Model": "Accelerator 0", "TDP": "100 W"}
    before = keyed(ENTRIES)
    assert before == {"AMD / Accelerator 1 / Core A": 300, "AMD / Accelerator 2": 350,
                      "AMD / Accelerator 2 #2": 400}
    assert keyed([new, *reversed(ENTRIES)]) == before | {"AMD / Accelerator 0": 100}


def test_another_code_name_is_another_entry() -> None:
    renamed = [ENTRIES[0] | {"Code name": "Core B"}]
    assert set(keyed(renamed)) == {"AMD / Accelerator 1 / Core B"}


def test_what_stands_run_together_in_a_cell_is_set_aside_where_it_cannot_be() -> None:
    cells = {"Vendor": "AMD", "Model": "Accelerator 1", "TDP": "250300 W", "Memory Size (GB)": "3264"}
    found = parse(json.dumps({"AMD_nan": cells}).encode())
    assert found.frame.select("tdp_w", "memory_size_gb").rows() == [(None, None)]
    assert {cell.column_name for cell in found.set_aside} == {"tdp_w", "memory_size_gb"}
