with break as (
    select count(*) as break_count
    from metric.compute_gap_by_quarter
    where country_a_code = 'USA' and country_b_code = 'CHN' and break_b_date is not null
)

select
    'all' as claim_scope,
    scenario.scenario,
    'tier_all' as confidence_tier,
    if(break_count < 0, 0.0::double, null) as value,
    'estimated' as value_basis,
    concat(
        'breaks in China''s compute trend are dated in ', break_count,
        ' rows, and none is tested against the date of a rule'
    ) as finding
from break
cross join (values ('none'), ('smuggling_median')) as scenario (scenario)
