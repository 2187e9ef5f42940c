-- question: How much of its compute does an AI company use to serve users?
-- example: select organization_id, year, unit, deployment_share_low, deployment_share, deployment_share_high, other_source from metric.deployment_share_by_org_year order by organization_id, year
-- only: core.word_set = basis_from_known, confidence_from_sure, deployment_part, development_source, research_part
with statement as (
    select
        *,
        year(period_end_date) as spend_year,
        case spend_unit when 'energy_kwh' then 'energy' else spend_unit end as unit,
        list_position((select words from core.word_set where word_set_id = 'confidence_from_sure'), coalesce(confidence_tier, 'Unknown'))
            as doubt,
        list_position((select words from core.word_set where word_set_id = 'basis_from_known'), coalesce(value_basis, 'imputed'))
            as weakness,
        coalesce(value_low, value) as low,
        coalesce(value_high, value) as high,
        value_low is not null or value_high is not null as has_range
    from core.compute_spend
    where
        is_chosen
        and spend_part in (select unnest(words) from core.word_set where word_set_id = 'deployment_part')
        and period_end_date - period_start_date between 360 and 370
),

chosen as (
    select * from statement
    qualify row_number() over (
        partition by organization_id, spend_year, unit, spend_part
        order by doubt, weakness, period_end_date desc, compute_spend_id
    ) = 1
),

summed as (
    select
        organization_id,
        spend_year,
        unit,
        'parts' as spend_part,
        sum(value) as value,
        sum(low) as low,
        sum(high) as high,
        bool_or(has_range) as has_range,
        max(doubt) as doubt,
        max(weakness) as weakness,
        string_agg(distinct note, '; ' order by note) as note,
        count(*) as statement_count
    from chosen
    where spend_part in (select unnest(words) from core.word_set where word_set_id = 'research_part')
    group by all
    having count(*) = 2
),

known as (
    select
        organization_id,
        spend_year,
        unit,
        spend_part,
        value,
        low,
        high,
        has_range,
        doubt,
        weakness,
        note,
        1 as statement_count
    from chosen
    union all
    select * from summed
),

inference as (
    select * from known where spend_part = 'inference'
),

other as (
    select
        *,
        case spend_part
            when 'research_and_development' then 'stated'
            when 'parts' then 'parts'
            else 'total_less_inference'
        end as other_source
    from known
    where spend_part in (select unnest(words) from core.word_set where word_set_id = 'development_source')
),

paired as (
    select
        inference.organization_id,
        inference.spend_year,
        inference.unit,
        other.other_source,
        other.spend_part as other_part,
        inference.value as inference_value,
        inference.low as inference_low,
        inference.high as inference_high,
        case
            when other.other_source = 'total_less_inference' then other.value - inference.value
            else other.value
        end as other_value,
        case
            when other.other_source = 'total_less_inference' then other.low - inference.high
            else other.low
        end as other_low,
        case
            when other.other_source = 'total_less_inference' then other.high - inference.low
            else other.high
        end as other_high,
        inference.has_range or other.has_range as has_range,
        greatest(inference.doubt, other.doubt) as doubt,
        greatest(inference.weakness, other.weakness) as weakness,
        nullif(concat_ws('; ', inference.note, other.note), '') as note,
        inference.statement_count + other.statement_count as statement_count
    from inference
    join other
        on
            inference.organization_id = other.organization_id
            and inference.spend_year = other.spend_year
            and inference.unit = other.unit
)

select
    organization_id,
    spend_year as year,
    unit,
    case when has_range then inference_low / (inference_low + other_high) end
        as deployment_share_low,
    inference_value / (inference_value + other_value) as deployment_share,
    case when has_range then inference_high / (inference_high + greatest(other_low, 0)) end
        as deployment_share_high,
    (select words from core.word_set where word_set_id = 'basis_from_known')[weakness] as deployment_share_basis,
    (select words from core.word_set where word_set_id = 'confidence_from_sure')[doubt] as confidence_tier,
    inference_value,
    other_value,
    other_source,
    case when has_range then 'range' end as interval_kind,
    case when not has_range then 'range_not_disclosed' end as reason_code,
    note,
    cast(statement_count as bigint) as input_row_count
from paired
where other_value > 0
qualify row_number() over (
    partition by organization_id, spend_year, unit
    order by list_position((select words from core.word_set where word_set_id = 'development_source'), other_part)
) = 1
