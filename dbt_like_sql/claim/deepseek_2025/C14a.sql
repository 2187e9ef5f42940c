-- only: core.model_constant = halving_time_ci90_months, compute_spread_confident_ratio, compute_spread_likely_ratio
with constant as (
    select
        max(value_low) filter (where constant_id = 'halving_time_ci90_months') as fast_months,
        max(value) filter (where constant_id = 'halving_time_ci90_months') as months,
        max(value_high) filter (where constant_id = 'halving_time_ci90_months') as slow_months,
        max(value) filter (where constant_id = 'compute_spread_confident_ratio') as confident,
        max(value) filter (where constant_id = 'compute_spread_likely_ratio') as likely
    from core.model_constant
),

run as (
    select
        release.model_id,
        release.release_date,
        release.confidence_tier,
        release.compute_flop,
        coalesce(
            release.compute_flop_low,
            release.compute_flop / if(release.confidence_tier = 'Confident', confident, likely)
        ) as compute_flop_low,
        coalesce(
            release.compute_flop_high,
            release.compute_flop * if(release.confidence_tier = 'Confident', confident, likely)
        ) as compute_flop_high
    from core.model_release as release
    cross join constant
    where release.confidence_tier in ('Confident', 'Likely') and release.compute_flop is not null
),

paired as (
    select
        follower.*,
        reference.model_id as reference_id,
        reference.compute_flop as reference_flop,
        ln(reference.compute_flop / reference.compute_flop_low) as reference_below,
        ln(reference.compute_flop_high / reference.compute_flop) as reference_above,
        ln(2) * 12 * (follower.release_date - reference.release_date) / 365.25 as growth
    from run as follower
    cross join run as reference
    where
        follower.model_id = 'deepseek-v3'
        and reference.model_id in ('gpt-4', 'llama-3-1-405b')
),

predicted as (
    select
        paired.*,
        reference_flop * exp(-growth / months) as predicted_flop,
        sqrt(pow(growth / fast_months - growth / months, 2) + pow(reference_below, 2)) as below,
        sqrt(pow(growth / months - growth / slow_months, 2) + pow(reference_above, 2)) as above
    from paired
    cross join constant
)

select
    concat('reference ', reference_id) as claim_scope,
    'none' as scenario,
    tier.confidence_tier,
    compute_flop_low as value_low,
    compute_flop as value,
    compute_flop_high as value_high,
    'estimated' as value_basis,
    predicted_flop / exp(below) as bound_low,
    predicted_flop * exp(above) as bound_high,
    printf('predicted %.1e FLOP, run %.1e FLOP', predicted_flop, compute_flop) as finding
from predicted
cross join (values ('tier_all'), ('tier_likely_plus')) as tier (confidence_tier)
