-- Compute owned at each quarter end, as sold and with smuggled chips moved to where they went.
select
    case base.country_code
        when 'USA' then 'United States'
        when 'CHN' then 'China'
        when 'ZZZ' then 'other or unknown owner'
    end as owner,
    case base.scenario
        when 'none' then 'as sold'
        when 'smuggling_low' then 'with smuggling, low'
        when 'smuggling_median' then 'with smuggling, middle'
        when 'smuggling_high' then 'with smuggling, high'
    end as counted,
    base.quarter_end_date,
    base.stock_h100e_count_low,
    base.stock_h100e_count,
    base.stock_h100e_count_high,
    base.leakage_h100e_count,
    base.world_share_low,
    base.world_share,
    base.world_share_high,
    base.is_incomplete,
    base.data_through_date
from metric.leakage_adjusted_base_by_country_quarter as base
where
    base.correlation_ratio = 0.5
    and base.scenario in ('none', 'smuggling_low', 'smuggling_median', 'smuggling_high')
    and (base.country_code = 'CHN' or (base.country_code in ('USA', 'ZZZ') and base.scenario = 'none'))
order by owner, counted, base.quarter_end_date
