-- each: P08a = cluster_growth/dense_fp16/2019_2025_03; P08b = leading_cluster/power/2019_2025_03
select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    12 * doubling_time_years_low as value_low,
    12 * doubling_time_years as value,
    12 * doubling_time_years_high as value_high,
    'estimated' as value_basis,
    concat(filter_text, '; ', point_count, ' points to ', last_date) as finding
from metric.trend
where series_id = '{1}' and growth_per_year_ratio is not null
