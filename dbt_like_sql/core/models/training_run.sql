-- question: How many chip-hours did each phase of DeepSeek-V3 take?
-- example: select phase, chip_id, training_chip_hour_count, dataset_token_count from core.training_run where model_id = 'deepseek-v3' order by training_chip_hour_count desc
with believed as (
    select training_run_id, attribute, value, value_number, value_low, value_high, basis, source_id, first_snapshot_id, source_locator
    from core.training_run_fact
    where is_chosen
),

wide as (
    select
        training_run_id,
        max(value) filter (where attribute = 'model_id') as model_id,
        max(value) filter (where attribute = 'phase') as phase,
        max(value) filter (where attribute = 'number_format') as number_format,
        max(value) filter (where attribute = 'chip_id') as chip_id,
        max(value_number) filter (where attribute = 'training_chip_count') as training_chip_count,
        max(basis) filter (where attribute = 'training_chip_count') as training_chip_count_basis,
        max(value_number) filter (where attribute = 'training_hour_count') as training_hour_count,
        max(basis) filter (where attribute = 'training_hour_count') as training_hour_count_basis,
        max(value_number) filter (where attribute = 'training_chip_hour_count') as training_chip_hour_count,
        max(basis) filter (where attribute = 'training_chip_hour_count') as training_chip_hour_count_basis,
        max(value_number) filter (where attribute = 'active_parameter_count') as active_parameter_count,
        max(basis) filter (where attribute = 'active_parameter_count') as active_parameter_count_basis,
        max(value_number) filter (where attribute = 'dataset_token_count') as dataset_token_count,
        max(basis) filter (where attribute = 'dataset_token_count') as dataset_token_count_basis,
        max(value_number) filter (where attribute = 'mfu_share') as mfu_share,
        max(basis) filter (where attribute = 'mfu_share') as mfu_share_basis,
        max(value_low) filter (where attribute = 'compute_flop') as compute_flop_low,
        max(value_number) filter (where attribute = 'compute_flop') as compute_flop,
        max(value_high) filter (where attribute = 'compute_flop') as compute_flop_high,
        max(basis) filter (where attribute = 'compute_flop') as compute_flop_basis,
        cast(max(value) filter (where attribute = 'start_date') as date) as start_date,
        cast(max(value) filter (where attribute = 'end_date') as date) as end_date,
        max(value) filter (where attribute = 'note') as note,
        max(source_id) filter (where attribute = 'phase') as source_id,
        max(first_snapshot_id) filter (where attribute = 'phase') as first_snapshot_id,
        max(source_locator) filter (where attribute = 'phase') as source_locator
    from believed
    group by training_run_id
)

select
    training_run_id,
    model_id,
    phase,
    number_format,
    chip_id,
    training_chip_count,
    training_chip_count_basis,
    training_hour_count,
    training_hour_count_basis,
    training_chip_hour_count,
    training_chip_hour_count_basis,
    active_parameter_count,
    active_parameter_count_basis,
    dataset_token_count,
    dataset_token_count_basis,
    mfu_share,
    mfu_share_basis,
    compute_flop_low,
    compute_flop,
    compute_flop_high,
    compute_flop_basis,
    start_date,
    end_date,
    note,
    source_id,
    first_snapshot_id,
    source_locator
from wide
