-- each: C11a; C11b; C11c
with firm as (
    select
        report.organization_id,
        count(*) filter (where report.period_end_at < rule.effective_date) as before_count,
        count(*) filter (where report.period_start_at >= rule.effective_date) as after_count
    from core.serving_report as report
    cross join core.rule_version as rule
    where rule.rule_version_id = 'us-3a090-2023'
    group by report.organization_id
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(bool_or(before_count > 0 and after_count > 0), 0.0::double, null) as value_low,
    if(bool_or(before_count > 0 and after_count > 0), 1.0::double, null) as value_high,
    'reported' as value_basis,
    concat(
        count(*), ' firms with a serving report, ',
        count(*) filter (where before_count > 0 and after_count > 0),
        ' of them from before and after the rule of October 2023'
    ) as finding
from firm
