select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    growth_per_year_ratio_low as value_low,
    growth_per_year_ratio as value,
    growth_per_year_ratio_high as value_high,
    'estimated' as value_basis,
    concat(filter_text, '; ', point_count, ' points to ', last_date) as finding
from metric.trend
where series_id = 'training_compute/notable/since_2010' and growth_per_year_ratio is not null
