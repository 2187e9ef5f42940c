-- description: How many AI chips the owners of a country hold at the ends of quarters, in H100 equivalents of dense 8-bit operations, with a 90 % interval; all designers together, none worn out, half correlated; smuggled chips not counted
-- country: Country of the owners, as people write it; `world` for all, `other or unknown` for what is in no listed country
-- quarter_end: Last day of the quarter
-- h100_equivalents_low: Low end of the 90 % interval
-- h100_equivalents: H100 equivalents
-- h100_equivalents_high: High end of the 90 % interval
-- can_be_quoted: Whether the interval is narrow enough to be quoted alone; NULL without one
-- basis: Weakest basis of what it is made of: reported, estimated or imputed
-- is_incomplete: Whether a part of it is not known, or one of the designers is not covered yet
-- data_through: Last day through which the inputs are known
-- country_code: The same, ISO 3166-1 alpha-3; WLD: world, ZZZ: in no listed country
-- example: select country, quarter_end, h100_equivalents_low, h100_equivalents, h100_equivalents_high from stock order by quarter_end desc, h100_equivalents desc limit 5
create view stock as
select
    named.area_name as country,
    base.quarter_end_date as quarter_end,
    round(base.stock_h100e_count_low, -3) as h100_equivalents_low,
    round(base.stock_h100e_count, -3) as h100_equivalents,
    round(base.stock_h100e_count_high, -3) as h100_equivalents_high,
    base.is_quotable as can_be_quoted,
    base.stock_h100e_count_basis as basis,
    base.is_incomplete,
    base.data_through_date as data_through,
    base.country_code
from metric.installed_base_by_country_quarter as base
join core.area_name as named on base.country_code = named.area_code
where
    base.designer_id = 'all'
    and base.h100e_basis = 'dense_int8'
    and base.survival_model = 'none'
    and base.correlation_ratio = 0.5
order by base.quarter_end_date desc, base.stock_h100e_count desc nulls last, country
