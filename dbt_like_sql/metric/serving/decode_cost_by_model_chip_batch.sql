-- question: What does a million decoded tokens of DeepSeek-V3 cost on different chips, and what bounds them?
-- example: select chip_id, chip_count, batch_count, bound, round(tokens_per_second_count) as tokens_per_second_count, round(cost_per_million_tokens_usd, 2) as cost_per_million_tokens_usd, price_provider_count from metric.decode_cost_by_model_chip_batch where model_id = 'deepseek-v3' and number_format = 'fp8' and context_token_count = 8192 and batch_count = 256 order by tokens_per_second_count desc, chip_id, chip_count limit 5
-- only: core.model_constant = decode_bandwidth_efficiency_share, decode_compute_efficiency_share, decode_layer_latency_s, decode_memory_use_share; core.coverage = rental_offer
with efficiency as (
    select
        max(value_low) filter (where constant_id like '%bandwidth%') as bandwidth_low,
        max(value) filter (where constant_id like '%bandwidth%') as bandwidth,
        max(value_high) filter (where constant_id like '%bandwidth%') as bandwidth_high,
        max(value_low) filter (where constant_id like '%compute%') as compute_low,
        max(value) filter (where constant_id like '%compute%') as compute,
        max(value_high) filter (where constant_id like '%compute%') as compute_high,
        max(value) filter (where constant_id like '%memory%') as memory_use,
        max(value_low) filter (where constant_id like '%latency%') as latency_low,
        max(value) filter (where constant_id like '%latency%') as latency,
        max(value_high) filter (where constant_id like '%latency%') as latency_high
    from core.model_constant
),

number_format as (
    select chip_id, 'fp16' as number_format, 16 as bits, peak_dense_fp16_flop_per_s as peak
    from core.chip
    union all
    select chip_id, 'fp8', 8, peak_dense_fp8_flop_per_s from core.chip
    union all
    select chip_id, 'fp4', 4.25, peak_dense_fp4_flop_per_s from core.chip
),

load as (
    select
        context.tokens,
        batch.sequences,
        spread.times
    from (values (1024), (8192), (65536)) as context(tokens)
    cross join (values (1), (4), (16), (64), (256), (1024)) as batch(sequences)
    cross join (values (1), (4)) as spread(times)
),

held as (
    select
        model.*,
        chip.chip_id,
        chip.memory_size_gb,
        chip.memory_bandwidth_gb_per_s,
        number_format.number_format,
        number_format.peak,
        least(number_format.bits, model.weight_precision_bit) / 8 as bytes_per_weight,
        model.parameter_count * bytes_per_weight / 1e9 as weight_gb,
        case
            when model.expert_count = 1 then 0
            else
                (model.parameter_count - model.active_parameter_count)
                / (model.expert_count - model.experts_per_token_count)
        end as per_expert_count,
        2 ** greatest(
            0, ceil(log2(weight_gb / (chip.memory_size_gb * efficiency.memory_use)))
        ) as least_chips,
        efficiency.*
    from core.model_architecture as model
    cross join core.chip as chip
    cross join efficiency
    join number_format on chip.chip_id = number_format.chip_id
    where
        chip.memory_size_gb >= 24
        and chip.memory_bandwidth_gb_per_s >= 500
        and number_format.peak is not null
        and (number_format.number_format != 'fp4' or model.weight_precision_bit < 8)
),

loaded as (
    select
        *,
        cast(least_chips * times as bigint) as chips,
        active_parameter_count - experts_per_token_count * per_expert_count as shared_count,
        (1 - experts_per_token_count / expert_count) as untouched,
        case
            when expert_count = 1 then weight_gb
            else
                (
                    shared_count
                    + expert_count * per_expert_count * (1 - untouched ** sequences)
                ) * bytes_per_weight / 1e9
        end as touched_gb,
        sequences * tokens * kv_bytes_per_token_count / 1e9 as cache_gb
    from held
    cross join load
    where least_chips * times <= 256
),

fitting as (
    select
        *,
        touched_gb + cache_gb as moved_gb,
        chips * memory_bandwidth_gb_per_s as bandwidth_gb_per_s,
        sequences * 2 * active_parameter_count / (chips * peak) as peak_s,
        2 * active_parameter_count / (chips * peak * compute)
        - tokens * kv_bytes_per_token_count / 1e9 / (bandwidth_gb_per_s * bandwidth)
            as excess_s,
        weight_gb / (bandwidth_gb_per_s * bandwidth) / excess_s as batch_0
    from loaded
    where weight_gb + cache_gb <= chips * memory_size_gb * memory_use
),

