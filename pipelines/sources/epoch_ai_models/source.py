"""Epoch AI's lists of AI models: all, notable, large-scale and frontier ones, and their forerunners.

Each list is a register of its own, because a model that leaves one list stays in the others, and
because a list without a column would otherwise seem to take back what another states.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from pipelines.formats.tabular import Field, amount, field, read_csv
from pipelines.source import Source
from pipelines.sources.epoch_ai_models.lists import (
    Demand,
    number_of,
    of_all,
    of_frontier,
    of_large_runs,
    of_notable,
)
from schemas.base import Table
from schemas.models.epoch_all_models import RawEpochAllModels
from schemas.models.epoch_frontier_models import RawEpochFrontierModels
from schemas.models.epoch_large_scale_models import RawEpochLargeScaleModels
from schemas.models.epoch_notable_models import RawEpochNotableModels
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, TextRow

ZERO = ("0",)
"""What Epoch prints in a few measures that nobody filled in."""
ADDRESS = re.compile(r"https?://[^\s,;]+")


def first_address(text: str) -> str:
    """The first address of a cell that may hold several, with remarks between them."""
    found = ADDRESS.search(text)
    return found[0] if found else ""


COMMON: dict[str, Field] = {
    "model_name": field("Model", "System"),
    "domains": field("Domain"),
    "organization_names": field("Organization"),
    "country_names": field("Country (of organization)", "Country (from Organization)"),
    "publication_date": field("Publication date"),
    "link": field("Link", clean=first_address),
    "parameter_count": field("Parameters"),
    "training_compute_flop": field("Training compute (FLOP)"),
    "dataset_size": field("Training dataset size (gradients)", "Training dataset size (total)",
                          "Training dataset size (datapoints)",
                          "(DEPRECATED) Training dataset size (datapoints)", unknown=ZERO),
    "training_hour_count": field("Training time (hours)", optional=True),
    "training_hardware": field("Training hardware"),
    "hardware_count": field("Hardware quantity"),
    "mfu_share": field("Hardware utilization (MFU)", "Hardware utilization", optional=True),
    "hfu_share": field("Hardware utilization (HFU)", optional=True),
    "confidence": field("Confidence"),
    "model_accessibility": field("Model accessibility", "Open-source"),
    "base_models": field("Base model", optional=True),
    "finetune_compute_flop": field("Finetune compute (FLOP)", optional=True, unknown=ZERO),
}
TRAINING: dict[str, Field] = COMMON | {
    "epoch_count": field("Epochs", optional=True, unknown=ZERO),
    "training_cost_usd_2023": field("Training compute cost (2023 USD)", optional=True,
                                    clean=amount),
    "number_format": field("Numerical format", "Arithmetic format", optional=True,
                           unknown=("Unknown",)),
}
HARDWARE: dict[str, Field] = TRAINING | {
    "training_compute_flop_low": field("Training compute lower bound", optional=True),
    "training_compute_flop_high": field("Training compute upper bound", optional=True),
    "training_chip_hour_count": field("Training chip-hours", optional=True),
    "compute_methods": field("Training compute estimation method", optional=True),
}
ALL: dict[str, Field] = HARDWARE | {
    "notability_criteria": field("Notability criteria", optional=True),
    "is_excluded": field("Exclude", optional=True),
}
NOTABLE: dict[str, Field] = TRAINING | {
    "notability_criteria": field("Notability criteria"),
    "is_frontier": field("Frontier model", optional=True),
}
FRONTIER: dict[str, Field] = HARDWARE | {
    "is_frontier_marked": field("Frontier model", optional=True),
}
LARGE_SCALE: dict[str, Field] = COMMON | {
    "training_cost_cloud_usd_2023": field("Training compute cost (cloud)", optional=True),
    "training_cost_upfront_usd_2023": field("Training compute cost (upfront)", optional=True),
}
"""`Training compute cost (2020 USD)` of 2023 and 2024 is left unread: the column that replaced it
holds other figures, not the same ones in other dollars. `Training power draw` too: Epoch computes it
anew for every release from hardware that other columns state."""


def _prepared(
    rows: Iterable[TextRow], names: Iterable[str], demand: Demand
) -> Iterator[TextRow]:
    """Rows with an occurrence number, the two ends of a data set's size, and a plain Exclude mark."""
    kept = [replace(row, cells=_told(row.cells)) for row in rows]
    demand([row for row in kept if not row.fault])
    contents: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in kept:
        contents[_name(row)].add(_content(row, names))
    ordered = {name: sorted(found, key=_fullest) for name, found in contents.items()}
    for row in kept:
        number = ordered[_name(row)].index(_content(row, names)) + 1
        yield row if row.fault else row.saying({"occurrence": str(number)})


