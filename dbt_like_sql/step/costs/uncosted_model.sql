-- question: Why is there no cost of DeepSeek-R1?
-- example: select model_id, reason_code from step.uncosted_model where model_id = 'deepseek-r1'
with run as (
    select
        training_run.model_id,
        count(coalesce(training_run.chip_id, costing_chip.chip_id)) as chip_count,
        bool_or(
            training_run.training_chip_hour_count is not null
            or training_run.training_chip_count * training_run.training_hour_count is not null
            or training_run.compute_flop is not null
            or model.compute_flop is not null
        ) as is_measured
    from core.training_run as training_run
    join core.model_release as model on training_run.model_id = model.model_id
    left join core.costing_chip as costing_chip
        on model.training_hardware = costing_chip.hardware_name
    group by training_run.model_id
),

contradiction as (
    select
        model_id,
        min(reason_code) as reason_code
    from step.run_utilization
    where reason_code is not null
    group by model_id
)

select
    model.model_id,
    case
        when model.is_fine_tune or model.base_model_id is not null then 'trained_on_from_another'
        when contradiction.reason_code is not null then contradiction.reason_code
        when model.training_hardware is null and coalesce(run.chip_count, 0) = 0 then 'chip_unknown'
        when run.chip_count > 0 and not run.is_measured then 'chip_hours_unknown'
        else 'chip_not_costed'
    end as reason_code
from core.model_release as model
left join run on model.model_id = run.model_id
left join contradiction on model.model_id = contradiction.model_id
anti join metric.training_chip_hours_by_model as costed on model.model_id = costed.model_id
