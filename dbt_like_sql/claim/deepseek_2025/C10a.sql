-- only: core.model_constant = claim_next_generation_chip_count
with tier as (
    select 'tier_all' as confidence_tier, ['Confident', 'Likely', 'Speculative', 'Unknown'] as tiers
    union all
    select 'tier_likely_plus', ['Confident', 'Likely']
)

select
    'United States' as claim_scope,
    'none' as scenario,
    tier.confidence_tier,
    cast(count(*) filter (
        where
            list_contains(tier.tiers, release.confidence_tier)
            and list_contains(release.country_codes, 'USA')
            and release.training_chip_count >= constant.value
    ) as double) as value,
    'reported' as value_basis,
    printf('largest disclosed count by then: %.0f chips', max(release.training_chip_count)) as finding
from core.model_release as release
cross join tier
cross join core.model_constant as constant
cross join core.claim as claim
where
    claim.claim_id = 'C10'
    and claim.conjunct = 'a'
    and constant.constant_id = 'claim_next_generation_chip_count'
    and release.release_date <= claim.as_of_date
group by tier.confidence_tier
