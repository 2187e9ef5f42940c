with estimate as (
    select
        found.publisher_id,
        min(coalesce(found.unit_count_low, found.unit_count)) as unit_count_low,
        median(found.unit_count) as unit_count,
        max(coalesce(found.unit_count_high, found.unit_count)) as unit_count_high
    from core.leakage_estimate as found
    cross join core.claim as claim
    where
        claim.claim_id = 'C12'
        and claim.conjunct = 'a'
        and found.pathway = 'diversion'
        and found.country_code = 'CHN'
        and found.period_end_date <= claim.as_of_date
        and found.period_end_date - found.period_start_date between 360 and 370
    group by found.publisher_id
),

ranked as (
    select *, row_number() over (order by unit_count_low desc, publisher_id) as place from estimate
)

select
    concat('estimate ', place.place) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    ranked.unit_count_low as value_low,
    ranked.unit_count as value,
    ranked.unit_count_high as value_high,
    'estimated' as value_basis,
    coalesce('by ' || ranked.publisher_id, 'nobody else gives a yearly estimate') as finding
from (values (1), (2)) as place (place)
left join ranked on place.place = ranked.place
