-- severity: blocking
-- description: smuggled chips leave the world's stock as it is, what one country gains the others lose, and a stock is what it was and what has moved
with summed as (
    select
        quarter_end_date, scenario, correlation_ratio,
        sum(case when country_code = 'WLD' then leakage_h100e_count else 0 end) as world_change,
        sum(case when country_code <> 'WLD' then leakage_h100e_count else 0 end) as country_change,
        sum(case when country_code <> 'WLD' then abs(leakage_h100e_count) else 0 end) as moved,
        count(*) filter (where country_code <> 'WLD' and leakage_h100e_count < 0) as loser_count
    from metric.leakage_adjusted_base_by_country_quarter
    where scenario <> 'tsmc_die_stock'
    group by all
)

select
    quarter_end_date,
    scenario,
    correlation_ratio,
    world_change,
    country_change
from summed
where
    world_change <> 0
    or (loser_count > 0 and abs(country_change) > 1e-6 * moved)
    or (scenario = 'none' and moved <> 0)
union all
select
    quarter_end_date,
    scenario,
    correlation_ratio,
    stock_h100e_count,
    base_stock_h100e_count + leakage_h100e_count
from metric.leakage_adjusted_base_by_country_quarter
where abs(stock_h100e_count - base_stock_h100e_count - leakage_h100e_count) > 0.01 * stock_h100e_count
