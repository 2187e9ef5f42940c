"""How models are built, as far as serving them costs: layers, experts, cache, precision."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.models.model_release import model_id

ATTENTION_KINDS = ["multi_head", "grouped_query", "latent", "sliding_mixed"]


class ModelArchitectureColumns(Table):
    """The figures of one model that decide what a decoded token moves and computes."""

    model_id: str = model_id()
    parameter_count: float = column("Parameters, all of them", gt=0)
    active_parameter_count: float = column("Parameters used per token", gt=0)
    layer_count: int = column("Layers", gt=0)
    expert_count: int = column("Routed experts per mixture layer; 1 for a dense model", gt=0)
    experts_per_token_count: int = column("Routed experts used per token; 1 for a dense model", gt=0)
    attention_kind: str = column("How keys and values are kept: for each head, for groups of heads, "
                                 "as one latent vector, or partly in a window",
                                 isin=ATTENTION_KINDS)
    kv_bytes_per_token_count: float = column("Bytes of cache per token of context, all layers, at "
                                             "16 bits", gt=0)
    weight_precision_bit: float = column("Bits per weight as released, scales included", gt=0)
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedModelArchitecture(ModelArchitectureColumns, name="seed.model_architecture",
                            key=("model_id",), grain="model", group="models"):
    """Architectures of open models, from their papers and configuration files."""


class CoreModelArchitecture(
    ModelArchitectureColumns, name="core.model_architecture", key=("model_id",),
    grain="model", group="models",
    copies="seed.model_architecture",
    question="Which models keep the smallest cache per token of context?",
    example="select model_id, attention_kind, kv_bytes_per_token_count from "
            "core.model_architecture order by kv_bytes_per_token_count, model_id limit 5",
):
    """Architectures of models whose weights or papers are public."""
