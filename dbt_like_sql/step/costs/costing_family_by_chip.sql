-- question: Which chips are priced and powered like an A100?
-- example: select chip_id, tdp_w from step.costing_family_by_chip where chip_family = 'a100' order by chip_id
-- only: core.model_constant = tpu_v4_power_w; core.word_set = server_power_family, server_overhead_family
with named as (
    select
        *,
        chip_name ilike '%TPU%' as is_tpu,
        case
            when chip_name ilike '%TPU v4i%' then 'tpu_later'
            when chip_name ilike '%TPU v1%' then 'tpu_v1'
            when chip_name ilike '%TPU v2%' then 'tpu_v2'
            when chip_name ilike '%TPU v3%' then 'tpu_v3'
            when chip_name ilike '%TPU v4%' then 'tpu_v4'
            when chip_name ilike '%TPU%' then 'tpu_later'
            when chip_name like '%A100%' then 'a100'
            when chip_name like '%V100%' then 'v100'
            when chip_name like '%H100%' then 'h100'
            when chip_name like '%P100%' then 'p100'
            else 'other'
        end as chip_family
    from core.chip
)

select
    named.chip_id,
    named.chip_name,
    named.chip_family,
    named.is_tpu,
    named.release_date,
    coalesce(named.tdp_w, case when named.chip_family = 'tpu_v4' then power.value end) as tdp_w,
    named.tdp_w is null and named.chip_family = 'tpu_v4' as is_power_assumed,
    coalesce(
        peak_dense_fp16_flop_per_s,
        peak_dense_tf32_flop_per_s,
        peak_dense_fp32_flop_per_s,
        peak_dense_int8_op_per_s
    ) as peak_dense_flop_per_s,
    case
        when chip_family = 'tpu_v4' then 'server_power_tpu_later_ratio'
        when is_tpu or chip_family in (
            select unnest(words) from core.word_set where word_set_id = 'server_power_family'
        )
            then 'server_power_' || chip_family || '_ratio'
        else 'server_power_other_gpu_ratio'
    end as server_power_constant_id,
    case
        when chip_family in (
            select unnest(words) from core.word_set where word_set_id = 'server_overhead_family'
        )
            then 'server_overhead_' || chip_family || '_ratio'
        else 'server_overhead_other_ratio'
    end as server_overhead_constant_id
from named
join core.model_constant as power on power.constant_id = 'tpu_v4_power_w'