def _told(cells: Mapping[str, str | None]) -> dict[str, str | None]:
    sizes = sorted((cells.get("dataset_size") or "").split(","), key=number_of)
    excluded = str((cells.get("is_excluded") or "0") not in ZERO).lower()
    ends = {"dataset_size_count_low": sizes[0], "dataset_size_count_high": sizes[-1]}
    return {**cells, **ends, "is_excluded": excluded}


def _name(row: TextRow) -> str:
    return (row.cells.get("model_name") or "").strip()


def _content(row: TextRow, names: Iterable[str]) -> tuple[str, ...]:
    return tuple((row.cells.get(name) or "").strip() for name in names)


def _fullest(content: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return sum(not cell for cell in content), content


def _reader(
    table: type[Table], fields: Mapping[str, Field], demand: Demand
) -> Callable[[bytes], Parsed]:
    """How a file becomes records; `demand` refuses one that by what its records say is of another list."""
    prepare = partial(_prepared, names=tuple(fields), demand=demand)
    return lambda data: read_csv(data, fields, table, prepare)


parse_all = _reader(RawEpochAllModels, ALL, of_all)
parse_frontier = _reader(RawEpochFrontierModels, FRONTIER, of_frontier)
parse_notable = _reader(RawEpochNotableModels, NOTABLE, of_notable)
parse_large_scale = _reader(RawEpochLargeScaleModels, LARGE_SCALE, of_large_runs)


def _source(
    source_id: str, title: str, file_name: str, table: type[Table],
    parse: Callable[[bytes], Parsed], register: Register, archive_globs: tuple[str, ...],
) -> Source:
    return Source(
        source_id=source_id, title=title, publisher="Epoch AI",
        url=f"https://epoch.ai/data/{file_name}.csv", licence="CC BY 4.0",
        citation=f"Epoch AI, Data on AI Models ({title}), epoch.ai/data/ai-models",
        table=table, parse=parse, register=register, is_bundled=True,
        archive_globs=(f"epoch_ai_models/{file_name}__*.csv", *archive_globs),
    )


REDEFINED = ("dataset_size_count_low", "dataset_size_count_high")
"""Counts that were of examples, then of gradients, then of all data points, model by model."""
REWORDED = ("confidence", "model_accessibility")
"""Graded anew from release to release: in June 2025 120 of 175 `Unverified` models became `Confident`."""
LIMITS = Limits(volatile=REWORDED, free=REDEFINED, corrected=("country_names",), vague=("Multinational",))
"""Whom a model is of is corrected model by model; who was of many countries came to be of one of them."""
SOURCES = (
    _source(
        "epoch_all_models", "All AI models", "all_ai_models", RawEpochAllModels, parse_all,
        Register(key=("model_name", "occurrence"), coverage=("is_excluded",),
                 max_removed_share=0.35,
                 limits=replace(LIMITS, volatile=(*REWORDED, "notability_criteria"))),
        ("epoch_ai_models/all_systems__*.csv", "epoch_all_ml_systems/all_ml_systems_full_view__*.csv"),
    ),
    _source(
        "epoch_notable_models", "Notable AI models", "notable_ai_models", RawEpochNotableModels,
        parse_notable, Register(
            key=("model_name", "occurrence"),
            limits=replace(LIMITS, volatile=(*REWORDED, *REDEFINED))),
        ("epoch_ai_models/notable_systems__*.csv",),
    ),
    _source(
        "epoch_large_scale_models", "Large-scale AI models", "large_scale_ai_models",
        RawEpochLargeScaleModels, parse_large_scale,
        Register(key=("model_name", "occurrence"),
                 limits=replace(LIMITS, added=2.0)),
        ("epoch_ai_models/compute_intensive_systems__*.csv",),
    ),
    _source(
        "epoch_frontier_models", "Frontier AI models", "frontier_ai_models",
        RawEpochFrontierModels, parse_frontier,
        Register(key=("model_name", "occurrence"),
                 limits=LIMITS), (),
    ),
)
"""Epoch prunes and renames the list of all models by hand: between November 2024 and June 2025 a
quarter of its public records went, and the next release confirmed it."""
