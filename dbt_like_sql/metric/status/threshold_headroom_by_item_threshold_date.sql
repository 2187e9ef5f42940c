-- question: Which chips were designed to the limit: released within 10 percent below a threshold in force?
-- example: select item_name, release_date, paragraph_locator, clause, value, operator, threshold_value, round(headroom_ratio, 4) as headroom_ratio from metric.threshold_headroom_by_item_threshold_date where role in ('control', 'bill') and position = 'below' and as_of_date = release_date and headroom_ratio < 0.1 order by headroom_ratio, item_name, paragraph_locator, clause limit 8
-- only: core.word_set = met_at_equal
with threshold as (
    select
        number.*,
        coalesce(number.effective_from_date, version.announced_date) as exists_from_date,
        coalesce(number.effective_to_date, version.ended_date) as exists_to_date
    from core.rule_threshold as number
    join core.rule_version as version on number.rule_version_id = version.rule_version_id
    where number.value is not null and number.role not in ('restatement', 'definition')
),

compared as (
    select
        item.item_id,
        item.item_name,
        item.item_kind,
        item.maker_country_code,
        item.release_date,
        threshold.*,
        result.value_low,
        result.value as item_value,
        result.value_high,
        result.value_basis,
        greatest(threshold.exists_from_date, item.release_date) as as_of_date
    from step.threshold_result_by_item as result
    join core.item as item on result.item_id = item.item_id
    join threshold on result.threshold_id = threshold.threshold_id
    where
        (
            (item.item_kind = 'chip' and result.metric <> 'memory_bandwidth_density')
            or (item.item_kind = 'hbm_stack' and result.metric = 'memory_bandwidth_density')
        )
        and (result.result <> 'no' or result.value_low is not null or result.value_high is not null)
),

ends as (
    select
        *,
        operator in (
            select unnest(words) from core.word_set where word_set_id = 'met_at_equal'
        ) as is_above_at_equality,
        coalesce(value_low, item_value) as low,
        coalesce(value_high, item_value) as high
    from compared
    where exists_to_date is null or as_of_date < exists_to_date
),

placed as (
    select
        *,
        case
            when low > value or (low = value and is_above_at_equality) then 'above'
            when high < value or (high = value and not is_above_at_equality) then 'below'
            else 'undetermined'
        end as position
    from ends
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
    value_low,
    item_value as value,
    value_high,
    value_basis,
    1 - high / value as headroom_ratio_low,
    1 - item_value / value as headroom_ratio,
    1 - low / value as headroom_ratio_high,
    case when high > 0 then log2(value / high) end as headroom_log2_ratio_low,
    case when item_value > 0 then log2(value / item_value) end as headroom_log2_ratio,
    case when low > 0 then log2(value / low) end as headroom_log2_ratio_high,
    position,
    case when low < high then 'range' end as interval_kind,
    case
        when position = 'undetermined' and (low is null or high is null) then 'unknown_value'
        when position = 'undetermined' then 'interval_straddles'
    end as reason_code,
    cast(2 as bigint) as input_row_count,
    item_id,
    item_name,
    item_kind,
    maker_country_code,
    release_date
from placed
