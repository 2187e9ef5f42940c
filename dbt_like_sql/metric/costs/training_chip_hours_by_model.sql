-- question: How many chip-hours did the largest runs take, and how is that known?
-- example: select model_name, chip_name, training_chip_hour_count, chip_hours_method from metric.training_chip_hours_by_model order by training_chip_hour_count desc limit 5
-- only: core.model_constant = training_mfu_share, default_training_hours, training_to_publication_days
with assumption as (
    select
        max(value) filter (where constant_id = 'training_mfu_share') as mfu_share,
        max(value) filter (where constant_id = 'default_training_hours') as hours,
        max(value) filter (where constant_id = 'training_to_publication_days') as days
    from core.model_constant
),

run as (
    select
        training_run.* exclude (training_chip_hour_count, training_hour_count),
        coalesce(utilization.believed_cell, 'hours') = 'hours' as has_hours,
        case when has_hours then training_run.training_chip_hour_count end as chip_hour_count,
        case when has_hours then training_run.training_hour_count end as hour_count,
        utilization.is_whole,
        utilization.is_form_assumed,
        case
            when coalesce(utilization.believed_cell, 'compute') = 'compute' then utilization.compute_flop
        end as known_compute_flop,
        utilization.compute_flop_basis as known_compute_basis,
        model.model_name,
        model.release_date,
        model.organization_ids,
        model.is_frontier,
        chip.chip_id as costed_chip_id,
        chip.chip_name,
        chip.chip_family,
        chip.is_tpu,
        chip.tdp_w,
        chip.is_power_assumed,
        chip.server_power_constant_id,
        chip.server_overhead_constant_id,
        assumption.hours as default_hours,
        assumption.days as days_to_publication,
        coalesce(training_run.mfu_share, assumption.mfu_share) as used_mfu_share,
        training_run.training_chip_count * hour_count as product_hours,
        known_compute_flop / (chip.peak_dense_flop_per_s * used_mfu_share) / 3600
            as compute_hours
    from core.training_run as training_run
    join step.run_utilization as utilization
        on training_run.training_run_id = utilization.training_run_id
    join core.model_release as model on training_run.model_id = model.model_id
    join step.costing_family_by_chip as chip on utilization.chip_id = chip.chip_id
    cross join assumption
),

method as (
    select
        *,
        coalesce(chip_hour_count, product_hours, compute_hours) as hours,
        case
            when chip_hour_count is not null then 1
            when product_hours is not null then 2
            when compute_hours is not null then 3
        end as method_rank,
        case
            when chip_hour_count is not null then coalesce(training_chip_hour_count_basis, 'estimated')
            when product_hours is not null then 'estimated'
            when mfu_share is null then 'imputed'
            else 'estimated'
        end as hours_basis
    from run
),

of_source as (
    select
        model_id,
        source_id,
        is_whole,
        min(model_name) as model_name,
        min(release_date) as release_date,
        min(organization_ids) as organization_ids,
        bool_or(is_frontier) as is_frontier,
        min(costed_chip_id) as chip_id,
        bool_or(is_form_assumed) as is_form_assumed,
        min(chip_name) as chip_name,
        min(chip_family) as chip_family,
        bool_or(is_tpu) as is_tpu,
        min(tdp_w) as tdp_w,
        bool_or(is_power_assumed) as is_power_assumed,
        min(server_power_constant_id) as server_power_constant_id,
        min(server_overhead_constant_id) as server_overhead_constant_id,
        list(phase order by phase) as phases,
        max(training_chip_count) as training_chip_count,
        sum(hours) as training_chip_hour_count,
        case
            when count(hour_count) = count(*)
                then sum(hour_count)
        end as training_hour_count,
        case max(case hours_basis when 'reported' then 1 when 'estimated' then 2 else 3 end)
            when 1 then 'reported'
            when 2 then 'estimated'
            else 'imputed'
        end as hours_basis,
        max(method_rank) as method_rank,
        max(used_mfu_share) filter (where method_rank = 3) as mfu_share,
        bool_or(method_rank = 3 and mfu_share is null) as is_mfu_assumed,
        case when count(known_compute_flop) = count(*) then sum(known_compute_flop) end
            as compute_flop,
        max(known_compute_basis) as compute_flop_basis,
        min(start_date) as start_date,
        min(default_hours) as default_hours,
        min(days_to_publication) as days_to_publication,
        count(*) as run_row_count,
        count(hours) as known_row_count
    from method
    group by model_id, source_id, is_whole
),

chosen as (
    select *
    from of_source
    where known_row_count = run_row_count
    qualify row_number() over (
        partition by model_id order by method_rank, not is_whole, source_id != 'seed', source_id
    ) = 1
),

developer as (
    select
        model_id,
        unnest(organization_ids) as organization_id
    from chosen
),

hyperscaler as (
    select distinct developer.model_id
    from developer
    join core.organization_cloud as cloud on developer.organization_id = cloud.organization_id
    where cloud.pue_class = 'hyperscaler'
),

dated as (
    select
        chosen.*,
        coalesce(chosen.training_hour_count, chosen.default_hours) / 24 as training_days,
        exception.model_id is not null or chosen.start_date is not null as is_start_reported,
        exception.training_start_date as exception_start_date,
        exception.training_end_date as exception_end_date
    from chosen
    left join core.training_start_exception as exception on chosen.model_id = exception.model_id
)

select
    dated.model_id,
    dated.model_name,
    dated.release_date,
    dated.organization_ids,
    dated.is_frontier,
    dated.chip_id,
    dated.chip_name,
    dated.is_form_assumed,
    dated.chip_family,
    dated.is_tpu,
    dated.tdp_w,
    dated.is_power_assumed,
    dated.server_power_constant_id,
    dated.server_overhead_constant_id,
    case when hyperscaler.model_id is null then 'other' else 'hyperscaler' end as pue_class,
    dated.source_id as run_source_id,
    dated.phases,
    dated.training_chip_count,
    dated.training_hour_count,
    dated.training_chip_hour_count,
    dated.hours_basis as training_chip_hour_count_basis,
    case dated.method_rank when 1 then 'reported' when 2 then 'count_x_hours' else 'compute' end
        as chip_hours_method,
    dated.mfu_share,
    dated.compute_flop,
    case when dated.compute_flop is not null then dated.compute_flop_basis end
        as compute_flop_basis,
    coalesce(
        dated.exception_start_date,
        dated.exception_end_date - cast(floor(dated.training_days) as integer),
        dated.start_date,
        dated.release_date
        - cast(floor(dated.days_to_publication + dated.training_days) as integer)
    ) as training_start_date,
    case when dated.is_start_reported then 'reported' else 'inferred' end
        as training_start_basis,
    list_concat(
        case when dated.is_mfu_assumed then ['training_mfu_share'] else [] end,
        case
            when dated.is_start_reported then []
            when dated.training_hour_count is not null then ['training_to_publication_days']
            else ['default_training_hours', 'training_to_publication_days']
        end
    ) as constant_ids,
    dated.run_row_count + 2 as input_row_count
from dated
left join hyperscaler on dated.model_id = hyperscaler.model_id
