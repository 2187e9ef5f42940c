-- each: C26a = a; C26b = b
-- only: core.model_constant = claim_ci90_z_ratio
with tier as (
    select 'tier_all' as confidence_tier, ['Confident', 'Likely', 'Speculative', 'Unknown'] as tiers
    union all
    select 'tier_likely_plus', ['Confident', 'Likely']
),

model as (
    select
        tier.confidence_tier,
        release.model_id,
        year(release.release_date) as year,
        list_contains(release.country_codes, 'CHN') as is_chinese,
        case
            when '{1}' = 'a' then release.weights_access in ('open', 'restricted')
            else coalesce(
                release.compute_flop_basis = 'reported' or release.compute_method = 'reported', false
            )
        end as is_disclosed
    from core.model_release as release
    join tier on list_contains(tier.tiers, release.confidence_tier)
    cross join core.claim as claim
    where
        claim.claim_id = 'C26'
        and claim.conjunct = '{1}'
        and release.notability_criteria is not null
        and release.release_date <= claim.as_of_date
        and len(list_intersect(release.country_codes, ['USA', 'CHN'])) = 1
        and not release.is_fine_tune
),

share as (
    select
        confidence_tier,
        year,
        avg(is_disclosed::integer) filter (where is_chinese) as china,
        avg(is_disclosed::integer) filter (where not is_chinese) as america,
        count(*) filter (where is_chinese) as china_count,
        count(*) filter (where not is_chinese) as america_count
    from model
    group by confidence_tier, year
),

spread as (
    select
        share.*,
        constant.value * sqrt(
            china * (1 - china) / china_count + america * (1 - america) / america_count
        ) as half_width
    from share
    cross join core.model_constant as constant
    where constant.constant_id = 'claim_ci90_z_ratio' and china_count > 4 and america_count > 4
)

select
    concat('models of ', year) as claim_scope,
    scenario.scenario,
    confidence_tier,
    china - america - half_width as value_low,
    china - america as value,
    china - america + half_width as value_high,
    'reported' as value_basis,
    printf(
        'China %.2f of %d notable models, the United States %.2f of %d', china, china_count, america,
        america_count
    ) as finding
from spread
cross join (values ('none'), ('smuggling_median')) as scenario (scenario)
where year in (2023, 2024)
