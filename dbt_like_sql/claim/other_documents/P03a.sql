select
    concat(price.scale_id, ' at ', price.score_threshold) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    max(price.decline_per_year_ratio_low) as value_low,
    max(price.decline_per_year_ratio) as value,
    max(price.decline_per_year_ratio_high) as value_high,
    'estimated' as value_basis,
    concat(max(price.threshold_name), ', ', max(price.record_count), ' records') as finding
from metric.token_price_at_capability_by_benchmark_month as price
cross join core.claim as claim
where
    claim.claim_id = 'P03'
    and claim.conjunct = 'a'
    and price.price_blend = 'input_3_output_1'
    and price.model_selection = 'all'
    and price.month_start_date <= claim.as_of_date
    and price.decline_per_year_ratio_low is not null
group by price.scale_id, price.score_threshold
