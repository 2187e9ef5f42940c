-- question: Which models keep the smallest cache per token of context?
-- example: select model_id, attention_kind, kv_bytes_per_token_count from core.model_architecture order by kv_bytes_per_token_count limit 5
select
    model_id,
    parameter_count,
    active_parameter_count,
    layer_count,
    expert_count,
    experts_per_token_count,
    attention_kind,
    kv_bytes_per_token_count,
    weight_precision_bit,
    note,
    citation,
    citation_url
from seed.model_architecture
