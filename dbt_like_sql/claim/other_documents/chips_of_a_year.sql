-- each: P06a = P06, upper_bound; P07a = P07, lower_bound
with year_sum as (
    select
        sum(stock.flow_chip_count) as chip_count,
        count(distinct stock.quarter_end_date) as quarter_count,
        string_agg(distinct stock.designer_id, ', ' order by stock.designer_id) as designers
    from metric.chip_stock_by_country_quarter as stock
    cross join core.claim as claim
    where
        claim.claim_id = '{1}'
        and claim.conjunct = 'a'
        and stock.country_code = 'WLD'
        and stock.h100e_basis = 'dense_int8'
        and year(stock.quarter_end_date) = year(claim.as_of_date)
        and list_contains(
            case
                when '{1}' = 'P06' then ['huawei', 'cambricon']
                else ['nvidia', 'amd', 'google', 'amazon']
            end, stock.designer_id
        )
)

select
    'calendar year' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    chip_count as value,
    '{2}' as value_basis,
    concat('chips of ', designers, ' in ', quarter_count, ' quarters') as finding
from year_sum
where quarter_count = 4
