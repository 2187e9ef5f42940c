-- question: Which runs have compute, hours and parameters that contradict each other, and what of them is believed?
-- example: select model_id, source_id, compute_flop, training_chip_hour_count, utilization_ratio, reason_code, believed_cell from step.run_utilization where reason_code is not null order by model_id, source_id
-- only: core.model_constant = utilization_floor_share, utilization_ceiling_share, tokens_per_parameter_floor_ratio, run_chip_count_factor_ratio, run_hours_factor_ratio, run_compute_factor_ratio, run_peak_factor_ratio
with bound as (
    select
        max(value) filter (where constant_id = 'utilization_floor_share')
        / product(value_high) filter (where constant_id like 'run_%_factor_ratio') as least_share,
        max(value) filter (where constant_id = 'utilization_ceiling_share') as most_share,
        max(value) filter (where constant_id = 'tokens_per_parameter_floor_ratio')
        / max(value_high) filter (where constant_id = 'run_compute_factor_ratio') as least_token_ratio
    from core.model_constant
),

run as (
    select
        training_run.*,
        training_run.phase = 'all' as is_whole,
        training_run.chip_id is null as is_form_assumed,
        coalesce(training_run.chip_id, costing_chip.chip_id) as costed_chip_id,
        model.compute_flop as model_compute_flop,
        model.compute_flop_basis as model_compute_basis,
        coalesce(list_contains(model.domains, 'Language'), false) as is_of_language,
        coalesce(
            training_run.active_parameter_count, model.active_parameter_count, model.parameter_count
        ) as used_parameter_count,
        coalesce(training_run.dataset_token_count, model.dataset_token_count) as known_token_count
    from core.training_run as training_run
    join core.model_release as model on training_run.model_id = model.model_id
    left join core.costing_chip as costing_chip
        on model.training_hardware = costing_chip.hardware_name
    where not model.is_fine_tune and model.base_model_id is null
),

part as (
    select
        *,
        count(*) over source_part as run_count,
        min(costed_chip_id) over source_part as first_chip_id,
        max(costed_chip_id) over source_part as last_chip_id,
        count(costed_chip_id) over source_part as known_chip_count
    from run
    window source_part as (partition by model_id, source_id, is_whole)
),

measured as (
    select
        part.*,
        coalesce(part.compute_flop, case when part.run_count = 1 then part.model_compute_flop end)
            as known_compute_flop,
        coalesce(part.compute_flop_basis, part.model_compute_basis) as known_compute_basis,
        coalesce(part.training_chip_hour_count, part.training_chip_count * part.training_hour_count)
            as known_hours,
        known_compute_flop / (known_hours * 3600 * chip.peak_dense_flop_per_s) as utilization_ratio,
        case
            when part.known_token_count is null
                then known_compute_flop / (6 * part.used_parameter_count * part.used_parameter_count)
        end as token_ratio
    from part
    join step.costing_family_by_chip as chip on part.costed_chip_id = chip.chip_id
    where part.first_chip_id = part.last_chip_id and part.known_chip_count = part.run_count
)

select
    measured.training_run_id,
    measured.model_id,
    measured.source_id,
    measured.is_whole,
    measured.costed_chip_id as chip_id,
    measured.is_form_assumed,
    measured.known_compute_flop as compute_flop,
    measured.known_compute_basis as compute_flop_basis,
    measured.known_hours as training_chip_hour_count,
    measured.utilization_ratio,
    bound.least_share as least_utilization_ratio,
    bound.most_share as most_utilization_ratio,
    case
        when measured.utilization_ratio > bound.most_share then 'more_compute_than_hours_allow'
        when measured.utilization_ratio < bound.least_share then 'less_compute_than_hours_tell'
        when
            measured.known_hours is null
            and measured.is_of_language
            and measured.token_ratio < bound.least_token_ratio
            then 'less_compute_than_parameters_tell'
    end as reason_code,
    case reason_code
        when 'more_compute_than_hours_allow' then 'compute'
        when 'less_compute_than_hours_tell' then 'hours'
        when 'less_compute_than_parameters_tell' then 'neither'
    end as believed_cell
from measured
cross join bound
