with tier as (
    select 'tier_all' as confidence_tier, ['Confident', 'Likely', 'Speculative', 'Unknown'] as tiers
    union all
    select 'tier_likely_plus', ['Confident', 'Likely']
),

mfu as (
    select
        tier.confidence_tier,
        left(run.chip_id, 11) as family,
        run.number_format,
        run.implied_mfu_share
    from metric.run_reconciliation_by_model as run
    join core.model_release as release on run.model_id = release.model_id
    join tier on list_contains(tier.tiers, release.confidence_tier)
    cross join core.claim as claim
    where
        claim.claim_id = 'C03'
        and claim.conjunct = 'a'
        and release.release_date <= claim.as_of_date
        and run.implied_mfu_share is not null
        and run.chip_id in ('nvidia-h800-sxm', 'nvidia-h100-sxm')
        and run.phase in ('all', 'pretrain')
),

by_family as (
    select
        confidence_tier,
        family,
        number_format,
        min(implied_mfu_share) as low,
        median(implied_mfu_share) as middle,
        max(implied_mfu_share) as high,
        count(*) as run_count
    from mfu
    group by confidence_tier, family, number_format
)

select
    concat('format ', h800.number_format) as claim_scope,
    'none' as scenario,
    h800.confidence_tier,
    h800.low / h100.high as value_low,
    h800.middle / h100.middle as value,
    h800.high / h100.low as value_high,
    'estimated' as value_basis,
    printf(
        'all-in MFU %.2f in %d runs on H800, %.2f to %.2f in %d runs on H100', h800.middle,
        h800.run_count, h100.low, h100.high, h100.run_count
    ) as finding
from by_family as h800
join by_family as h100
    on
        h800.number_format = h100.number_format
        and h800.confidence_tier = h100.confidence_tier
where h800.family = 'nvidia-h800' and h100.family = 'nvidia-h100'
