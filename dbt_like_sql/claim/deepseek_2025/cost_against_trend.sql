-- each: C28a = a; C28b = b
-- only: core.model_constant = claim_ci90_z_ratio
with tier as (
    select 'tier_all' as confidence_tier, ['Confident', 'Likely', 'Speculative', 'Unknown'] as tiers
    union all
    select 'tier_likely_plus', ['Confident', 'Likely']
),

cost as (
    select
        'a' as conjunct,
        model_id,
        method,
        cost_usd_2023_low as amount_low,
        cost_usd_2023 as amount,
        cost_usd_2023_high as amount_high
    from metric.training_cost_by_model_method
    union all
    select
        'b',
        model_id,
        method,
        compute_per_usd_2023_flop_low,
        compute_per_usd_2023_flop,
        compute_per_usd_2023_flop_high
    from metric.compute_per_dollar_by_model
),

point as (
    select
        tier.confidence_tier,
        cost.model_id,
        cost.method,
        (release.release_date - date '2020-01-01') / 365.25 as year,
        log10(cost.amount) as log_amount,
        log10(cost.amount_low) as log_low,
        log10(cost.amount_high) as log_high,
        release.is_frontier
    from cost
    join core.model_release as release on cost.model_id = release.model_id
    join tier on list_contains(tier.tiers, release.confidence_tier)
    cross join core.claim as claim
    where
        claim.claim_id = 'C28'
        and claim.conjunct = '{1}'
        and release.release_date <= claim.as_of_date
        and cost.conjunct = '{1}'
        and cost.amount is not null
),

line as (
    select
        method,
        confidence_tier,
        regr_slope(log_amount, year) as slope,
        regr_intercept(log_amount, year) as intercept,
        sqrt(regr_syy(log_amount, year) * (1 - regr_r2(log_amount, year)) / (count(*) - 2)) as spread,
        count(*) as point_count,
        regr_avgx(log_amount, year) as mean_year,
        regr_sxx(log_amount, year) as year_spread
    from point
    where is_frontier and model_id <> 'deepseek-v3'
    group by method, confidence_tier
    having count(*) > 9
),

predicted as (
    select
        point.*,
        line.slope,
        line.point_count,
        line.intercept + line.slope * point.year as expected,
        constant.value * line.spread * sqrt(
            1 + 1.0 / line.point_count + pow(point.year - line.mean_year, 2) / line.year_spread
        ) as half_width
    from point
    join line on point.method = line.method and point.confidence_tier = line.confidence_tier
    cross join core.model_constant as constant
    where point.model_id = 'deepseek-v3' and constant.constant_id = 'claim_ci90_z_ratio'
)

select
    concat('method ', predicted.method) as claim_scope,
    'none' as scenario,
    predicted.confidence_tier,
    pow(10, log_low) as value_low,
    pow(10, log_amount) as value,
    pow(10, log_high) as value_high,
    'estimated' as value_basis,
    pow(10, expected - half_width) as bound_low,
    pow(10, expected + half_width) as bound_high,
    concat(
        printf(
            'trend of %d frontier models at %.1f times a year expects ', point_count, pow(10, slope)
        ),
        case
            when '{1}' = 'a' then printf('%.1f million dollars of 2023', pow(10, expected) / 1e6)
            else printf('%.1e FLOP per dollar of 2023', pow(10, expected))
        end
    ) as finding
from predicted
