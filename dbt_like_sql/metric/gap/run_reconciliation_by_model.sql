-- question: Do a model's parameters and tokens agree with the chip-hours it is said to have taken?
-- example: select model_id, phase, number_format, ops_flop, implied_mfu_share, recon_log10_ratio, is_alert from metric.run_reconciliation_by_model where implied_mfu_share is not null order by abs(recon_log10_ratio) desc limit 5
-- only: core.model_constant = training_mfu_share, recon_alert_log10_ratio, token_count_scale_ratio
with prior as (
    select
        value_low as mfu_share_low,
        value as mfu_share,
        value_high as mfu_share_high
    from core.model_constant
    where constant_id = 'training_mfu_share'
),

alert as (
    select value as alert_log10_ratio
    from core.model_constant
    where constant_id = 'recon_alert_log10_ratio'
),

scale as (
    select value as scale_ratio
    from core.model_constant
    where constant_id = 'token_count_scale_ratio'
),

run as (
    select
        training_run.training_run_id,
        training_run.model_id,
        training_run.phase,
        training_run.number_format,
        training_run.chip_id,
        training_run.mfu_share,
        case when training_run.mfu_share is not null then coalesce(training_run.mfu_share_basis, 'estimated') end
            as said_share_basis,
        training_run.training_chip_hour_count is not null as is_hours_stated,
        training_run.training_chip_hour_count_basis,
        model_release.model_id is not null as is_released,
        case when model_release.model_id is null then 'Unknown' else model_release.confidence_tier end
            as confidence_tier,
        coalesce(model_release.is_fine_tune, false) as is_fine_tune,
        coalesce(training_run.active_parameter_count, model_release.active_parameter_count)
            as active_parameter_count,
        coalesce(
            training_run.dataset_token_count,
            case when training_run.phase = 'all' then model_release.dataset_token_count end
        ) as stated_count,
        coalesce(
            training_run.compute_flop,
            case when training_run.phase = 'all' then model_release.compute_flop end
        ) as stated_flop,
        coalesce(training_run.active_parameter_count, model_release.active_parameter_count, model_release.parameter_count)
            as least_parameter_count,
        coalesce(list_contains(model_release.domains, 'Language'), true) as is_of_language,
        coalesce(
            training_run.training_chip_hour_count,
            training_run.training_chip_count * training_run.training_hour_count
        ) as training_chip_hour_count,
        chip.chip_id is not null as is_chip_known,
        case training_run.number_format
            when 'fp64' then chip.peak_dense_fp64_flop_per_s
            when 'fp32' then chip.peak_dense_fp32_flop_per_s
            when 'tf32' then chip.peak_dense_tf32_flop_per_s
            when 'fp16' then chip.peak_dense_fp16_flop_per_s
            when 'fp8' then chip.peak_dense_fp8_flop_per_s
            when 'int8' then chip.peak_dense_int8_op_per_s
            when 'fp4' then chip.peak_dense_fp4_flop_per_s
        end as peak_dense_flop_per_s
    from core.training_run as training_run
    left join core.model_release as model_release
        on training_run.model_id = model_release.model_id
    left join core.chip as chip on training_run.chip_id = chip.chip_id
),

measured as (
    select
        run.*,
        is_of_language
        and coalesce(
            6 * least_parameter_count * stated_count
            between stated_flop / scale.scale_ratio and stated_flop * scale.scale_ratio, true
        ) as is_in_tokens,
        case when is_in_tokens then stated_count end as dataset_token_count
    from run
    cross join scale
),

counted as (
    select
        run.*,
        alert.alert_log10_ratio,
        6 * run.active_parameter_count * run.dataset_token_count as ops_flop,
        run.training_chip_hour_count * 3600 * run.peak_dense_flop_per_s as peak_flop,
        coalesce(run.mfu_share, prior.mfu_share_low) as used_share_low,
        coalesce(run.mfu_share, prior.mfu_share) as used_share,
        coalesce(run.mfu_share, prior.mfu_share_high) as used_share_high
    from measured as run
    cross join prior
    cross join alert
)

select
    model_id,
    phase,
    training_run_id,
    number_format,
    chip_id,
    confidence_tier,
    is_fine_tune,
    active_parameter_count,
    dataset_token_count,
    training_chip_hour_count,
    peak_dense_flop_per_s,
    ops_flop,
    peak_flop * used_share_low as hardware_flop_low,
    peak_flop * used_share as hardware_flop,
    peak_flop * used_share_high as hardware_flop_high,
    case
        when peak_flop is null then null
        when mfu_share is null or training_chip_hour_count_basis = 'imputed' then 'imputed'
        when
            not is_hours_stated
            or coalesce(training_chip_hour_count_basis, 'estimated') = 'estimated'
            or said_share_basis = 'estimated'
            then 'estimated'
        else 'reported'
    end as hardware_flop_basis,
    ops_flop / peak_flop as implied_mfu_share,
    case when peak_flop is not null then used_share end as mfu_share,
    case
        when peak_flop is null then null
        else coalesce(said_share_basis, 'imputed')
    end as mfu_share_basis,
    log10(ops_flop / (peak_flop * used_share_high)) as recon_log10_ratio_low,
    log10(ops_flop / (peak_flop * used_share)) as recon_log10_ratio,
    log10(ops_flop / (peak_flop * used_share_low)) as recon_log10_ratio_high,
    abs(log10(ops_flop / (peak_flop * used_share))) > alert_log10_ratio as is_alert,
    case when peak_flop is not null and mfu_share is null then 'ci90' end as interval_kind,
    case
        when active_parameter_count is null then 'parameters_unknown'
        when stated_count is null then 'tokens_unknown'
        when not is_in_tokens then 'data_not_in_tokens'
        when training_chip_hour_count is null then 'chip_hours_unknown'
        when not is_chip_known then 'chip_unknown'
        when number_format is null then 'format_unknown'
        when peak_dense_flop_per_s is null then 'peak_unknown'
    end as reason_code,
    cast(1 + is_released::int + is_chip_known::int as bigint) as input_row_count,
    case
        when mfu_share is null then ['recon_alert_log10_ratio', 'token_count_scale_ratio', 'training_mfu_share']
        else ['recon_alert_log10_ratio', 'token_count_scale_ratio']
    end as constant_ids
from counted
