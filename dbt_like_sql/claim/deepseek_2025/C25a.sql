with day as (
    select
        last_day(cast(rule.announced_date - interval 1 month as date)) as before_date,
        last_day(claim.as_of_date) as after_date
    from core.rule_version as rule
    cross join core.claim as claim
    where rule.rule_version_id = 'us-3a090-2022' and claim.claim_id = 'C25' and claim.conjunct = 'a'
),

run as (
    select
        'largest run' as measure,
        gap.confidence_tier,
        gap.valid_date = day.after_date as is_after,
        gap.run_gap_ratio_low as low,
        gap.run_gap_ratio as middle,
        gap.run_gap_ratio_high as high
    from metric.largest_run_gap_by_month as gap
    join day on gap.valid_date in (day.before_date, day.after_date)
    where
        gap.country_a_code = 'USA'
        and gap.country_b_code = 'CHN'
        and gap.country_basis = 'org_hq'
        and gap.country_rule = 'inclusive'
        and gap.confidence_tier in ('tier_all', 'tier_likely_plus')
),

size as (
    select
        found.confidence_tier,
        found.valid_date,
        max(coalesce(found.value_low, found.value)) filter (where found.country_code = 'USA')
        / max(coalesce(found.value_high, found.value)) filter (where found.country_code = 'CHN') as low,
        max(found.value) filter (where found.country_code = 'USA')
        / max(found.value) filter (where found.country_code = 'CHN') as middle,
        max(coalesce(found.value_high, found.value)) filter (where found.country_code = 'USA')
        / max(coalesce(found.value_low, found.value)) filter (where found.country_code = 'CHN') as high
    from metric.largest_cluster_by_country_month as found
    where
        found.country_code in ('USA', 'CHN')
        and found.country_basis = 'site'
        and found.status = 'existing'
        and found.system_kind = 'cluster'
        and found.measure = 'h100e_count'
        and found.confidence_tier in ('tier_all', 'tier_likely_plus')
    group by found.confidence_tier, found.valid_date
),

flow as (
    select
        quarter_end_date,
        (1 - flow_share_high) / flow_share_high as low,
        (1 - flow_share) / flow_share as middle,
        (1 - flow_share_low) / flow_share_low as high
    from metric.flow_share_by_country_quarter
    where
        country_code = 'CHN'
        and designer_id = 'nvidia'
        and h100e_basis = 'dense_int8'
        and correlation_ratio = 0.5
),

ends as (
    select measure, confidence_tier, is_after, low, middle, high from run
    union all
    select
        'largest cluster', size.confidence_tier, size.valid_date = day.after_date, size.low,
        size.middle, size.high
    from size
    join day on size.valid_date in (day.before_date, day.after_date)
    union all
    select
        'flow of chips', tier.confidence_tier, flow.quarter_end_date > day.before_date, flow.low,
        flow.middle, flow.high
    from flow
    join day
        on
            flow.quarter_end_date = day.before_date
            or flow.quarter_end_date = last_day(cast(day.after_date - interval 1 month as date))
    cross join (values ('tier_all'), ('tier_likely_plus')) as tier (confidence_tier)
),

changed as (
    select
        measure,
        confidence_tier,
        max(low) filter (where is_after) / max(high) filter (where not is_after) as low,
        max(middle) filter (where is_after) / max(middle) filter (where not is_after) as middle,
        max(high) filter (where is_after) / max(low) filter (where not is_after) as high
    from ends
    group by measure, confidence_tier
)

select
    'all' as claim_scope,
    'none' as scenario,
    confidence_tier,
    if(count(*) filter (where low > 1) > 1 and count(*) filter (where high < 1) = 0, 1.0, 0.0)::double
        as value_low,
    if(
        count(*) filter (where high > 1) < 2
        or count(*) filter (where high < 1) > 1, 0.0, 1.0
    )::double as value_high,
    'estimated' as value_basis,
    string_agg(printf('%s %.1f times (%.2f to %.1f)', measure, middle, low, high), '; ' order by measure)
        as finding
from changed
group by confidence_tier
having count(middle) = 3
