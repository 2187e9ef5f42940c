-- question: Which models are above the EU's 1e25 FLOP, and by how many doublings?
-- example: select model_name, release_date, value, confidence_tier, round(-headroom_log2_ratio, 2) as doublings_above from metric.threshold_headroom_by_model_threshold_date where rule_version_id = 'eu-ai-act-2024' and position = 'above' order by value desc limit 5
-- only: core.word_set = met_at_equal
with threshold as (
    select
        number.*,
        coalesce(number.effective_from_date, version.announced_date) as exists_from_date,
        coalesce(number.effective_to_date, version.ended_date) as exists_to_date
    from core.rule_threshold as number
    join core.rule_version as version on number.rule_version_id = version.rule_version_id
    where number.metric = 'model_training_operations'
),

compared as (
    select
        model.model_id,
        model.model_name,
        model.country_codes,
        model.release_date,
        model.confidence_tier,
        model.weights_access,
        model.compute_flop_low,
        model.compute_flop,
        model.compute_flop_high,
        model.compute_flop_basis,
        threshold.*,
        greatest(threshold.exists_from_date, model.release_date) as as_of_date,
        coalesce(model.compute_flop_low, model.compute_flop) as low,
        coalesce(model.compute_flop_high, model.compute_flop) as high,
        threshold.operator in (
            select unnest(words) from core.word_set where word_set_id = 'met_at_equal'
        ) as is_above_at_equality
    from core.model_release as model
    join threshold
        on
            threshold.exists_to_date is null
            or model.release_date < threshold.exists_to_date
    where
        threshold.applies_to <> 'biological_sequence_data'
        or list_contains(model.domains, 'Biology')
),

published as (
    select
        release_date,
        max(compute_flop) over (order by release_date) as floor_flop
    from core.model_release
    where weights_access = 'open' and compute_flop is not null
),

floor_by_day as (
    select
        release_date as from_date,
        max(floor_flop) as floor_flop
    from published
    group by release_date
),

floored as (
    select
        compared.*,
        floor_by_day.floor_flop
    from compared
    asof left join floor_by_day on compared.as_of_date >= floor_by_day.from_date
),

placed as (
    select
        *,
        case
            when low > value or (low = value and is_above_at_equality) then 'above'
            when high < value or (high = value and not is_above_at_equality) then 'below'
            else 'undetermined'
        end as position
    from floored
)

select
    threshold_id,
    as_of_date,
    exists_to_date as valid_to_date,
    rule_version_id,
    paragraph_locator,
    clause,
    role,
    metric,
    operator,
    applies_to,
    value as threshold_value,
    unit,
    compute_flop_low as value_low,
    compute_flop as value,
    compute_flop_high as value_high,
    compute_flop_basis as value_basis,
    1 - high / value as headroom_ratio_low,
    1 - compute_flop / value as headroom_ratio,
    1 - low / value as headroom_ratio_high,
    log2(value / high) as headroom_log2_ratio_low,
    log2(value / compute_flop) as headroom_log2_ratio,
    log2(value / low) as headroom_log2_ratio_high,
    position,
    case when low < high then 'range' end as interval_kind,
    case
        when position = 'undetermined' and (low is null or high is null) then 'unknown_value'
        when position = 'undetermined' then 'interval_straddles'
    end as reason_code,
    cast(2 as bigint) as input_row_count,
    model_id,
    model_name,
    country_codes,
    release_date,
    confidence_tier,
    weights_access,
    case when control_paragraphs = ['4E091'] then floor_flop end as published_floor_flop,
    case when control_paragraphs = ['4E091'] then ['model-weights-floor'] end as ambiguity_ids
from placed
