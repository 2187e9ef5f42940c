-- question: How many chip-hours did each phase of DeepSeek-V3 take?
-- example: select phase, chip_id, training_chip_hour_count, dataset_token_count from core.training_run where model_id = 'deepseek-v3' order by training_chip_hour_count desc
with listed as (
    select model_id, attribute, value, value_number, basis, source_id, first_snapshot_id, source_locator
    from core.model_release_fact
    where is_chosen
    and attribute in (
        'training_chip_hour_count', 'training_hour_count', 'training_chip_count',
        'dataset_token_count', 'mfu_share', 'number_format'
    )
    and value is not null
),

gathered as (
    select
        model_id,
        max(value) filter (where attribute = 'number_format') as number_format,
        max(value_number) filter (where attribute = 'mfu_share') as mfu_share,
        max(basis) filter (where attribute = 'training_chip_hour_count') as hour_basis,
        arg_min({'source_id': source_id, 'first_snapshot_id': first_snapshot_id, 'source_locator': source_locator},
            list_position(
                ['training_chip_hour_count', 'training_hour_count', 'training_chip_count',
                    'dataset_token_count', 'mfu_share', 'number_format'], attribute
            )) as stated
    from listed
    group by model_id
),

chip_of as (
    select
        alias,
        min(chip_id) as chip_id
    from seed.chip_alias
    where source_id = 'epoch_ml_hardware'
    group by alias
)

select
    training_run_id,
    model_id,
    phase,
    number_format,
    chip_id,
    training_chip_count,
    training_hour_count,
    training_chip_hour_count,
    training_chip_hour_count_basis,
    active_parameter_count,
    dataset_token_count,
    mfu_share,
    compute_flop_low,
    compute_flop,
    compute_flop_high,
    compute_flop_basis,
    start_date,
    end_date,
    note,
    'seed' as source_id,
    cast(null as varchar) as first_snapshot_id,
    'seed/training_run.csv, training_run_id ' || training_run_id as source_locator
from seed.training_run
union all
select
    model_release.model_id || '-all',
    model_release.model_id,
    'all',
    gathered.number_format,
    chip_of.chip_id,
    model_release.training_chip_count,
    model_release.training_hour_count,
    model_release.training_chip_hour_count,
    case
        when model_release.training_chip_hour_count is not null
            then coalesce(gathered.hour_basis, 'estimated')
    end,
    model_release.active_parameter_count,
    model_release.dataset_token_count,
    gathered.mfu_share,
    case when not model_release.is_fine_tune then model_release.compute_flop_low end,
    case when not model_release.is_fine_tune then model_release.compute_flop end,
    case when not model_release.is_fine_tune then model_release.compute_flop_high end,
    case when not model_release.is_fine_tune then model_release.compute_flop_basis end,
    cast(null as date),
    cast(null as date),
    case
        when model_release.is_fine_tune
            then 'fine-tune: hours and tokens are its own, the compute of its base model is left out'
    end,
    gathered.stated.source_id,
    gathered.stated.first_snapshot_id,
    gathered.stated.source_locator
from core.model_release as model_release
join gathered on model_release.model_id = gathered.model_id
left join chip_of on model_release.training_hardware = chip_of.alias
where model_release.model_id not in (select model_id from seed.training_run)