crossing as (
    select
        *,
        weight_gb / (bandwidth_gb_per_s * bandwidth) / excess_s as dense_batch,
        shared_count * bytes_per_weight / 1e9 as shared_gb,
        weight_gb - shared_gb as expert_gb,
        bandwidth_gb_per_s * bandwidth * excess_s as gb_per_sequence,
        (shared_gb + expert_gb * (1 - untouched ** batch_0)) / gb_per_sequence as batch_1,
        (shared_gb + expert_gb * (1 - untouched ** batch_1)) / gb_per_sequence as batch_2,
        (shared_gb + expert_gb * (1 - untouched ** batch_2)) / gb_per_sequence as batch_3,
        (shared_gb + expert_gb * (1 - untouched ** batch_3)) / gb_per_sequence as batch_4
    from fitting
),

timed as (
    select
        *,
        moved_gb / bandwidth_gb_per_s as moved_s,
        layer_count * latency as layers_s,
        greatest(moved_s / bandwidth, peak_s / compute) + layers_s as step_s,
        greatest(moved_s / bandwidth_low, peak_s / compute_low) + layer_count * latency_high
            as slow_step_s,
        greatest(moved_s / bandwidth_high, peak_s / compute_high) + layer_count * latency_low
            as fast_step_s
    from crossing
),

rent as (
    select
        chip_id,
        price_per_gpu_hour_usd as price,
        price_method,
        provider_count,
        as_of_date,
        constant_ids
    from metric.rental_price_by_chip_term
    where term = 'on_demand'
),

latest_index as (
    select to_2023_ratio
    from core.price_index
    where deflator_id = 'cpi_u'
    qualify row_number() over (order by month_start_date desc) = 1
)

select
    timed.model_id,
    timed.chip_id,
    timed.chips as chip_count,
    timed.number_format,
    cast(timed.tokens as bigint) as context_token_count,
    cast(timed.sequences as bigint) as batch_count,
    timed.weight_gb,
    timed.touched_gb as touched_weight_gb,
    timed.cache_gb,
    timed.step_s,
    case
        when timed.layers_s >= greatest(timed.moved_s / timed.bandwidth, timed.peak_s / timed.compute)
            then 'latency'
        when timed.moved_s / timed.bandwidth > timed.peak_s / timed.compute then 'memory'
        else 'compute'
    end as bound,
    timed.sequences / timed.slow_step_s as tokens_per_second_count_low,
    timed.sequences / timed.step_s as tokens_per_second_count,
    timed.sequences / timed.fast_step_s as tokens_per_second_count_high,
    1 / timed.step_s as tokens_per_second_per_sequence_count,
    case
        when timed.excess_s <= 0 then null
        when timed.expert_count = 1 then timed.dense_batch
        else timed.batch_4
    end as crossover_batch_count,
    rent.price as price_per_gpu_hour_usd,
    rent.price_method,
    rent.provider_count as price_provider_count,
    rent.as_of_date as price_as_of_date,
    rent.price * timed.chips / 3600 / timed.sequences * timed.fast_step_s * 1e6
        as cost_per_million_tokens_usd_low,
    rent.price * timed.chips / 3600 / timed.sequences * timed.step_s * 1e6
        as cost_per_million_tokens_usd,
    rent.price * timed.chips / 3600 / timed.sequences * timed.slow_step_s * 1e6
        as cost_per_million_tokens_usd_high,
    cost_per_million_tokens_usd * latest_index.to_2023_ratio
        as cost_per_million_tokens_usd_2023,
    'imputed' as cost_per_million_tokens_usd_basis,
    'scenario' as interval_kind,
    case when rent.price is null then 'no_rental_price' end as reason_code,
    list_concat(
        [
            'decode_bandwidth_efficiency_share',
            'decode_compute_efficiency_share',
            'decode_layer_latency_s',
            'decode_memory_use_share'
        ],
        coalesce(rent.constant_ids, [])
    ) as constant_ids,
    cast(3 as bigint) as input_row_count,
    coverage.data_through_date
from timed
cross join latest_index
join core.coverage as coverage on coverage.coverage_id = 'rental_offer'
left join rent on timed.chip_id = rent.chip_id
