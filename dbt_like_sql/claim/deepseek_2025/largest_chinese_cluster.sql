-- each: C09a = C09, a; C10b = C10, b
with largest as (
    select
        found.*,
        found.status as stage
    from metric.largest_cluster_by_country_month as found
    cross join core.claim as claim
    where
        claim.claim_id = '{1}'
        and claim.conjunct = '{2}'
        and found.valid_date = last_day(claim.as_of_date)
        and found.country_code = 'CHN'
        and found.country_basis = 'site'
        and found.system_kind = 'any'
        and found.measure in ('chip_count', 'h100e_count')
        and found.confidence_tier in ('tier_all', 'tier_likely_plus')
        and found.status = 'existing'
),

ranked as (
    select
        stage,
        confidence_tier,
        max(value_low) filter (where measure = 'chip_count') as value_low,
        max(value) filter (where measure = 'chip_count') as value,
        max(value_high) filter (where measure = 'chip_count') as value_high,
        max_by(value_basis, value) filter (where measure = 'chip_count') as value_basis,
        max_by(cluster_name, value) filter (where measure = 'chip_count') as cluster_name,
        max(value) filter (where measure = 'h100e_count') as h100e_count
    from largest
    group by stage, confidence_tier
)

select
    ranked.stage as claim_scope,
    scenario.scenario,
    ranked.confidence_tier,
    ranked.value_low,
    ranked.value,
    ranked.value_high,
    ranked.value_basis,
    printf(
        '%s: %.0f chips; the largest by H100 equivalents has %.0f', ranked.cluster_name, ranked.value,
        ranked.h100e_count
    ) as finding
from ranked
cross join (values ('none'), ('smuggling_median')) as scenario (scenario)
