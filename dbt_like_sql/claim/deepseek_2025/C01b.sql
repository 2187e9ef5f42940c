with rule as (
    select
        max(announced_date) filter (where rule_version_id = 'us-3a090-2022') as first_date,
        max(announced_date) filter (where rule_version_id = 'us-3a090-2023') as second_date
    from core.rule_version
),

flow as (
    select
        quarter_end_date,
        flow_share_low,
        flow_share,
        flow_share_high
    from metric.flow_share_by_country_quarter
    where
        country_code = 'CHN'
        and designer_id = 'nvidia'
        and h100e_basis = 'dense_int8'
        and correlation_ratio = 0.5
),

before as (
    select
        avg(flow.flow_share_low) filter (
            where flow.quarter_end_date < rule.first_date
        ) / 2 as first_half_low,
        avg(flow.flow_share_high) filter (
            where flow.quarter_end_date < rule.first_date
        ) / 2 as first_half_high,
        avg(flow.flow_share_low) filter (
            where
                flow.quarter_end_date < rule.second_date
                and flow.quarter_end_date >= rule.second_date - interval 1 year
        ) / 2 as second_half_low
    from flow
    cross join rule
),

reached as (
    select
        bool_or(
            flow.quarter_end_date between rule.first_date and rule.second_date
            and flow.flow_share_high <= before.first_half_low
        ) as is_between,
        bool_or(
            flow.quarter_end_date between rule.first_date and rule.second_date
            and flow.flow_share_low <= before.first_half_high
        ) as may_be_between,
        min(flow.quarter_end_date) filter (
            where
                flow.quarter_end_date > rule.second_date
                and flow.flow_share_high <= before.second_half_low
        ) as after_date
    from flow
    cross join rule
    cross join before
)

select
    'sales of NVIDIA' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(not may_be_between and after_date is not null, 1.0, 0.0)::double as value_low,
    if(is_between, 0.0, 1.0)::double as value_high,
    'estimated' as value_basis,
    coalesce(
        concat('China''s share of NVIDIA''s sales halved by the quarter to ', after_date),
        'the share has not halved since the second rule'
    ) as finding
from reached
where is_between is not null
