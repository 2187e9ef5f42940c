with year_sum as (
    select
        sum(stock.flow_chip_count) as chip_count,
        count(distinct stock.quarter_end_date) as quarter_count,
        string_agg(distinct stock.designer_id, ', ' order by stock.designer_id) as designers
    from metric.chip_stock_by_country_quarter as stock
    cross join core.claim as claim
    where
        claim.claim_id = 'P07'
        and claim.conjunct = 'a'
        and stock.country_code = 'WLD'
        and stock.h100e_basis = 'dense_int8'
        and year(stock.quarter_end_date) = year(claim.as_of_date)
        and stock.designer_id in ('nvidia', 'amd', 'google', 'amazon')
)

select
    'calendar year' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    chip_count as value,
    'lower_bound' as value_basis,
    concat('chips of ', designers, ' in ', quarter_count, ' quarters') as finding
from year_sum
where quarter_count = 4
