-- only: core.model_constant = claim_single_buyer_share
with shipped as (
    select
        max(stock.stock_chip_count_low) as low,
        max(stock.stock_chip_count) as middle,
        max(stock.stock_chip_count_high) as high
    from metric.chip_stock_by_country_quarter as stock
    cross join core.claim as claim
    where
        claim.claim_id = 'C21'
        and claim.conjunct = 'a'
        and stock.country_code = 'CHN'
        and stock.chip_id = 'nvidia-h800-sxm'
        and stock.quarter_end_date <= claim.as_of_date
)

select
    'all' as claim_scope,
    scenario.scenario,
    'tier_all' as confidence_tier,
    shipped.low * constant.value as value_low,
    shipped.middle * constant.value as value,
    shipped.high * constant.value as value_high,
    'estimated' as value_basis,
    printf(
        '%.0f to %.0f H800 for China in all; one buyer would need %.0f %% of the middle', shipped.low,
        shipped.high, 100 * claim.claimed / shipped.middle
    ) as finding
from shipped
cross join core.model_constant as constant
cross join core.claim as claim
cross join (values ('none'), ('smuggling_median')) as scenario (scenario)
where
    constant.constant_id = 'claim_single_buyer_share'
    and claim.claim_id = 'C21'
    and claim.conjunct = 'a'
    and shipped.middle is not null
