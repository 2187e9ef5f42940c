select
    'all' as claim_scope,
    base.scenario,
    'tier_all' as confidence_tier,
    base.leakage_h100e_count / base.stock_h100e_count_high as value_low,
    base.leakage_h100e_count / base.stock_h100e_count as value,
    base.leakage_h100e_count / base.stock_h100e_count_low as value_high,
    base.stock_h100e_count_basis as value_basis,
    printf('%.0f of %.0f H100 equivalents', base.leakage_h100e_count, base.stock_h100e_count) as finding
from metric.leakage_adjusted_base_by_country_quarter as base
cross join core.claim as claim
where
    claim.claim_id = 'C12'
    and claim.conjunct = 'b'
    and base.country_code = 'CHN'
    and base.correlation_ratio = 0.5
    and base.scenario in ('none', 'smuggling_median')
    and base.quarter_end_date <= claim.as_of_date
    and base.quarter_end_date > claim.as_of_date - interval 3 month
