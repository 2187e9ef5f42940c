with plan as (
    select count(*) as report_count
    from core.usage_report
    where organization_id = 'openai' and product_name ilike '%ChatGPT Pro%'
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(report_count > 0, 0.0::double, null) as value_low,
    if(report_count > 0, 1.0::double, null) as value_high,
    'reported' as value_basis,
    concat(report_count, ' reports of the use of this plan') as finding
from plan
