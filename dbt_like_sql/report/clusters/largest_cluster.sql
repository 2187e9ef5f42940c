-- The largest known AI cluster standing in each country, at each month end.
select
    case country_code when 'USA' then 'United States' when 'CHN' then 'China' end as country,
    case confidence_tier when 'tier_all' then 'all reports' else 'likely or better' end as counted,
    valid_date,
    value_low as h100e_count_low,
    value as h100e_count,
    value_high as h100e_count_high,
    cluster_name,
    is_anonymised,
    first_operational_date,
    h100e_basis,
    data_through_date
from metric.largest_cluster_by_country_month
where
    country_code in ('USA', 'CHN')
    and country_basis = 'site'
    and confidence_tier in ('tier_all', 'tier_likely_plus')
    and status = 'existing'
    and system_kind = 'any'
    and measure = 'h100e_count'
    and valid_date >= date '2019-01-01'
order by country, counted, valid_date
